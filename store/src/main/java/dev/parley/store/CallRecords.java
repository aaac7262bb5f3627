package dev.parley.store;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.Content;
import dev.parley.call.journal.Step;
import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the records of calls, for commands and the console. Thread-safe, blocks; what was appended
/// a moment ago may still be on its way, see [PostgresCallStore#flush].
public final class CallRecords {
    private static final String HEADERS =
            """
            SELECT id, tenant, agent, agent_version, settings_hash, language, transport,
                carrier_call_id, caller, called, started_at, ended_at, end_reason, outcome, recording,
                subject, held_at, sound_removed_at, text_removed_at
            FROM parley.calls
            """;
    private static final String TURNS =
            """
            SELECT t.number, t.who, t.at, t.said, t.heard, t.certain, t.cut, t.typed,
                t.speech_started, t.speech_ended, t.decided, t.recognized, t.answered,
                l.endpointing, l.recognition, l.dialog, l.synthesis, l.playout, l.total,
                s.kind, s.caller_ended, s.agent_began, s.lead, s.quiet
            FROM parley.turns t
            LEFT JOIN parley.reply_latencies l
                ON l.call = t.call AND l.turn = t.number AND t.who = 'CALLER'
            LEFT JOIN parley.turn_sounds s
                ON s.call = t.call AND s.turn = t.number AND t.who = 'CALLER'
            WHERE t.call = ? ORDER BY t.id
            """;
    private static final String TOOL_CALLS =
            """
            SELECT number, name, at, arguments, succeeded, error, result, took_millis
            FROM parley.tool_calls WHERE call = ? ORDER BY id
            """;
    private static final String EVENTS =
            """
            SELECT name, at, "values", sensitive FROM parley.events WHERE call = ? ORDER BY id
            """;

    private static final String SOUND =
            """
            SELECT length, caller, agent, talk_over, dead_air, longest_silence, dead_air_from
            FROM parley.call_sounds WHERE call = ?
            """;
    private static final String USES =
            """
            SELECT turn, provider, model, unit, amount, local, cost
            FROM parley.uses WHERE call = ? ORDER BY turn, unit, provider, model
            """;
    private static final String SPENDING =
            """
            SELECT c.id, c.agent, u.provider, u.model, u.unit, sum(u.amount)::bigint AS amount,
                bool_and(u.local) AS local, sum(u.cost) AS cost,
                coalesce(bool_or(u.cost IS NULL), false) AS unpriced
            FROM parley.uses u JOIN parley.calls c ON c.id = u.call
            WHERE u.call = ANY (?::text[])
            GROUP BY c.id, c.agent, u.provider, u.model, u.unit
            ORDER BY c.id, u.unit, u.provider, u.model
            """;
    private static final String SPENT =
            """
            SELECT c.agent, sum(u.cost) AS cost
            FROM parley.uses u JOIN parley.calls c ON c.id = u.call
            WHERE u.at >= ? AND u.cost > 0 GROUP BY c.agent
            """;
    private static final String JOURNAL =
            """
            SELECT c.id, c.started_at, c.agent, c.agent_version, c.language,
                coalesce(s.body, '') AS conversation, coalesce(d.body, '') AS definition
            FROM parley.calls c
            LEFT JOIN parley.contents s ON s.hash = c.conversation
            LEFT JOIN parley.contents d ON d.hash = c.definition
            WHERE c.id = ?
            """;
    private static final String STEPS =
            """
            SELECT number, step FROM parley.steps WHERE call = ? ORDER BY number
            """;

    private final Pool pool;

    CallRecords(Pool pool) {
        this.pool = pool;
    }

    /// The whole record of a call; empty if there is none of this name.
    public Optional<CallRecord> find(String callId) throws SQLException {
        try (var connection = pool.connection()) {
            var headers = list(connection, HEADERS + "WHERE id = ?", callId, CallRecords::header);
            if (headers.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new CallRecord(
                            headers.getFirst(),
                            list(connection, TURNS, callId, CallRecords::turn),
                            list(connection, TOOL_CALLS, callId, CallRecords::toolCall),
                            list(connection, EVENTS, callId, CallRecords::event),
                            list(connection, SOUND, callId, CallRecords::sound).stream()
                                    .findFirst()
                                    .orElse(null),
                            list(connection, USES, callId, CallRecords::used)));
        }
    }

    /// The journal of a call's conversation as far as it is in the database; empty if there is no
    /// such call.
    public Optional<CallJournal> journal(String callId) throws SQLException {
        try (var connection = pool.connection()) {
            var found =
                    list(
                            connection,
                            JOURNAL,
                            callId,
                            row ->
                                    new CallJournal(
                                            row.getString("id"),
                                            time(row, "started_at"),
                                            row.getString("agent"),
                                            row.getString("agent_version"),
                                            row.getString("language"),
                                            Content.of(
                                                    Content.Kind.CONVERSATION,
                                                    row.getString("conversation")),
                                            Content.of(
                                                    Content.Kind.DEFINITION,
                                                    row.getString("definition")),
                                            list(connection, STEPS, callId, CallRecords::step)));
            return found.stream().findFirst();
        }
    }

    /// The newest calls first, at most `count` (1 to 1,000).
    public List<CallRecord.Header> recent(int count) throws SQLException {
        return list(CallFilter.newest(count));
    }

