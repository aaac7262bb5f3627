package dev.parley.audio.vad;

import io.github.givimad.libfvadjni.VoiceActivityDetector;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// The C of WebRTC's voice activity detector, as libfvad's functions (fvad.h) in the native library
/// of the libfvad-jni jar: what [SpeechDetector] must decide like. The jar's own Java class is not
/// used: its native side never releases the copy of the samples it takes.
final class Fvad implements AutoCloseable {
    private static final Loaded LOADED = load();

    private final int rate;
    private final MemorySegment detector;
    private boolean closed;

    /// @param rate 8000, 16000, 32000 or 48000
    /// @param mode 0 (lets most through) to 3
    /// @throws IllegalStateException if the native library is not to be had here
    Fvad(int rate, int mode) {
        this.rate = rate;
        detector = create();
        configure(mode);
    }

    /// Whether the native library can be used here.
    static boolean isHere() {
        return LOADED instanceof Functions;
    }

    /// Whether this frame of 10, 20 or 30 ms holds speech.
    boolean process(MemorySegment frame, int count) {
        if (closed) {
            throw new IllegalStateException("the detector was closed; open another");
        }
        try {
            int voiced = (int) functions().process.invokeExact(detector, frame, (long) count);
            if (voiced < 0) {
                throw new IllegalArgumentException(
                        "expected a frame of 10, 20 or 30 ms at %d, got %d samples"
                                .formatted(rate, count));
            }
            return voiced == 1;
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /// Forgets the stream.
    void reset(int mode) {
        if (closed) {
            throw new IllegalStateException("the detector was closed; open another");
        }
        try {
            functions().reset.invokeExact(detector);
        } catch (Throwable e) {
            throw unchecked(e);
        }
        configure(mode); // which a reset sets back too
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            functions().free.invokeExact(detector);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static MemorySegment create() {
        try {
            return (MemorySegment) functions().create.invokeExact();
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private void configure(int mode) {
        try {
            int modeSet = (int) functions().mode.invokeExact(detector, mode);
            int rateSet = (int) functions().rate.invokeExact(detector, rate);
            if (modeSet != 0 || rateSet != 0) {
                throw new IllegalArgumentException(
                        "expected mode 0 to 3 at 8000, 16000, 32000 or 48000, got mode %d at %d"
                                .formatted(mode, rate));
            }
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable e) {
        return switch (e) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> new IllegalStateException("a call into libfvad failed", e);
        };
    }

    private sealed interface Loaded {}

    private record Functions(
            MethodHandle create,
            MethodHandle free,
            MethodHandle reset,
            MethodHandle mode,
            MethodHandle rate,
            MethodHandle process)
            implements Loaded {}

    private record Missing(String reason, Exception cause) implements Loaded {}

    private static Functions functions() {
        return switch (LOADED) {
            case Functions functions -> functions;
            case Missing missing ->
                    throw new IllegalStateException(
                            "the light voice activity detector needs the native library libfvad, which is not to be had on %s: %s; choose the neural detector (--vad neural), it needs none"
                                    .formatted(platform(), missing.reason),
                            missing.cause);
        };
    }

    /// The reason is kept rather than thrown: a class that failed to load has no second message.
    @SuppressWarnings("restricted") // native access is what this class is for
    private static Loaded load() {
        try {
            Path file = unpacked();
            try {
                return link(SymbolLookup.libraryLookup(file, Arena.global()));
            } finally {
                Files.delete(file); // once loaded, the library needs no name
            }
        } catch (IOException | RuntimeException e) {
            return new Missing(String.valueOf(e.getMessage()), e);
        }
    }

    private static Functions link(SymbolLookup library) {
        var address = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_INT;
        return new Functions(
                handle(library, "fvad_new", FunctionDescriptor.of(address)),
                handle(library, "fvad_free", FunctionDescriptor.ofVoid(address)),
                handle(library, "fvad_reset", FunctionDescriptor.ofVoid(address)),
                handle(library, "fvad_set_mode", FunctionDescriptor.of(number, address, number)),
                handle(
                        library,
                        "fvad_set_sample_rate",
                        FunctionDescriptor.of(number, address, number)),
                handle(
                        library,
                        "fvad_process",
                        FunctionDescriptor.of(number, address, address, ValueLayout.JAVA_LONG),
                        Linker.Option.critical(true))); // 4 µs, and reads the Java array in place
    }

    @SuppressWarnings("restricted") // as above
    private static MethodHandle handle(
            SymbolLookup library,
            String name,
            FunctionDescriptor descriptor,
            Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor, options);
    }

    private static Path unpacked() throws IOException {
        String resource = resource();
        try (InputStream in = VoiceActivityDetector.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("libfvad-jni holds no " + resource);
            }
            Path file = Files.createTempFile("parley-fvad", ".so");
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }

    private static String resource() {
        return switch (platform()) {
            case "linux amd64", "linux x86_64" -> "/debian-amd64/liblibfvad-jni.so";
            case "linux aarch64" -> "/debian-arm64/liblibfvad-jni.so";
            case "mac os x x86_64" -> "/macos-amd64/liblibfvad-jni.dylib";
            case "mac os x aarch64" -> "/macos-arm64/liblibfvad-jni.dylib";
            default -> throw new IllegalStateException("no build for this platform");
        };
    }

    private static String platform() {
        return (System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .toLowerCase(Locale.ROOT);
    }
}
