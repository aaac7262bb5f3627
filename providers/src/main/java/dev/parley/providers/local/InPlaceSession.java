package dev.parley.providers.local;

import dev.parley.audio.RecognizerInput;
import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One call heard on the thread that brings its sound, in the pieces of a call and by the same
/// decoder: for tools whose sound is faster than time. One thread.
final class InPlaceSession implements Recognizer.Session {
    private final Decoders decoders;
    private final Recognizer.Listener listener;
    private final RecognizerInput input;
    private final short[] chunk = new short[Inbox.CHUNK];
    private int filled;
    private @Nullable Hearing hearing;
    private long utterance;
    private String lastPartial = "";

    InPlaceSession(Decoders decoders, Recognizer.Listener listener, boolean suppressesNoise) {
        this.decoders = decoders;
        this.listener = listener;
        this.input = new RecognizerInput(true, suppressesNoise);
    }

    @Override
    public void begin(long begun, Expectation expectation) {
        close();
        Decoder decoder = decoders.take(expectation);
        if (decoder == null) {
            listener.failed(begun, ProviderFailure.OVERLOADED);
            return;
        }
        utterance = begun;
        filled = 0;
        lastPartial = "";
        hearing = new Hearing(decoder, input, expectation, SecondHearings.UNLIMITED);
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        for (int done = 0; done < count; ) {
            int part = Math.min(chunk.length - filled, count - done);
            System.arraycopy(samples, offset + done, chunk, filled, part);
            filled += part;
            done += part;
            if (filled == chunk.length) {
                hearChunk();
            }
        }
    }

    private void hearChunk() {
        Hearing heard = hearing;
        if (heard == null || filled == 0) {
            return;
        }
        heard.hear(Arrays.copyOf(chunk, filled), filled);
        filled = 0;
        String words = heard.wordsSoFar();
        if (!words.equals(lastPartial)) {
            lastPartial = words;
            listener.partialWords(utterance, words);
        }
    }

    @Override
    public void finish(long finished) {
        Hearing heard = hearing;
        if (heard != null && finished == utterance) {
            hearChunk();
            String words = heard.finalWords();
            close();
            listener.finalWords(finished, words);
        }
    }

    @Override
    public void cancel(long cancelled) {
        if (cancelled == utterance) {
            close();
        }
    }

    @Override
    public void close() {
        Hearing done = hearing;
        hearing = null;
        if (done != null) {
            decoders.giveBack(done.decoder(), done.isOpen());
        }
    }
}