    /// The newest calls first that the filter lets through.
    public List<CallRecord.Header> list(CallFilter filter) throws SQLException {
        try (var connection = pool.connection();
                var statement = connection.prepareStatement(HEADERS + filter.sql())) {
            filter.bind(statement);
            return read(statement, CallRecords::header);
        }
    }

    /// What these calls used and cost, by call, agent, provider, model and unit.
    public List<Spending> spending(List<String> callIds) throws SQLException {
        try (var connection = pool.connection();
                var statement = connection.prepareStatement(SPENDING)) {
            statement.setArray(1, connection.createArrayOf("text", callIds.toArray()));
            return read(
                    statement,
                    row ->
                            new Spending(
                                    row.getString("id"),
                                    row.getString("agent"),
                                    use(row),
                                    cost(row),
                                    row.getBoolean("unpriced")));
        }
    }

    /// What each agent's calls have cost since then.
    public Map<String, Money> spentSince(Instant time) throws SQLException {
        try (var connection = pool.connection();
                var statement = connection.prepareStatement(SPENT)) {
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            var spent = new TreeMap<String, Money>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    spent.put(rows.getString("agent"), new Money(rows.getBigDecimal("cost")));
                }
            }
            return spent;
        }
    }

    private static CallRecord.Used used(ResultSet row) throws SQLException {
        return new CallRecord.Used(row.getInt("turn"), use(row), cost(row));
    }

    private static Use use(ResultSet row) throws SQLException {
        return new Use(
                row.getString("provider"),
                row.getString("model"),
                Use.Unit.valueOf(row.getString("unit")),
                row.getLong("amount"),
                row.getBoolean("local"));
    }

    private static @Nullable Money cost(ResultSet row) throws SQLException {
        var cost = row.getBigDecimal("cost");
        return cost == null ? null : new Money(cost);
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private static <T> List<T> list(Connection connection, String sql, String key, Row<T> row)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            return read(statement, row);
        }
    }

    private static <T> List<T> read(PreparedStatement statement, Row<T> row) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        }
    }

    private static Step.Kept step(ResultSet row) throws SQLException {
        return new Step.Kept(row.getLong("number"), sensitive(row, "step"));
    }

    private static CallRecord.Header header(ResultSet row) throws SQLException {
        var reason = row.getString("end_reason");
        var subject = row.getString("subject");
        return new CallRecord.Header(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("agent"),
                row.getString("agent_version"),
                row.getString("settings_hash"),
                row.getString("language"),
                row.getString("transport"),
                row.getString("carrier_call_id"),
                sensitive(row, "caller"),
                row.getString("called"),
                time(row, "started_at"),
                timeOrNull(row, "ended_at"),
                reason == null ? null : EndReason.valueOf(reason),
                row.getString("outcome"),
                row.getString("recording"),
                subject == null ? null : Sensitive.of(subject),
                timeOrNull(row, "held_at"),
                timeOrNull(row, "sound_removed_at"),
                timeOrNull(row, "text_removed_at"));
    }

    private static CallRecord.Turn turn(ResultSet row) throws SQLException {
        var who = CallRecord.Who.valueOf(row.getString("who"));
        return new CallRecord.Turn(
                row.getInt("number"),
                who,
                time(row, "at"),
                sensitive(row, "said"),
                sensitive(row, "heard"),
                row.getBoolean("certain"),
                row.getBoolean("cut"),
                row.getBoolean("typed"),
                who == CallRecord.Who.CALLER ? times(row) : null,
                latency(row),
                turnSound(row));
    }

    private static @Nullable TurnSound turnSound(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        return kind == null
                ? null
                : new TurnSound(
                        row.getInt("number"),
                        TurnSound.Kind.valueOf(kind),
                        millis(row, "caller_ended"),
                        millis(row, "agent_began"),
                        row.getLong("lead"),
                        row.getLong("quiet"));
    }

    private static CallSound sound(ResultSet row) throws SQLException {
        return new CallSound(
                row.getLong("length"),
                row.getLong("caller"),
                row.getLong("agent"),
                row.getLong("talk_over"),
                row.getLong("dead_air"),
                row.getLong("longest_silence"),
                row.getLong("dead_air_from"));
    }

    private static TurnTimes times(ResultSet row) throws SQLException {
        return new TurnTimes(
                millis(row, "speech_started"),
                millis(row, "speech_ended"),
                millis(row, "decided"),
                millis(row, "recognized"),
                millis(row, "answered"));
    }

    private static @Nullable ReplyLatency latency(ResultSet row) throws SQLException {
        var total = row.getLong("total");
        if (row.wasNull()) {
            return null;
        }
        return new ReplyLatency(
                row.getLong("endpointing"),
                row.getLong("recognition"),
                row.getLong("dialog"),
                row.getLong("synthesis"),
                row.getLong("playout"),
                total);
    }

    private static CallRecord.ToolCall toolCall(ResultSet row) throws SQLException {
        return new CallRecord.ToolCall(
                row.getLong("number"),
                row.getString("name"),
                time(row, "at"),
                sensitive(row, "arguments"),
                row.getBoolean("succeeded"),
                row.getString("error"),
                sensitive(row, "result"),
                row.getLong("took_millis"));
    }

    private static CallRecord.Event event(ResultSet row) throws SQLException {
        return new CallRecord.Event(
                row.getString("name"),
                time(row, "at"),
                sensitive(row, "values"),
                row.getBoolean("sensitive"));
    }

    private static Sensitive<String> sensitive(ResultSet row, String column) throws SQLException {
        return Sensitive.of(row.getString(column));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? -1 : millis;
    }
}
