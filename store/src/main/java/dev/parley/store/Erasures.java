package dev.parley.store;

import dev.parley.compliance.Sensitive;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The store's part of erasing a person: their calls, the journal's lines of them, the search for
/// what is left, the receipt. Works beside a running server. One thread; blocks.
public final class Erasures {
    /// Where other calls may hold the same words.
    public static final Set<String> TABLES_OF_WORDS =
            Set.of("parley.turns", "parley.events", "parley.tool_calls", "parley.steps");

    private static final Duration POLL = Duration.ofMillis(50);
    private static final String CALLS =
            """
            SELECT id, started_at, ended_at, recording, held_at,
                EXISTS (SELECT FROM parley.call_subjects s WHERE s.call = c.id
                    AND s.subject <> ALL (?::text[]) AND s.subject <> c.caller) AS shared
            FROM parley.calls c
            WHERE id IN (SELECT call FROM parley.call_subjects WHERE subject = ANY (?::text[]))
            ORDER BY started_at
            """;
    private static final String WORDS =
            """
            SELECT DISTINCT said FROM parley.turns
            WHERE call = ANY (?::text[]) AND who = 'CALLER' ORDER BY 1
            """;
    private static final List<String> CHILDREN =
            List.of(
                    "turns",
                    "events",
                    "tool_calls",
                    "reply_latencies",
                    "turn_sounds",
                    "call_sounds",
                    "uses",
                    "steps",
                    "call_subjects");
    private static final String RECEIPT =
            """
            INSERT INTO parley.erasures (id, at, operator, subject_hash, removed, left_over)
            VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb)
            """;

    private final DatabaseAddress address;
    private final Path journal;

    Erasures(DatabaseAddress address, Path journal) {
        this.address = address;
        this.journal = journal;
    }

    /// A call about the person.
    ///
    /// @param recording as in the record; null if none
    /// @param isOpen whether it goes on
    /// @param isHeld whether nothing of it may be removed
    /// @param isShared whether it was about somebody else too
    public record Concerned(
            String id,
            Instant startedAt,
            @Nullable String recording,
            boolean isOpen,
            boolean isHeld,
            boolean isShared) {}

    /// The calls about a person.
    ///
    /// @param names every subject and number of theirs
    public List<Concerned> calls(List<Sensitive<String>> names) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(CALLS)) {
            var array =
                    connection.createArrayOf(
                            "text", names.stream().map(Sensitive::reveal).toArray());
            statement.setArray(1, array);
            statement.setArray(2, array);
            var calls = new ArrayList<Concerned>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    calls.add(
                            new Concerned(
                                    rows.getString("id"),
                                    rows.getObject("started_at", OffsetDateTime.class).toInstant(),
                                    rows.getString("recording"),
                                    rows.getObject("ended_at") == null,
                                    rows.getObject("held_at") != null,
                                    rows.getBoolean("shared")));
                }
            }
            return calls;
        }
    }

    /// What the callers of these calls said.
    public List<Sensitive<String>> words(List<String> calls) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(WORDS)) {
            statement.setArray(1, connection.createArrayOf("text", calls.toArray()));
            var words = new ArrayList<Sensitive<String>>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    words.add(Sensitive.of(rows.getString(1)));
                }
            }
            return words;
        }
    }

    /// Waits until everything in the journal's files is in the database, so that nothing is erased
    /// too early; false if the limit came first.
    public boolean awaitJournal(Duration limit)
            throws SQLException, IOException, InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        try (var connection = connect()) {
            while (JournalEnd.isBehind(journal, connection)) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(POLL);
            }
            return true;
        }
    }

    /// Makes what the journal's files still hold of a call unreadable; says how many were touched.
    public int eraseJournal(String call) throws IOException {
        return JournalKeys.erase(journal, call);
    }

    /// Removes calls with all that hangs on them, in one transaction; one that is held or goes on
    /// stays.
    ///
    /// @return rows removed, by table
    public Map<String, Integer> remove(List<String> calls) throws SQLException {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            var removed = new LinkedHashMap<String, Integer>();
            var ids = connection.createArrayOf("text", calls.toArray());
            for (var table : CHILDREN) {
                removed.put(
                        "parley." + table,
                        update(
                                connection,
                                "DELETE FROM parley."
                                        + table
                                        + " WHERE call = ANY (?) AND call IN (SELECT id FROM parley.calls"
                                        + " WHERE held_at IS NULL AND ended_at IS NOT NULL)",
                                ids));
            }
            removed.put(
                    "parley.calls",
                    update(
                            connection,
                            "DELETE FROM parley.calls WHERE id = ANY (?) AND held_at IS NULL"
                                    + " AND ended_at IS NOT NULL",
                            ids));
            connection.commit();
            return removed;
        }
    }

    /// Lets PostgreSQL reuse the room of removed rows at once.
    public void vacuum() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM parley.calls, parley." + String.join(", parley.", CHILDREN));
        }
    }

    /// How many rows of each table hold each trace, in the order of the traces.
    public List<Map<String, Integer>> find(List<Trace> traces) throws SQLException {
        try (var connection = connect()) {
            return TableScan.rows(connection, traces);
        }
    }

    /// How many rows of these calls hold each trace, in the order of the traces.
    public List<Integer> findIn(List<Trace> traces, List<String> calls) throws SQLException {
        try (var connection = connect()) {
            return TableScan.rowsOfCalls(connection, traces, calls);
        }
    }

    /// Keeps the receipt: counts, never whom they are about.
    ///
    /// @param operator who erased
    /// @param subjectHash keyed hash of the subject
    public UUID keepReceipt(
            Instant at,
            String operator,
            String subjectHash,
            Map<String, Integer> removed,
            Map<String, Integer> left)
            throws SQLException {
        var id = UUID.randomUUID();
        try (var connection = connect();
                var statement = connection.prepareStatement(RECEIPT)) {
            statement.setObject(1, id);
            statement.setObject(2, at.atOffset(ZoneOffset.UTC));
            statement.setString(3, PlainJson.clean(operator));
            statement.setString(4, subjectHash);
            statement.setString(5, PlainJson.of(removed).toString());
            statement.setString(6, PlainJson.of(left).toString());
            statement.executeUpdate();
            return id;
        }
    }

    private static int update(Connection connection, String sql, Array ids) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, ids);
            return statement.executeUpdate();
        }
    }

    /// Not from the pool: its statements may take long.
    private Connection connect() throws SQLException {
        return address.connect(0);
    }
}
