package dev.parley.providers.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One loaded acoustic and language model, shared by all decoders of the process; thread-safe.
/// Freed after the last decoder.
final class VoskModel implements AutoCloseable {
    static final int RATE = 16_000;
    private static final Pattern SAMPLE_FREQUENCY =
            Pattern.compile("--sample-frequency=(\\d+)(\\.0*)?");

    private final VoskLibrary library;
    private final MemorySegment model;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private VoskModel(VoskLibrary library, MemorySegment model) {
        this.library = library;
        this.model = model;
    }

    /// The English model that comes with Parley, unpacked under `cache` at the first start (about
    /// 70 MB, half a second).
    static VoskModel bundled(Path cache) {
        return load(BundledFiles.model(cache), cache);
    }

    /// A model folder of the user.
    ///
    /// @throws IllegalArgumentException if the folder is no model, or a model for another rate than
    ///   16 kHz
    static VoskModel load(Path folder, Path cache) {
        checkRate(folder);
        VoskLibrary library = VoskLibrary.load(BundledFiles.library(cache));
        MemorySegment model = library.newModel(folder);
        if (model == null) {
            throw new IllegalArgumentException(
                    "expected a Vosk model with the folders am, conf, graph and ivector in "
                            + folder
                            + ", but it could not be loaded");
        }
        return new VoskModel(library, model);
    }

    boolean knows(String word) {
        checkOpen();
        return library.knows(model, word);
    }

    /// A decoder that hears these phrases and nothing else.
    ///
    /// @throws IllegalStateException after [#close()]; so does [#openDecoder()]
    VoskDecoder decoder(String phrasesJson) {
        checkOpen();
        return new VoskDecoder(library, library.newRecognizer(model, RATE, phrasesJson));
    }

    /// A decoder for open speech.
    VoskDecoder openDecoder() {
        checkOpen();
        return new VoskDecoder(library, library.newRecognizer(model, RATE));
    }

    /// The library itself would read memory that is not its own any more.
    private void checkOpen() {
        if (isClosed.get()) {
            throw new IllegalStateException("expected an open speech model, got a closed one");
        }
    }

    /// A second time does nothing: the library would free memory that is not its own any more.
    @Override
    public void close() {
        if (!isClosed.getAndSet(true)) {
            library.freeModel(model);
        }
    }

    /// A model trained on 8 kHz sound would be fed at twice its speed and hear nothing.
    private static void checkRate(Path folder) {
        Path settings = folder.resolve("conf").resolve("mfcc.conf");
        try {
            Matcher rate =
                    SAMPLE_FREQUENCY.matcher(
                            Files.exists(settings) ? Files.readString(settings) : "");
            int found = rate.find() ? Integer.parseInt(rate.group(1)) : RATE;
            if (found < RATE) {
                throw new IllegalArgumentException(
                        "expected a model for 16000 samples a second or more, got one for %d in %s; use a 16 kHz model, telephone sound is resampled for it"
                                .formatted(found, folder));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + settings, broken);
        }
    }
}
