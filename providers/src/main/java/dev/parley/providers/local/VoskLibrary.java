package dev.parley.providers.local;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The C functions of libvosk that we use (`vosk_api.h` of 0.3.45). The only place that touches
/// native code. Any thread may call, but one recognizer is used by one thread at a time and never
/// after it was freed: [VoskDecoder] and [VoskModel] see to that.
@SuppressWarnings("restricted") // needs --enable-native-access
final class VoskLibrary {
    /// Two copies of the library in one process share some C++ globals and free them twice at exit,
    /// so the first copy loaded serves everybody.
    private static final AtomicReference<@Nullable VoskLibrary> LOADED = new AtomicReference<>();

    private static final FunctionDescriptor TEXT = FunctionDescriptor.of(ADDRESS, ADDRESS);
    private static final FunctionDescriptor NOTHING = FunctionDescriptor.ofVoid(ADDRESS);

    private final MethodHandle modelNew;
    private final MethodHandle modelFree;
    private final MethodHandle modelFindWord;
    private final MethodHandle recognizerNew;
    private final MethodHandle recognizerNewGrammar;
    private final MethodHandle recognizerMaxAlternatives;
    private final MethodHandle recognizerAccept;
    private final MethodHandle recognizerPartial;
    private final MethodHandle recognizerResult;
    private final MethodHandle recognizerFinalResult;
    private final MethodHandle recognizerReset;
    private final MethodHandle recognizerFree;

    private VoskLibrary(Path file) {
        SymbolLookup symbols = lookup(file);
        modelNew = bind(symbols, "vosk_model_new", TEXT);
        modelFree = bind(symbols, "vosk_model_free", NOTHING);
        modelFindWord =
                bind(
                        symbols,
                        "vosk_model_find_word",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        recognizerNew =
                bind(
                        symbols,
                        "vosk_recognizer_new",
                        FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_FLOAT));
        recognizerNewGrammar =
                bind(
                        symbols,
                        "vosk_recognizer_new_grm",
                        FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_FLOAT, ADDRESS));
        recognizerMaxAlternatives =
                bind(
                        symbols,
                        "vosk_recognizer_set_max_alternatives",
                        FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        recognizerAccept =
                bind(
                        symbols,
                        "vosk_recognizer_accept_waveform_s",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        recognizerPartial = bind(symbols, "vosk_recognizer_partial_result", TEXT);
        recognizerResult = bind(symbols, "vosk_recognizer_result", TEXT);
        recognizerFinalResult = bind(symbols, "vosk_recognizer_final_result", TEXT);
        recognizerReset = bind(symbols, "vosk_recognizer_reset", NOTHING);
        recognizerFree = bind(symbols, "vosk_recognizer_free", NOTHING);
        silence(bind(symbols, "vosk_set_log_level", FunctionDescriptor.ofVoid(JAVA_INT)));
    }

    /// Loads the library, or gives the copy that this process already has. Its own chatter on
    /// standard error is switched off.
    ///
    /// @throws IllegalStateException if the file is no library for this machine
    static VoskLibrary load(Path file) {
        VoskLibrary there = LOADED.get();
        if (there != null) {
            return there;
        }
        LOADED.compareAndSet(null, new VoskLibrary(file.toAbsolutePath()));
        return Objects.requireNonNull(LOADED.get());
    }

    private static SymbolLookup lookup(Path file) {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException refused) {
            throw new IllegalStateException(
                    "cannot load %s: %s. Local recognition needs glibc and libstdc++ (Debian: libstdc++6); Alpine and other musl systems cannot run it"
                            .formatted(file, refused.getMessage()),
                    refused);
        }
    }

    /// A model, or null if the folder holds none.
    @Nullable MemorySegment newModel(Path folder) {
        try (Arena arena = Arena.ofConfined()) {
            return pointer(modelNew, arena.allocateFrom(folder.toString()));
        }
    }

    void freeModel(MemorySegment model) {
        call(modelFree, model);
    }

    boolean knows(MemorySegment model, String word) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) modelFindWord.invokeExact(model, arena.allocateFrom(word)) >= 0;
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    @Nullable MemorySegment newRecognizer(MemorySegment model, float rate) {
        try {
            return orNull((MemorySegment) recognizerNew.invokeExact(model, rate));
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /// @param phrases a JSON list of strings
    @Nullable MemorySegment newRecognizer(MemorySegment model, float rate, String phrases) {
        try (Arena arena = Arena.ofConfined()) {
            return orNull(
                    (MemorySegment)
                            recognizerNewGrammar.invokeExact(
                                    model, rate, arena.allocateFrom(phrases)));
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /// Results are this many guesses, the likeliest first, instead of one text.
    void setMaxAlternatives(MemorySegment recognizer, int count) {
        try {
            recognizerMaxAlternatives.invokeExact(recognizer, count);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /// Negative if the engine refused the samples, 1 at a pause that it takes for an end, else 0.
    int accept(MemorySegment recognizer, MemorySegment samples, int count) {
        try {
            return (int) recognizerAccept.invokeExact(recognizer, samples, count);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    String partial(MemorySegment recognizer) {
        return text(recognizerPartial, recognizer);
    }

    String result(MemorySegment recognizer) {
        return text(recognizerResult, recognizer);
    }

    String finalResult(MemorySegment recognizer) {
        return text(recognizerFinalResult, recognizer);
    }

    void reset(MemorySegment recognizer) {
        call(recognizerReset, recognizer);
    }

    void freeRecognizer(MemorySegment recognizer) {
        call(recognizerFree, recognizer);
    }

    private static MethodHandle bind(SymbolLookup symbols, String name, FunctionDescriptor form) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), form);
    }

    private static void silence(MethodHandle setLogLevel) {
        try {
            setLogLevel.invokeExact(-1);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    private static @Nullable MemorySegment pointer(MethodHandle function, MemorySegment argument) {
        try {
            return orNull((MemorySegment) function.invokeExact(argument));
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /// The text stays the recognizer's; it is copied before anything else is asked of it.
    private static String text(MethodHandle function, MemorySegment recognizer) {
        MemorySegment text = pointer(function, recognizer);
        return text == null ? "" : text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private static void call(MethodHandle function, MemorySegment argument) {
        try {
            function.invokeExact(argument);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    private static @Nullable MemorySegment orNull(MemorySegment pointer) {
        return pointer.address() == 0 ? null : pointer;
    }

    private static IllegalStateException broken(Throwable failure) {
        return new IllegalStateException("the call into libvosk was refused", failure);
    }
}
