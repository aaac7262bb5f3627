package dev.parley.providers.local;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.meter.Meters;
import java.util.List;

/// Recognition on this machine by Vosk: one shared model, a fresh decoder for every answer to a
/// grammar, a few warm ones for open speech. Opens in about a second (half a second more the first
/// time). Thread-safe; listeners are called on `dsp-<n>` threads.
///
/// The words of a grammar are likely, not certain, to be a sentence of it: whoever acts on them
/// must parse them.
public final class VoskRecognizer implements Recognizer {
    private final VoskModel model;
    private final VoskDecoders decoders;
    private final SessionDesk desk;

    private VoskRecognizer(VoskModel model, VoskSettings settings, Meters meters) {
        this.model = model;
        this.decoders = new VoskDecoders(model, settings.openDecoders());
        this.desk = new SessionDesk(NAME, settings, decoders, meters);
    }

    private static final String NAME = "vosk";

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
