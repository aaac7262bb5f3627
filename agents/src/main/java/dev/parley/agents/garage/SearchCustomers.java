package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/// `search_customers`: finds a customer who calls from another number, by the number on file, or by
/// last name and plate together. Tells whether there is exactly one, and nothing of them. Error
/// too-many after a few searches in one call.
final class SearchCustomers implements Tool<SearchCustomers.Arguments> {
    /// @param phone empty to search by the others
    /// @param lastName empty to search by phone, like `plate`
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String phone, String lastName, String plate) {
        Arguments {
            if (phone.isEmpty() == (lastName.isEmpty() || plate.isEmpty())) {
                throw new IllegalArgumentException("expected either phone, or last_name and plate");
            }
        }
    }

    private final CustomerSearches searches;

    SearchCustomers(CustomerSearches searches) {
        this.searches = searches;
    }

    @Override
    public String name() {
        return "search_customers";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        var request =
                new CustomerSearches.Request(
                        PhoneNumber.parse(arguments.phone()),
                        arguments.lastName(),
                        arguments.plate(),
                        context.callId(),
                        context.idempotencyKey());
        var found = searches.search(request);
        if (found.tooMany()) {
            return ToolResult.failure("too-many");
        }
        OptionalLong customer = found.customer();
        return customer.isPresent()
                ? CustomerResult.found(customer.getAsLong())
                : CustomerResult.unknown();
    }

    @Override
    public Duration limit() {
        return Limits.READ;
    }
}
