package dev.parley.agents.garage.flow;

import dev.parley.dialog.flow.Flow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The flow as it ships, loaded once.
final class GarageFlow {
    static final Flow FLOW = dev.parley.agents.garage.GarageFlow.load();

    private GarageFlow() {}

    static String yaml() {
        try (var file =
                GarageFlow.class.getResourceAsStream("/dev/parley/agents/garage/garage.yaml")) {
            if (file == null) {
                throw new IllegalStateException("expected garage.yaml on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
