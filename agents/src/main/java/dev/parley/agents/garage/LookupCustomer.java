package dev.parley.agents.garage;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;

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
            return CustomerResult.unknown();
        }
        return customers
                .byPhone(phone.get())
                .map(CustomerResult::known)
                .orElseGet(CustomerResult::unknown);
    }

    @Override
    public Duration limit() {
        return Limits.READ;
    }
}
