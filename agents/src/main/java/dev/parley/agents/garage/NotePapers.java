package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// `note_papers`: plate or vehicle number of a car, by its own rules; the other one is empty. Twice
/// is harmless. Errors: not-verified, not-found, taken.
final class NotePapers implements Tool<NotePapers.Arguments> {
    private static final Pattern PLATE = Pattern.compile("[A-Z0-9]{2,8}");
    private static final Pattern VIN = Pattern.compile("[A-HJ-NPR-Z0-9]{17}");

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String customerId, String vehicleId, String plate, String vin) {
        Arguments {
            boolean onlyPlate = PLATE.matcher(plate).matches() && vin.isEmpty();
            boolean onlyVin = VIN.matcher(vin).matches() && plate.isEmpty();
            if (!onlyPlate && !onlyVin) {
                throw new IllegalArgumentException(
                        "expected either a plate of 2 to 8 letters and digits, or a vehicle number"
                                + " of 17 without I, O and Q");
            }
        }
    }

    private final VehiclePapers papers;
    private final IdentityChecks checks;

    NotePapers(VehiclePapers papers, IdentityChecks checks) {
        this.papers = papers;
        this.checks = checks;
    }

    @Override
    public String name() {
        return "note_papers";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        long customer = Written.id(arguments.customerId()).orElse(0);
        long vehicle = Written.id(arguments.vehicleId()).orElse(0);
        if (!checks.passed(context.callId(), customer)) {
            return ToolResult.failure(IdentityChecks.NOT_VERIFIED);
        }
        var outcome =
                arguments.vin().isEmpty()
                        ? papers.plate(customer, vehicle, arguments.plate())
                        : papers.vin(customer, vehicle, arguments.vin());
        return switch (outcome) {
            case WRITTEN -> ToolResult.success(Map.of("noted", true));
            case NOT_FOUND -> ToolResult.failure("not-found");
            case TAKEN -> ToolResult.failure("taken");
        };
    }

    @Override
    public Duration limit() {
        return Limits.WRITE;
    }
}
