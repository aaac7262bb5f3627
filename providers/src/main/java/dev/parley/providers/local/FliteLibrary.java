package dev.parley.providers.local;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The C functions of libflite 2.2 that we use (`flite.h`, `cst_audio.h`, `cst_item.h`), one copy
/// per process. Its voices share tables with counters that are not atomic, so one sentence is
/// rendered at a time, whoever asks. Sound arrives in parts while the sentence is being rendered.
@SuppressWarnings("restricted") // needs --enable-native-access
final class FliteLibrary {
    private static final AtomicReference<@Nullable FliteLibrary> LOADED = new AtomicReference<>();

    /// Samples of one part: the library rounds it to whole 5 ms frames.
    private static final int PART = 640;

    private static final int GO_ON = 0;
    private static final int STOP = -1;

    // struct cst_voice: name, features. struct cst_audio_streaming_info: size, callback, utterance.
    private static final long VOICE_FEATURES = 8;
    private static final long VOICE_BYTES = 16;
    private static final long STREAM_CALLBACK = 8;
    private static final long STREAM_UTTERANCE = 16;
    private static final long STREAM_BYTES = 24;
    // struct cst_wave: type, rate, samples, channels, data.
    private static final long WAVE_RATE = 8;
    private static final long WAVE_DATA = 24;
    private static final long WAVE_BYTES = 32;

    private static final FunctionDescriptor POINTER = FunctionDescriptor.of(ADDRESS, ADDRESS);
    private static final FunctionDescriptor NAMED =
            FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, MemorySegment> voices = new HashMap<>();
    private final MemorySegment streaming;
    private final MethodHandle synthesize;
    private final MethodHandle deleteUtterance;
    private final MethodHandle valueOf;
    private final MethodHandle setFeature;
    private final MethodHandle relation;
    private final MethodHandle head;
    private final MethodHandle next;
    private final MethodHandle lastDaughter;
    private final MethodHandle as;
    private final MethodHandle text;
    private final MethodHandle number;
    private final MemorySegment tokenName = name("Token");
    private final MemorySegment structureName = name("SylStructure");
    private final MemorySegment segmentName = name("Segment");
    private final MemorySegment nameName = name("name");
    private final MemorySegment endName = name("end");
    private @Nullable Take take;

    /// Receives one sentence, on the thread that asked for it.
    interface Sink {
        /// A token of the text as the engine wrote it, and where its sound ends, in seconds.
        void token(String token, float end);

        /// Raw samples; after all tokens.
        void samples(int rate, short[] samples);

        /// Whether nobody listens any more.
        boolean isCancelled();
    }

    private static final class Take {
        private final Sink sink;
        private boolean hasWords;
        private @Nullable RuntimeException failure;

        Take(Sink sink) {
            this.sink = sink;
        }
    }

