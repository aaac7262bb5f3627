package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// `open_customer`: name and cars of a customer who was searched for and has proved in this call to
/// be the one. Reads only. Errors: not-verified, not-found.
final class OpenCustomer implements Tool<OpenCustomer.Arguments> {
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String customerId) {}

    private final Customers customers;
    private final IdentityChecks checks;

    OpenCustomer(Customers customers, IdentityChecks checks) {
        this.customers = customers;
        this.checks = checks;
    }

    @Override
    public String name() {
        return "open_customer";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        OptionalLong id = Written.id(arguments.customerId());
        if (id.isEmpty()) {
            return ToolResult.failure("not-found");
        }
        if (!checks.passed(context.callId(), id.getAsLong())) {
            return ToolResult.failure(IdentityChecks.NOT_VERIFIED);
        }
        Optional<Customer> customer = customers.byId(id.getAsLong());
        return customer.map(CustomerResult::known).orElseGet(() -> ToolResult.failure("not-found"));
    }

    @Override
    public Duration limit() {
        return Limits.READ;
    }
}
