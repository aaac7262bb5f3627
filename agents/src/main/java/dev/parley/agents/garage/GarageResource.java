package dev.parley.agents.garage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A text file that ships beside this package.
final class GarageResource {
    private GarageResource() {}

    static String text(String name) {
        try (var in = GarageResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "expected the resource dev/parley/agents/garage/"
                                + name
                                + " on the class path, but it is missing; the jar is incomplete");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }
}
