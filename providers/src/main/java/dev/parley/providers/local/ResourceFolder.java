package dev.parley.providers.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// A folder inside a jar on the class path, unpacked once into a cache. Several processes may
/// unpack at the same time: each fills a folder of its own and renames it, the first one wins.
final class ResourceFolder {
    private final JarFile jar;
    private final List<JarEntry> files;
    private final String prefix;

    private ResourceFolder(JarFile jar, String prefix) {
        this.jar = jar;
        this.prefix = prefix;
        this.files =
                jar.stream()
                        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
                        .toList();
    }

    /// @param marker a file directly inside the folder ("assets/model-en-us/uuid")
    /// @throws IllegalStateException if it is not on the class path
    static ResourceFolder of(String marker, String remedy) {
        URL url = ResourceFolder.class.getClassLoader().getResource(marker);
        if (url == null) {
            throw new IllegalStateException(
                    "expected \"" + marker + "\" on the class path, found nothing; " + remedy);
        }
        try {
            if (url.openConnection() instanceof JarURLConnection connection) {
                String name = connection.getEntryName();
                return new ResourceFolder(
                        connection.getJarFile(), name.substring(0, name.lastIndexOf('/') + 1));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + url, broken);
        }
        throw new IllegalStateException(
                "expected \"" + marker + "\" inside a jar, found " + url + "; " + remedy);
    }

    /// The folder unpacked under `cache`, its name made of the content. A folder left incomplete by
    /// a crash of the machine is replaced.
    Path unpack(Path cache, String name) {
        Path target = cache.resolve(name + "-" + Long.toHexString(content()));
        try {
            if (isComplete(target)) {
                return target;
            }
            Files.createDirectories(cache);
            delete(target);
            Path filling = Files.createTempDirectory(cache, "filling-");
            for (JarEntry file : files) {
                Path to = filling.resolve(file.getName().substring(prefix.length()));
                Files.createDirectories(java.util.Objects.requireNonNull(to.getParent()));
                try (InputStream in = jar.getInputStream(file)) {
                    Files.copy(in, to);
                }
            }
            moveUnlessThere(filling, target);
            return target;
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "cannot unpack to %s; check that it is writable and has 100 MB free"
                            .formatted(cache),
                    broken);
        }
    }

    private long content() {
        long sum = 17;
        for (JarEntry file : files) {
            sum = 31 * sum + file.getCrc();
        }
        return sum;
    }

    private boolean isComplete(Path folder) throws IOException {
        for (JarEntry file : files) {
            Path there = folder.resolve(file.getName().substring(prefix.length()));
            if (!Files.exists(there) || Files.size(there) != file.getSize()) {
                return false;
            }
        }
        return true;
    }

    private static void moveUnlessThere(Path filling, Path target) throws IOException {
        try {
            Files.move(filling, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException _) {
            delete(filling);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
