package dev.parley.it.talk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The node modules of the driver, installed once from the lock file into the build folder.
final class Modules {
    static final Path FOLDER = Path.of("target/talk-driver").toAbsolutePath();

    private static final Path SCRIPTS = Path.of("src/test/node/talk").toAbsolutePath();
    private static final Optional<String> TROUBLE = install();

    private Modules() {}

    /// Why they cannot be had; empty if they are there.
    static Optional<String> trouble() {
        return TROUBLE;
    }

    private static Optional<String> install() {
        try {
            var lock = SCRIPTS.resolve("package-lock.json");
            var done = FOLDER.resolve("installed.json");
            if (Files.exists(done) && Files.mismatch(lock, done) == -1) {
                return Optional.empty();
            }
            Files.createDirectories(FOLDER);
            for (var file : new String[] {"package.json", "package-lock.json"}) {
                Files.copy(
                        SCRIPTS.resolve(file),
                        FOLDER.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            var npm =
                    new ProcessBuilder(
                                    "npm",
                                    "ci",
                                    "--ignore-scripts",
                                    "--no-audit",
                                    "--no-fund",
                                    "--loglevel=error")
                            .directory(FOLDER.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(FOLDER.resolve("npm.log").toFile())
                            .start();
            if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroy();
                return Optional.of(
                        "talk page not tested: npm could not install its driver, see "
                                + FOLDER.resolve("npm.log"));
            }
            Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("talk page not tested: its driver cannot be installed: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of("talk page not tested: interrupted");
        }
    }
}
