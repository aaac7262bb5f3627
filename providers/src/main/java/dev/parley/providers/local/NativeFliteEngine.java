package dev.parley.providers.local;

import dev.parley.dialog.provider.ProviderFailure;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// A voice of libflite inside this process: the first sound of a sentence is there long before its
/// last, and every word has its time.
final class NativeFliteEngine implements SpeechEngine {
    private final FliteLibrary library;
    private final String voice;

    NativeFliteEngine(FliteLibrary library, String voice) {
        this.library = library;
        this.voice = voice;
    }

    /// A sentence without a single word of sound is not rendered by the library at all.
    @Override
    public void render(String text, BooleanSupplier cancelled, Output out)
            throws EngineFault, InterruptedException {
        var sentence = new Sentence(text, cancelled, out);
        library.speak(voice, text.replaceAll("\\s+", " ").strip(), sentence);
        if (sentence.isOverfull) {
            throw new EngineFault(
                    ProviderFailure.ENGINE,
                    "expected a sentence of at most %d s".formatted(MAX_SECONDS));
        }
    }

    @Override
    public void close() {}

    private static final class Sentence implements FliteLibrary.Sink {
        private final String text;
        private final BooleanSupplier cancelled;
        private final Output out;
        private int searchFrom;
        private int start;
        private long samples;
        private boolean isOverfull;

        Sentence(String text, BooleanSupplier cancelled, Output out) {
            this.text = text.toLowerCase(Locale.ROOT);
            this.cancelled = cancelled;
            this.out = out;
        }

        @Override
        public void token(String token, float endSeconds) {
            int at = text.indexOf(token.toLowerCase(Locale.ROOT), searchFrom);
            int end = Math.round(endSeconds * 1000);
            if (at >= 0) {
                searchFrom = at + token.length();
                out.word(new SpokenWord(at, searchFrom, start, end));
            }
            start = end;
        }

        @Override
        public void samples(int rate, short[] part) {
            if (rate != FliteEngine.RATE) {
                throw new IllegalStateException(
                        "expected a 16 kHz voice, libflite made " + rate + " samples a second");
            }
            samples += part.length;
            isOverfull = samples > (long) MAX_SECONDS * rate;
            out.samples(part, 0, part.length);
        }

        @Override
        public boolean isCancelled() {
            return isOverfull || cancelled.getAsBoolean();
        }
    }
}
