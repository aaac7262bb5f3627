package dev.parley.store;

import dev.parley.call.EndReason;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the database that this server lives, and closes the calls of servers that have long said
/// nothing. A server that was only cut off takes its calls back when it returns. All times are the
/// database's own. Used by the shipper's thread.
final class NodeLease {
    private static final Logger log = LoggerFactory.getLogger(NodeLease.class);

    private static final String HAS_LAPSED =
            """
            SELECT NOT EXISTS (SELECT FROM parley.nodes
                WHERE node = ? AND seen_at >= clock_timestamp() - ? * interval '1 millisecond')
            """;
    private static final String BEAT =
            """
            INSERT INTO parley.nodes (node, run, seen_at) VALUES (?, ?, clock_timestamp())
            ON CONFLICT (node) DO UPDATE SET run = excluded.run, seen_at = excluded.seen_at
            """;
    private static final String TAKE_BACK =
            """
            UPDATE parley.calls SET ended_at = NULL, end_reason = NULL
            WHERE node = ? AND run = ? AND end_reason = 'SERVER_DIED'
            """;

    // Whoever says just now that it lives holds its row and is skipped.
    private static final String CLOSE_LAPSED =
            """
            WITH dead AS (
                DELETE FROM parley.nodes WHERE node IN (
                    SELECT node FROM parley.nodes
                    WHERE seen_at < clock_timestamp() - ? * interval '1 millisecond'
                    FOR UPDATE SKIP LOCKED)
                RETURNING node)
            UPDATE parley.calls c SET end_reason = ?, ended_at = %s
            FROM dead WHERE c.node = dead.node AND c.ended_at IS NULL
            """
                    .formatted(OpenCalls.LAST_SIGN);
    private static final String LEAVE = "DELETE FROM parley.nodes WHERE node = ? AND run = ?";

    private final String node;
    private final String run;
    private final Terms terms;
    private final Meters.Counter closed;
    private long beatNanos;
    private boolean hasBeaten;

    /// @param every how often a server says that it lives
    /// @param limit silence after which it counts as dead, several times `every`
    record Terms(Duration every, Duration limit) {
        static final Terms DEFAULT = new Terms(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    NodeLease(String node, String run, Terms terms, Meters meters) {
        this.node = node;
        this.run = run;
        this.terms = terms;
        this.closed = meters.counter(Metric.CALLS_FOUND_DEAD, "lease");
    }

    /// Says that this server lives and closes what dead ones left, if it is time. Commits.
    void keep(Connection connection) throws SQLException {
        if (hasBeaten && System.nanoTime() - beatNanos < terms.every.toNanos()) {
            return;
        }
        var lapsed = hasLapsed(connection);
        beat(connection);
        if (lapsed) {
            takeBack(connection);
        }
        connection.commit();
        var count = closeLapsed(connection);
        connection.commit();
        hasBeaten = true;
        beatNanos = System.nanoTime();
        if (count > 0) {
            closed.add(count);
            log.atWarn()
                    .addKeyValue("calls", count)
                    .log("closed calls of a server that does not live any more");
        }
    }

    /// This server ends in order: nobody need wait for its lease. Commits.
    void leave(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(LEAVE)) {
            statement.setString(1, node);
            statement.setString(2, run);
            statement.executeUpdate();
        }
        connection.commit();
    }

    private boolean hasLapsed(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(HAS_LAPSED)) {
            statement.setString(1, node);
            statement.setLong(2, terms.limit.toMillis());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private void beat(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(BEAT)) {
            statement.setString(1, node);
            statement.setString(2, run);
            statement.executeUpdate();
        }
    }

    private void takeBack(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE_BACK)) {
            statement.setString(1, node);
            statement.setString(2, run);
            var count = statement.executeUpdate();
            if (count > 0) {
                log.atWarn()
                        .addKeyValue("calls", count)
                        .log("this server was cut off and took its calls back");
            }
        }
    }

    private int closeLapsed(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(CLOSE_LAPSED)) {
            statement.setLong(1, terms.limit.toMillis());
            statement.setString(2, EndReason.SERVER_DIED.name());
            return statement.executeUpdate();
        }
    }
}
