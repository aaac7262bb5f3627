package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;

/// `create_customer`: adds a caller with their car, once for each idempotency key. A name is given
/// whole, or first and last name spelled, or not at all: then the row says in which turn of the
/// call it can be heard. Errors: no-number, phone-taken (then nothing was written).
final class CreateCustomer implements Tool<CreateCustomer.Arguments> {
    /// @param name first and last name; empty if spelled or not written
    /// @param firstName empty if given whole or not written, like `lastName`
    /// @param car make and model, or "other"
    /// @param turn in which turn an unwritten name was said; else 0
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(
            String phone,
            String name,
            String firstName,
            String lastName,
            String car,
            int modelYear,
            int turn) {
        Arguments {
            CarModel.parse(car);
            if (!name.isEmpty() && name.strip().indexOf(' ') < 0) {
                throw new IllegalArgumentException("expected a first and a last name, got one");
            }
        }

        Sensitive<String> first() {
            return Sensitive.of(name.isEmpty() ? firstName : name.substring(0, lastSpace()));
        }

        Sensitive<String> last() {
            return Sensitive.of(name.isEmpty() ? lastName : name.substring(lastSpace() + 1));
        }

        private int lastSpace() {
            return name.lastIndexOf(' ');
        }
    }

    private final Newcomers newcomers;

    CreateCustomer(Newcomers newcomers) {
        this.newcomers = newcomers;
    }

    @Override
    public String name() {
        return "create_customer";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        var phone = PhoneNumber.parse(arguments.phone());
        if (phone.isEmpty()) {
            return ToolResult.failure("no-number");
        }
        return newcomers
                .add(
                        new Newcomers.Person(
                                arguments.first(),
                                arguments.last(),
                                phone.get(),
                                CarModel.parse(arguments.car()),
                                arguments.modelYear(),
                                arguments.turn(),
                                context.callId(),
                                context.idempotencyKey()))
                .map(CustomerResult::known)
                .orElseGet(() -> ToolResult.failure("phone-taken"));
    }

    @Override
    public Duration limit() {
        return Limits.WRITE;
    }
}
