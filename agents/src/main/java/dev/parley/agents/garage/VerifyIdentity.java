package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.agents.garage.IdentityChecks.Proof;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// `verify_identity`: whether this answer proves that the caller is this customer; `proof` is one
/// of birth_date, phone (the last four digits), plate, vin. Every attempt is counted. The result
/// never says what was wrong, nor whether there is anything on file to be right about.
final class VerifyIdentity implements Tool<VerifyIdentity.Arguments> {
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String customerId, String proof, String answer) {
        Arguments {
            proof(proof);
        }

        static Proof proof(String name) {
            for (var proof : Proof.values()) {
                if (proof.column().equals(name)) {
                    return proof;
                }
            }
            throw new IllegalArgumentException(
                    "expected birth_date, phone, plate or vin, got \"" + name + "\"");
        }
    }

    private final IdentityChecks checks;

    VerifyIdentity(IdentityChecks checks) {
        this.checks = checks;
    }

    @Override
    public String name() {
        return "verify_identity";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        long customer = Written.id(arguments.customerId()).orElse(0);
        var verdict =
                checks.check(
                        customer,
                        Arguments.proof(arguments.proof()),
                        arguments.answer().toUpperCase(Locale.ROOT),
                        context.callId(),
                        context.idempotencyKey());
        var result =
                ToolResult.success(
                        Map.of("verified", verdict.passed(), "more_tries", verdict.moreTries()));
        return verdict.passed() ? result.about(CustomerResult.subject(customer)) : result;
    }

    @Override
    public Duration limit() {
        return Limits.READ;
    }
}
