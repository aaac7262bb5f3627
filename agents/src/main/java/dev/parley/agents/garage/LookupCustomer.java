package dev.parley.agents.garage;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `lookup_customer`: who has this number, and which cars. Reads only. Not to be found is a success
/// with `found` false: most new callers are strangers.
final class LookupCustomer implements Tool<LookupCustomer.Arguments> {
    record Arguments(String phone) {}

    private final Customers customers;

    LookupCustomer(Customers customers) {
        this.customers = customers;
    }

    @Override
    public String name() {
        return "lookup_customer";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        var phone = PhoneNumber.parse(arguments.phone());
        if (phone.isEmpty()) {
            return unknown();
        }
        return customers
                .byPhone(phone.get())
                .map(LookupCustomer::known)
                .orElseGet(LookupCustomer::unknown);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(3);
    }

    private static ToolResult known(Customer customer) {
        List<Map<String, String>> vehicles =
                customer.vehicles().stream()
                        .map(vehicle ->
                                Map.of(
                                        "vehicle_id",
                                        Long.toString(vehicle.id()),
                                        "label",
                                        vehicle.label(customer.vehicles())))
                        .toList();
        return ToolResult.success(
                Map.of(
                        "found", true,
                        "customer_id", Long.toString(customer.id()),
                        "first_name", customer.firstName().reveal(),
                        "last_name", customer.lastName().reveal(),
                        "vehicles", vehicles));
    }

    private static ToolResult unknown() {
        return ToolResult.success(
                Map.of(
                        "found", false,
                        "customer_id", "",
                        "first_name", "",
                        "last_name", "",
                        "vehicles", List.of()));
    }
}
