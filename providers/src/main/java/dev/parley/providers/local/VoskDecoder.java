package dev.parley.providers.local;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One native recognizer. Used by one thread at a time; every use after `close` is refused here,
/// because in the native code it would end the process.
final class VoskDecoder implements Decoder {
    /// Most samples of one `accept`: 200 ms.
    static final int MAX_SAMPLES = 3_200;

    private final VoskLibrary library;
    private final MemorySegment samples =
            Arena.ofAuto().allocate(ValueLayout.JAVA_SHORT, MAX_SAMPLES);
    private @Nullable MemorySegment recognizer;

    VoskDecoder(VoskLibrary library, @Nullable MemorySegment recognizer) {
        if (recognizer == null) {
            throw new IllegalStateException(
                    "Vosk made no recognizer: its model lacks the parts for this grammar");
        }
        this.library = library;
        this.recognizer = recognizer;
    }

    @Override
    public boolean accept(short[] sound, int offset, int count) {
        MemorySegment open = open();
        MemorySegment.copy(sound, offset, samples, ValueLayout.JAVA_SHORT, 0, count);
        int answer = library.accept(open, samples, count);
        if (answer < 0) {
            throw new IllegalStateException("Vosk refused " + count + " samples of sound");
        }
        return answer == 1;
    }

    @Override
    public String partial() {
        return VoskText.of(library.partial(open()), "partial");
    }

    @Override
    public String result() {
        return VoskText.guesses(library.result(open())).getFirst().words();
    }

    @Override
    public String finalResult() {
        return finalGuesses().getFirst().words();
    }

    @Override
    public List<Guess> finalGuesses() {
        return VoskText.guesses(library.finalResult(open()));
    }

    /// Results are the likeliest of so many guesses, none of which drops a word that has several
    /// readings; without it they are the words that are likeliest one by one.
    VoskDecoder guessing(int count) {
        library.setMaxAlternatives(open(), count);
        return this;
    }

    @Override
    public void reset() {
        library.reset(open());
    }

    @Override
    public void close() {
        MemorySegment open = recognizer;
        if (open != null) {
            recognizer = null;
            library.freeRecognizer(open);
        }
    }

    private MemorySegment open() {
        MemorySegment open = recognizer;
        if (open == null) {
            throw new IllegalStateException("this decoder is closed");
        }
        return open;
    }
}
