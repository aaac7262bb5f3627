package dev.parley.agents.garage;

import dev.parley.dialog.ToolResult;
import java.util.List;
import java.util.Map;

/// Customers as flows know them: the same shape from every tool that has one to tell of.
final class CustomerResult {
    private CustomerResult() {}

    /// Name and cars; the result is about this person.
    static ToolResult known(Customer customer) {
        return known(customer, customer.vehicles());
    }

    /// @param vehicles their cars, in the order in which the flow shall have them
    static ToolResult known(Customer customer, List<Vehicle> vehicles) {
        List<Map<String, String>> cars =
                vehicles.stream()
                        .map(vehicle ->
                                Map.of(
                                        "vehicle_id",
                                        Long.toString(vehicle.id()),
                                        "label",
                                        vehicle.label(vehicles)))
                        .toList();
        return ToolResult.success(
                        Map.of(
                                "found", true,
                                "customer_id", Long.toString(customer.id()),
                                "first_name", customer.firstName().reveal(),
                                "last_name", customer.lastName().reveal(),
                                "vehicles", cars))
                .about(subject(customer.id()));
    }

    /// Somebody who exists, of whom nothing is told before they proved who they are.
    static ToolResult found(long customer) {
        return plain(true, Long.toString(customer));
    }

    static ToolResult unknown() {
        return plain(false, "");
    }

    private static ToolResult plain(boolean found, String id) {
        return ToolResult.success(
                Map.of(
                        "found",
                        found,
                        "customer_id",
                        id,
                        "first_name",
                        "",
                        "last_name",
                        "",
                        "vehicles",
                        List.of()));
    }

    /// How this person is called in the records of calls.
    static String subject(long customer) {
        return "customer:" + customer;
    }
}
