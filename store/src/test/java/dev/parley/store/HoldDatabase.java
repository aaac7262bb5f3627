package dev.parley.store;

import dev.parley.meter.Meters;
import java.io.IOException;
import java.nio.file.Path;

/// Holds an embedded PostgreSQL until it is killed.
final class HoldDatabase {
    private HoldDatabase() {}

    public static void main(String[] arguments) throws IOException {
        try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Meters.NONE)) {
            System.out.println("holding " + postgres.url());
            System.in.read(); // until the test kills us
        }
    }
}
