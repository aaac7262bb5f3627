package dev.parley.agents.garage;

import dev.parley.compliance.Sensitive;
import java.util.List;

/// Somebody the garage knows, with their cars in the order in which they were added.
record Customer(
        long id, Sensitive<String> firstName, Sensitive<String> lastName, List<Vehicle> vehicles) {
    Customer {
        vehicles = List.copyOf(vehicles);
    }
}
