package dev.parley.providers.local;

import dev.parley.audio.RecognizerInput;
import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.meter.Meters;
import java.util.Arrays;
import java.util.List;

/// Recognition on this machine by Vosk: one shared model, a fresh decoder for every answer to a
/// grammar, a few warm ones for open speech. Opens in about a second (half a second more the first
/// time). Thread-safe; listeners are called on `dsp-<n>` threads.
///
/// The words of a grammar are likely, not certain, to be a sentence of it: whoever acts on them
/// must parse them.
public final class VoskRecognizer implements Recognizer {
    private static final String NAME = "vosk";

    private final VoskModel model;
    private final VoskDecoders decoders;
    private final SessionDesk desk;
    private final boolean bundled;

    private VoskRecognizer(VoskModel model, VoskSettings settings, Meters meters) {
        this.model = model;
        this.bundled = settings.model().isEmpty();
        this.decoders = new VoskDecoders(model, settings.openDecoders());
        this.desk = new SessionDesk(NAME, settings, decoders, meters);
    }

    /// Loads the model.
    ///
    /// @throws IllegalStateException if this machine cannot run the engine
    /// @throws IllegalArgumentException if the model folder is none, or one for telephone rate
    public static VoskRecognizer open(VoskSettings settings, Meters meters) {
        VoskModel model =
                settings.model()
                        .map(folder -> VoskModel.load(folder, settings.cache()))
                        .orElseGet(() -> VoskModel.bundled(settings.cache()));
        return new VoskRecognizer(model, settings, meters);
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Stops the start, and not a call, if a grammar has words that can never be heard.
    ///
    /// @throws MissingWords naming the grammars and their unknown words
    public void checkVocabulary(List<Expectation> grammars) {
        Vocabulary.check(grammars, model::knows);
    }

    /// Lets every decoder hear a sentence, so that the first caller does not wait for memory and
    /// tables; blocks for about a second. The server is ready only afterwards.
    ///
    /// @throws IllegalStateException if the bundled model does not understand the sentence
    public void warmUp() {
        short[] clip = WarmUpClip.samples();
        decoders.warm(clip);
        if (bundled) {
            prove(clip);
        }
    }

    /// What is said in a whole recording, for tools and tests: the same input stage and decoder as
    /// in a call, on the calling thread, as fast as it goes.
    ///
    /// @param samples mono; not changed
    /// @param rate samples a second: 16000. Telephone sound must be resampled first: the model
    ///   hears nothing in it
    /// @throws IllegalArgumentException for another rate
    public String hear(short[] samples, int rate, Expectation expectation) {
        if (rate != VoskModel.RATE) {
            throw new IllegalArgumentException(
                    "expected sound of %d samples a second, got %d; resample it first"
                            .formatted(VoskModel.RATE, rate));
        }
        Decoder decoder = decoders.take(expectation);
        if (decoder == null) {
            throw new IllegalStateException(
                    "all decoders for open speech are taken by calls; try again later");
        }
        try {
            var hearing =
                    new Hearing(
                            decoder,
                            new RecognizerInput(true),
                            expectation,
                            SecondHearings.UNLIMITED);
            for (int at = 0; at < samples.length; at += Inbox.CHUNK) {
                int count = Math.min(Inbox.CHUNK, samples.length - at);
                hearing.hear(Arrays.copyOfRange(samples, at, at + count), count);
            }
            return hearing.finalWords();
        } finally {
            decoders.giveBack(decoder, expectation.isOpen());
        }
    }

    /// A call for tools that bring their sound faster than time: everything happens on the thread
    /// that calls the session, the listener included.
    ///
    /// @param suppressesNoise whether steady noise is taken out of the recognizer's copy
    public Session openInPlace(Listener listener, boolean suppressesNoise) {
        return new InPlaceSession(decoders, listener, suppressesNoise);
    }

    private void prove(short[] clip) {
        String words =
                hear(clip, VoskModel.RATE, new Expectation("warm-up", WarmUpClip.GRAMMAR, 0));
        if (!words.equals(WarmUpClip.WORDS)) {
            throw new IllegalStateException(
                    "expected the recognizer to hear \"%s\" in its own test sentence, it heard \"%s\"; delete the cache folder and start again"
                            .formatted(WarmUpClip.WORDS, words));
        }
    }

    @Override
    public Session open(Listener listener) {
        return desk.open(listener);
    }

    /// Calls not yet closed, or closed and still to be released.
    public int openSessions() {
        return desk.openSessions();
    }

    @Override
    public void close() {
        if (desk.stop()) {
            model.close();
        }
    }
}
