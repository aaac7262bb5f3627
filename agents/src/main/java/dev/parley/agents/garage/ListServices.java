package dev.parley.agents.garage;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// `list_services`: what the garage does, in the order in which it is offered. Reads only.
final class ListServices implements Tool<NoArguments> {
    private final Prices prices;

    ListServices(Prices prices) {
        this.prices = prices;
    }

    @Override
    public String name() {
        return "list_services";
    }

    @Override
    public Class<NoArguments> arguments() {
        return NoArguments.class;
    }

    @Override
    public ToolResult call(NoArguments arguments, ToolContext context) throws SQLException {
        return ToolResult.success(Map.of("services", prices.services()));
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(3);
    }
}
