package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/// `add_vehicle`: another car of a customer, once for each idempotency key. In the result it comes
/// first. Errors: not-verified, not-found; nothing was written then.
final class AddVehicle implements Tool<AddVehicle.Arguments> {
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String customerId, String car, int modelYear) {
        Arguments {
            CarModel.parse(car);
        }
    }

    private final Newcomers newcomers;
    private final IdentityChecks checks;

    AddVehicle(Newcomers newcomers, IdentityChecks checks) {
        this.newcomers = newcomers;
        this.checks = checks;
    }

    @Override
    public String name() {
        return "add_vehicle";
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
        return newcomers
                .addCar(
                        id.getAsLong(),
                        CarModel.parse(arguments.car()),
                        arguments.modelYear(),
                        context.idempotencyKey())
                .map(customer -> CustomerResult.known(customer, customer.vehicles().reversed()))
                .orElseGet(() -> ToolResult.failure("not-found"));
    }

    @Override
    public Duration limit() {
        return Limits.WRITE;
    }
}