    private FliteLibrary(SymbolLookup symbols) {
        synthesize = bind(symbols, "flite_synth_text", NAMED);
        deleteUtterance = bind(symbols, "delete_utterance", FunctionDescriptor.ofVoid(ADDRESS));
        valueOf = bind(symbols, "audio_streaming_info_val", POINTER);
        setFeature =
                bind(symbols, "feat_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        relation = bind(symbols, "utt_relation", NAMED);
        head = bind(symbols, "relation_head", POINTER);
        next = bind(symbols, "item_next", POINTER);
        lastDaughter = bind(symbols, "item_last_daughter", POINTER);
        as = bind(symbols, "item_as", NAMED);
        text = bind(symbols, "item_feat_string", NAMED);
        number =
                bind(
                        symbols,
                        "item_feat_float",
                        FunctionDescriptor.of(JAVA_FLOAT, ADDRESS, ADDRESS));
        var newStreaming =
                bind(symbols, "new_audio_streaming_info", FunctionDescriptor.of(ADDRESS));
        var start = bind(symbols, "flite_init", FunctionDescriptor.of(JAVA_INT));
        try {
            int _ = (int) start.invokeExact();
            streaming = ((MemorySegment) newStreaming.invokeExact()).reinterpret(STREAM_BYTES);
        } catch (Throwable failure) {
            throw broken(failure);
        }
        streaming.set(JAVA_INT, 0, PART);
        streaming.set(ADDRESS, STREAM_CALLBACK, callback());
    }

    /// The library, if it is installed (Debian package `libflite1`).
    static Optional<FliteLibrary> find() {
        if (LOADED.get() == null) {
            try {
                var symbols = SymbolLookup.libraryLookup("libflite.so.1", Arena.global());
                LOADED.compareAndSet(null, new FliteLibrary(symbols));
            } catch (IllegalArgumentException | IllegalStateException _) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(LOADED.get());
    }

    /// Whether this voice ("rms", "slt", "awb", "kal16") can speak; loads it.
    boolean hasVoice(String voice) {
        lock.lock();
        try {
            return voices.containsKey(voice) || load(voice);
        } finally {
            lock.unlock();
        }
    }

    private boolean load(String voice) {
        if (!voice.matches("[a-z0-9]{2,16}")) {
            return false;
        }
        try {
            var symbols =
                    SymbolLookup.libraryLookup(
                            "libflite_cmu_us_" + voice + ".so.1", Arena.global());
            var register = bind(symbols, "register_cmu_us_" + voice, POINTER);
            var made = (MemorySegment) register.invokeExact(MemorySegment.NULL);
            var features = made.reinterpret(VOICE_BYTES).get(ADDRESS, VOICE_FEATURES);
            var value = (MemorySegment) valueOf.invokeExact(streaming);
            setFeature.invokeExact(features, name("streaming_info"), value);
            voices.put(voice, made);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /// Renders one sentence; returns when it is whole or cancelled. What the sink throws comes out
    /// here.
    void speak(String voice, String sentence, Sink sink) throws InterruptedException {
        lock.lockInterruptibly();
        var mine = new Take(sink);
        try (var arena = Arena.ofConfined()) {
            var speaker = voices.get(voice);
            if (speaker == null) {
                throw new IllegalStateException("the voice " + voice + " is not loaded");
            }
            take = mine;
            var utterance =
                    (MemorySegment) synthesize.invokeExact(arena.allocateFrom(sentence), speaker);
            if (utterance.address() != 0) {
                deleteUtterance.invokeExact(utterance);
            }
        } catch (Throwable failure) {
            throw broken(failure);
        } finally {
            take = null;
            lock.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    private MemorySegment callback() {
        try {
            var method =
                    MethodHandles.lookup()
                            .findVirtual(
                                    FliteLibrary.class,
                                    "part",
                                    MethodType.methodType(
                                            int.class,
                                            MemorySegment.class,
                                            int.class,
                                            int.class,
                                            int.class,
                                            MemorySegment.class))
                            .bindTo(this);
            return Linker.nativeLinker()
                    .upcallStub(
                            method,
                            FunctionDescriptor.of(
                                    JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS),
                            Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Called by the library for each part of the sound, in the form it prescribes. Nothing may be
    /// thrown through it.
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    private int part(MemorySegment wave, int start, int size, int last, MemorySegment stream) {
        var now = take;
        if (now == null) {
            return STOP;
        }
        try {
            if (now.sink.isCancelled()) {
                return STOP;
            }
            if (!now.hasWords) {
                now.hasWords = true;
                words(stream.reinterpret(STREAM_BYTES).get(ADDRESS, STREAM_UTTERANCE), now.sink);
            }
            var form = wave.reinterpret(WAVE_BYTES);
            var samples = new short[size];
            var data = form.get(ADDRESS, WAVE_DATA).reinterpret((start + (long) size) * 2);
            MemorySegment.copy(data, JAVA_SHORT, start * 2L, samples, 0, size);
            now.sink.samples(form.get(JAVA_INT, WAVE_RATE), samples);
            return GO_ON;
        } catch (RuntimeException e) {
            // A border: the library cannot carry an exception. It is thrown again by `speak`.
            now.failure = e;
            return STOP;
        }
    }

    /// Tokens of the text with the end of their last phone.
    private void words(MemorySegment utterance, Sink sink) {
        try {
            var tokens = (MemorySegment) relation.invokeExact(utterance, tokenName);
            List<MemorySegment> all = new ArrayList<>();
            for (var item = (MemorySegment) head.invokeExact(tokens);
                    item.address() != 0;
                    item = (MemorySegment) next.invokeExact(item)) {
                all.add(item);
            }
            for (var item : all) {
                var said = (MemorySegment) text.invokeExact(item, nameName);
                var phone = lastPhone(item);
                if (said.address() != 0 && phone.address() != 0) {
                    float end = (float) number.invokeExact(phone, endName);
                    sink.token(said.reinterpret(Integer.MAX_VALUE).getString(0), end);
                }
            }
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    private MemorySegment lastPhone(MemorySegment token) throws Throwable {
        var word = (MemorySegment) lastDaughter.invokeExact(token);
        if (word.address() == 0) {
            return word;
        }
        var structure = (MemorySegment) as.invokeExact(word, structureName);
        if (structure.address() == 0) {
            return structure;
        }
        var syllable = (MemorySegment) lastDaughter.invokeExact(structure);
        if (syllable.address() == 0) {
            return syllable;
        }
        var phone = (MemorySegment) lastDaughter.invokeExact(syllable);
        return phone.address() == 0 ? phone : (MemorySegment) as.invokeExact(phone, segmentName);
    }

    private static MethodHandle bind(SymbolLookup symbols, String name, FunctionDescriptor form) {
        return Linker.nativeLinker()
                .downcallHandle(
                        symbols.find(name)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "libflite has no function " + name)),
                        form);
    }

    private static MemorySegment name(String text) {
        return Arena.global().allocateFrom(text);
    }

    private static RuntimeException broken(Throwable failure) {
        return failure instanceof IllegalStateException known
                ? known
                : new IllegalStateException("the call into libflite was refused", failure);
    }
}
