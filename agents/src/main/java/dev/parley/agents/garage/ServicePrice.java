package dev.parley.agents.garage;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// `service_price`: the usual range in whole dollars, never a quote. Reads only. Error not-found
/// for what cannot be priced without seeing the car.
final class ServicePrice implements Tool<ServicePrice.Arguments> {
    record Arguments(String service) {}

    private final Prices prices;

    ServicePrice(Prices prices) {
        this.prices = prices;
    }

    @Override
    public String name() {
        return "service_price";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        return prices.range(arguments.service())
                .map(range -> ToolResult.success(Map.of("from", range.from(), "to", range.to())))
                .orElseGet(() -> ToolResult.failure("not-found"));
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(3);
    }
}
