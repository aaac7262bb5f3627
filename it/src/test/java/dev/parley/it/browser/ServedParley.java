package dev.parley.it.browser;

import dev.parley.it.serve.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One served Parley with the local engines for all tests of the browser socket, handed to those
/// that ask for a [Served]; ended with the last of them.
final class ServedParley implements ParameterResolver {
    /// A page of another origin that this server lets in.
    static final String FRIEND = "https://friend.example";

    private static final String SETTINGS =
            """
            browser:
              test-profile: true
              origins: %s
            server:
              max-calls: 30
            """
                    .formatted(FRIEND);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Served.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ServedParley.class))
                .computeIfAbsent(Served.class, _ -> Served.launch(), Served.class);
    }

    /// The server and where it is.
    static final class Served implements AutoCloseable {
        private final Path folder;
        private final ServerProcess process;

        private Served(Path folder, ServerProcess process) {
            this.folder = folder;
            this.process = process;
        }

        private static Served launch() {
            try {
                var folder = Files.createTempDirectory("parley-browser");
                Files.writeString(folder.resolve("parley.yaml"), SETTINGS);
                return new Served(folder, ServerProcess.serve(folder));
            } catch (Exception failed) {
                throw new IllegalStateException("the server did not start", failed);
            }
        }

        ServerProcess process() {
            return process;
        }

        /// A path of the API listener by another scheme: `at("ws", "/rtvi")`.
        URI at(String scheme, String path) {
            var media = process.media();
            return URI.create(
                    "%s://%s:%d%s".formatted(scheme, media.getHost(), media.getPort(), path));
        }

        URI socket() {
            return at("ws", "/rtvi");
        }

        URI start() {
            return at("http", "/rtvi/start");
        }

        Path folder() {
            return folder;
        }

        /// The sum of all series of a metric whose lines have all of these parts.
        double metric(String... parts) throws IOException, InterruptedException {
            return process.ask("/metrics")
                    .body()
                    .lines()
                    .filter(line ->
                            line.startsWith(parts[0])
                                    && List.of(parts).stream().allMatch(line::contains))
                    .mapToDouble(
                            line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        /// Waits up to half a minute until a metric has risen above a value.
        boolean rises(double above, String... parts) throws IOException, InterruptedException {
            long until = System.nanoTime() + 30_000_000_000L;
            while (System.nanoTime() < until) {
                if (metric(parts) > above) {
                    return true;
                }
                LockSupport.parkNanos(100_000_000);
            }
            return false;
        }

        @Override
        public void close() throws IOException {
            process.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
