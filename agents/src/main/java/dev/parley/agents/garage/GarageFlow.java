package dev.parley.agents.garage;

import dev.parley.dialog.Database;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowChecks;
import java.sql.SQLException;

/// The shipped flow of the garage without a database, for those who only need to know what the
/// agent can say.
public final class GarageFlow {
    private GarageFlow() {}

    /// Loads and checks the flow; its tools cannot be called.
    public static Flow load() {
        return GaragePlugin.flow(GarageTools.over(new NoDatabase(), BusinessCalendar.shipped()));
    }

    /// What a changed flow of the garage is checked against.
    public static FlowChecks checks() {
        return FlowChecks.of(GarageTools.over(new NoDatabase(), BusinessCalendar.shipped()));
    }

    private static final class NoDatabase implements Database {
        @Override
        public <T> T inTransaction(Work<T> work) throws SQLException {
            throw new SQLException("the garage was opened without a database");
        }
    }
}
