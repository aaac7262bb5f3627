package dev.parley.providers.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// What comes with Parley for Vosk: the English model, as the build put it into this module, and
/// the native library, as it lies in the jar of Vosk.
final class BundledFiles {
    private static final String MODEL = "dev/parley/providers/local/model-en-us.zip";
    private static final String MODEL_PREFIX = "assets/model-en-us/";

    /// The model's own settings keep hardly any guess beside the first. Wider ones cost a quarter
    /// more processor time, and in noise the guess that is an answer is among them
    /// (`bench/hearing.md`).
    private static final Map<String, String> DECODER =
            Map.of("--beam=10.0", "--beam=12.0", "--lattice-beam=2.0", "--lattice-beam=6.0");

    /// Noise of one step that the engine would add by chance, so that the same sound gave other
    /// words; what is heard by a grammar has a noise of our own beneath.
    private static final String NO_CHANCE = "--dither=0.0\n";

    private BundledFiles() {}

    /// The model folder, unpacked under `cache` at the first start (70 MB, half a second).
    static Path model(Path cache) {
        URL zip = resource(MODEL, "build the module providers anew");
        return UnpackedFolder.of(
                cache,
                "model-en-us-tuned-" + size(zip),
                folder -> {
                    unzip(zip, folder);
                    tune(folder.resolve("conf"));
                });
    }

    private static void tune(Path settings) throws IOException {
        Path decoder = settings.resolve("model.conf");
        String text = Files.readString(decoder);
        for (var change : DECODER.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new IOException(
                        "expected " + change.getKey() + " in the model's " + decoder + ": " + text);
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        Files.writeString(decoder, text);
        Files.writeString(settings.resolve("mfcc.conf"), NO_CHANCE, StandardOpenOption.APPEND);
    }

    /// The library for this machine, unpacked under `cache` at the first start (26 MB).
    ///
    /// @throws IllegalStateException if there is none for this machine
    static Path library(Path cache) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (system.contains("linux") && (processor.equals("amd64") || processor.equals("x86_64"))) {
            return library(cache, "linux-x86-64", "libvosk.so");
        }
        if (system.contains("mac")) {
            return library(cache, "darwin", "libvosk.dylib");
        }
        throw new IllegalStateException(
                "local recognition needs Linux on x86-64 with glibc, or macOS; this is %s on %s. Configure a remote recognizer instead"
                        .formatted(system, processor));
    }

    private static Path library(Path cache, String platform, String file) {
        URL url = resource(platform + "/" + file, "add com.alphacephei:vosk to the class path");
        return UnpackedFolder.of(
                        cache,
                        platform + "-" + size(url),
                        folder -> {
                            try (InputStream in = url.openStream()) {
                                Files.copy(in, folder.resolve(file));
                            }
                        })
                .resolve(file);
    }

    private static void unzip(URL zip, Path folder) throws IOException {
        try (var in = new ZipInputStream(zip.openStream())) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory() || !entry.getName().startsWith(MODEL_PREFIX)) {
                    continue;
                }
                Path to =
                        folder.resolve(entry.getName().substring(MODEL_PREFIX.length()))
                                .normalize();
                Path parent = to.getParent();
                if (parent == null || !to.startsWith(folder)) {
                    throw new IOException("odd entry in the model: " + entry.getName());
                }
                Files.createDirectories(parent);
                Files.copy(in, to);
            }
        }
    }

    private static URL resource(String name, String remedy) {
        URL url = BundledFiles.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IllegalStateException(
                    "expected \"" + name + "\" on the class path, found nothing; " + remedy);
        }
        return url;
    }

    /// Tells one release from another without reading it.
    private static long size(URL url) {
        try {
            return url.openConnection().getContentLengthLong();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + url, broken);
        }
    }
}
