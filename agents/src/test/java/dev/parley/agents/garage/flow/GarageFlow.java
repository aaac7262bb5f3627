package dev.parley.agents.garage.flow;

import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The flow as it ships, loaded once.
final class GarageFlow {
    static final Flow FLOW = load();

    private GarageFlow() {}

    private static Flow load() {
        var tools =
                Map.of(
                        "lookup_customer", List.of("phone"),
                        "get_available_slots", List.of("service", "date"),
                        "book_appointment",
                                List.of("customer_id", "vehicle_id", "service", "date", "time"),
                        "opening_hours", List.<String>of(),
                        "service_price", List.of("service"),
                        "list_services", List.<String>of(),
                        "request_callback", List.of("customer_id", "phone", "reason"));
        return Flow.load("garage.yaml", yaml(), new FlowChecks(tools));
    }

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
