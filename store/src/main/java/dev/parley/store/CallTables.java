package dev.parley.store;

import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.record.CallStore.Entry;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts entries into the tables of db/parley, many at a time. Used by the shipper's thread only;
/// works on the connection it is given and never commits.
final class CallTables {
    private static final String OPEN =
            """
            INSERT INTO parley.calls (id, tenant, agent, agent_version, settings_hash, language,
                transport, carrier_call_id, caller, called, subject, started_at, node, run)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String TURN =
            """
            INSERT INTO parley.turns (call, subject, number, who, at, said, heard, certain, cut,
                typed, speech_started, speech_ended, decided, recognized, answered)
            SELECT id, subject, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM parley.calls WHERE id = ?
            """;
    private static final String EVENT =
            """
            INSERT INTO parley.events (call, subject, at, name, "values", sensitive)
            SELECT id, subject, ?, ?, ?::jsonb, ? FROM parley.calls WHERE id = ?
            """;
    private static final String TOOL =
            """
            INSERT INTO parley.tool_calls (call, subject, at, number, name, arguments, succeeded,
                error, result, took_millis)
            SELECT id, subject, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ? FROM parley.calls WHERE id = ?
            """;
    private static final String LATENCY =
            """
            INSERT INTO parley.reply_latencies (call, turn, at, endpointing, recognition, dialog,
                synthesis, playout, total)
            SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM parley.calls WHERE id = ?
            ON CONFLICT (call, turn) DO UPDATE SET turn = excluded.turn
            """;
    private static final String TURN_SOUND =
            """
            INSERT INTO parley.turn_sounds (call, turn, at, kind, caller_ended, agent_began, lead,
                quiet, gap)
            SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM parley.calls WHERE id = ?
            ON CONFLICT (call, turn) DO UPDATE SET turn = excluded.turn
            """;
    private static final String CALL_SOUND =
            """
            INSERT INTO parley.call_sounds (call, at, length, caller, agent, talk_over, dead_air,
                longest_silence, dead_air_from)
            SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM parley.calls WHERE id = ?
            ON CONFLICT (call) DO UPDATE SET at = excluded.at
            """;
    private static final String USE =
            """
            INSERT INTO parley.uses (call, turn, at, provider, model, unit, amount, local, cost)
            SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM parley.calls WHERE id = ?
            ON CONFLICT (call, turn, provider, model, unit) DO UPDATE SET turn = excluded.turn
            """;
    private static final String BEGIN =
            """
            UPDATE parley.calls SET conversation = ?, definition = ? WHERE id = ?
            """;
    private static final String CONTENT =
            """
            INSERT INTO parley.contents (hash, kind, body, since) VALUES (?, ?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET hash = excluded.hash
            """;
    private static final String STEP =
            """
            INSERT INTO parley.steps (call, subject, number, step)
            SELECT id, subject, ?, ? FROM parley.calls WHERE id = ?
            ON CONFLICT (call, number) DO UPDATE SET number = excluded.number
            """;
    private static final String CALLED_FROM =
            """
            INSERT INTO parley.call_subjects (call, subject, since)
            SELECT id, subject, started_at FROM parley.calls WHERE id = ? AND subject IS NOT NULL
            ON CONFLICT DO NOTHING
            """;
    // What was presumed of a server that was cut off gives way to what it says itself.
    private static final String CLOSE =
            """
            UPDATE parley.calls
            SET ended_at = CASE WHEN coalesce(end_reason, 'SERVER_DIED') = 'SERVER_DIED'
                    THEN ?::timestamptz ELSE ended_at END,
                end_reason = CASE WHEN coalesce(end_reason, 'SERVER_DIED') = 'SERVER_DIED'
                    THEN ? ELSE end_reason END,
                outcome = coalesce(outcome, ?), recording = coalesce(recording, ?)
            WHERE id = ?
            """;

    private final String node;
    private final CallSubjects subjects = new CallSubjects();

    CallTables(String node) {
        this.node = node;
    }

    /// Inserts `lines` and gives back those whose call is unknown and which therefore found no
    /// place. The order is kept within a table, and around a line that says whom a call is about.
    List<JournalLine.Read> insert(Connection connection, List<JournalLine.Read> lines)
            throws SQLException {
        var homeless = new ArrayList<JournalLine.Read>();
        var from = 0;
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).entry() instanceof Entry.Concerns concerns) {
                homeless.addAll(rows(connection, lines.subList(from, i)));
                from = i + 1;
                if (!subjects.apply(connection, concerns)) {
                    homeless.add(lines.get(i));
                }
            }
        }
        homeless.addAll(rows(connection, lines.subList(from, lines.size())));
        return homeless;
    }

    /// Openings go first and closings last.
    private List<JournalLine.Read> rows(Connection connection, List<JournalLine.Read> lines)
            throws SQLException {
        if (lines.isEmpty()) {
            return List.of();
        }
        try (var openings = new Rows(connection.prepareStatement(OPEN));
                var numbers = new Rows(connection.prepareStatement(CALLED_FROM));
                var beginnings = new Rows(connection.prepareStatement(BEGIN));
                var contents = new Rows(connection.prepareStatement(CONTENT));
                var steps = new Rows(connection.prepareStatement(STEP));
                var turns = new Rows(connection.prepareStatement(TURN));
                var events = new Rows(connection.prepareStatement(EVENT));
                var tools = new Rows(connection.prepareStatement(TOOL));
                var latencies = new Rows(connection.prepareStatement(LATENCY));
                var turnSounds = new Rows(connection.prepareStatement(TURN_SOUND));
                var callSounds = new Rows(connection.prepareStatement(CALL_SOUND));
                var uses = new Rows(connection.prepareStatement(USE));
                var closings = new Rows(connection.prepareStatement(CLOSE))) {
            for (var line : lines) {
                switch (line.entry()) {
                    case Entry.Opened opened -> {
                        open(openings, line, opened);
                        numbers.text(opened.callId()).end(line);
                    }
                    case Entry.Begun begun ->
                            beginnings
                                    .textOrNull(begun.conversation())
                                    .textOrNull(begun.definition())
                                    .text(begun.callId())
                                    .end(line);
                    case Entry.Stepped(var call, var step) ->
                            steps.number(step.number())
                                    .text(step.json().reveal())
                                    .text(call)
                                    .end(line);
                    case Entry.Defined(var at, var content) ->
                            contents.text(content.hash())
                                    .text(content.kind().name())
                                    .text(content.text())
                                    .time(at)
                                    .end(line);
                    case Entry.Facts facts -> {
                        switch (facts.fact()) {
                            case Fact.AgentTurn turn -> agentTurn(turns, line, facts, turn);
                            case Fact.CallerTurn turn -> callerTurn(turns, line, facts, turn);
                            case Fact.Noted note -> event(events, line, facts, note);
                        }
                    }
                    case Entry.Concerns _ ->
                            throw new IllegalArgumentException("expected lines between subjects");
                    case Entry.ToolCalled tool -> toolCall(tools, line, tool);
                    case Entry.Replied replied -> latency(latencies, line, replied);
                    case Entry.TurnSounded sounded -> turnSound(turnSounds, line, sounded);
                    case Entry.Sounded sounded -> callSound(callSounds, line, sounded);
                    case Entry.Used used -> use(uses, line, used);
                    case Entry.Closed closed -> close(closings, line, closed);
                }
            }
            openings.write(); // a call that is already there is not an error
            numbers.write(); // neither is one without a number
            var homeless = new ArrayList<JournalLine.Read>();
            for (var rows :
                    List.of(
                            contents,
                            beginnings,
                            steps,
                            turns,
                            events,
                            tools,
                            latencies,
                            turnSounds,
                            callSounds,
                            uses,
                            closings)) {
                homeless.addAll(rows.write());
            }
            return homeless;
        }
    }

    private void open(Rows rows, JournalLine.Read line, Entry.Opened opened) throws SQLException {
        var caller = opened.from().reveal();
        rows.text(opened.callId())
                .text(opened.tenant())
                .text(opened.agent())
                .text(opened.agentVersion())
                .text(opened.settingsHash())
                .text(opened.language())
                .text(opened.transport())
                .text(opened.carrierCallId())
                .text(caller)
                .text(opened.to())
                .textOrNull(caller.length() <= CallSubjects.MAX_LENGTH ? caller : "")
                .time(opened.at())
                .text(node)
                .text(line.run())
                .end(line);
    }

    private static void agentTurn(
            Rows rows, JournalLine.Read line, Entry.Facts facts, Fact.AgentTurn turn)
            throws SQLException {
        rows.number(turn.turn())
                .text("AGENT")
                .time(facts.at())
                .text(turn.said().reveal())
                .text(turn.heard().reveal())
                .truth(turn.certain())
                .truth(turn.cut())
                .truth(false);
        times(rows, new TurnTimes(-1, -1, -1, -1, -1)).text(facts.callId()).end(line);
    }

    private static void callerTurn(
            Rows rows, JournalLine.Read line, Entry.Facts facts, Fact.CallerTurn turn)
            throws SQLException {
        var words = turn.words().reveal();
        rows.number(turn.turn())
                .text("CALLER")
                .time(facts.at())
                .text(words)
                .text(words)
                .truth(true)
                .truth(false)
                .truth(turn.typed());
        times(rows, turn.times()).text(facts.callId()).end(line);
    }

    private static Rows times(Rows rows, TurnTimes times) throws SQLException {
        return rows.millisOrNull(times.speechStarted())
                .millisOrNull(times.speechEnded())
                .millisOrNull(times.decided())
                .millisOrNull(times.recognized())
                .millisOrNull(times.answered());
    }

    private static void event(Rows rows, JournalLine.Read line, Entry.Facts facts, Fact.Noted note)
            throws SQLException {
        rows.time(facts.at())
                .text(note.name())
                .text(PlainJson.of(note.values()).toString())
                .truth(note.sensitive())
                .text(facts.callId())
                .end(line);
    }

    private static void toolCall(Rows rows, JournalLine.Read line, Entry.ToolCalled tool)
            throws SQLException {
        rows.time(tool.at())
                .number(tool.toolCall())
                .text(tool.name())
                .text(PlainJson.accepted(tool.argumentsJson().reveal()))
                .truth(tool.succeeded())
                .text(tool.error())
                .text(PlainJson.accepted(tool.resultJson().reveal()))
                .number(tool.tookMillis())
                .text(tool.callId())
                .end(line);
    }

    private static void latency(Rows rows, JournalLine.Read line, Entry.Replied replied)
            throws SQLException {
        var latency = replied.latency();
        rows.number(replied.turn())
                .time(replied.at())
                .number(latency.endpointing())
                .number(latency.recognition())
                .number(latency.dialog())
                .number(latency.synthesis())
                .number(latency.playout())
                .number(latency.total())
                .text(replied.callId())
                .end(line);
    }

    private static void turnSound(Rows rows, JournalLine.Read line, Entry.TurnSounded sounded)
            throws SQLException {
        var sound = sounded.sound();
        rows.number(sound.turn())
                .time(sounded.at())
                .text(sound.kind().name())
                .millisOrNull(sound.callerEnded())
                .millisOrNull(sound.agentBegan())
                .number(sound.lead())
                .number(sound.quiet())
                .millisOrNull(sound.gap().orElse(-1))
                .text(sounded.callId())
                .end(line);
    }

    private static void callSound(Rows rows, JournalLine.Read line, Entry.Sounded sounded)
            throws SQLException {
        var sound = sounded.sound();
        rows.time(sounded.at())
                .number(sound.length())
                .number(sound.caller())
                .number(sound.agent())
                .number(sound.talkOver())
                .number(sound.deadAir())
                .number(sound.longestSilence())
                .number(sound.deadAirFrom())
                .text(sounded.callId())
                .end(line);
    }

    private static void use(Rows rows, JournalLine.Read line, Entry.Used used) throws SQLException {
        var use = used.use();
        var cost = used.cost();
        rows.number(used.turn())
                .time(used.at())
                .text(use.provider())
                .text(use.model())
                .text(use.unit().name())
                .number(use.amount())
                .truth(use.local())
                .decimalOrNull(cost == null ? null : cost.dollars())
                .text(used.callId())
                .end(line);
    }

    private static void close(Rows rows, JournalLine.Read line, Entry.Closed closed)
            throws SQLException {
        rows.time(closed.at())
                .text(closed.reason().name())
                .textOrNull(closed.outcome())
                .textOrNull(closed.recordingFile())
                .text(closed.callId())
                .end(line);
    }

    /// The rows for one statement; columns are set from left to right.
    private static final class Rows implements AutoCloseable {
        private final PreparedStatement statement;
        private final List<JournalLine.Read> lines = new ArrayList<>();
        private int column;

        Rows(PreparedStatement statement) {
            this.statement = statement;
        }

        Rows text(String value) throws SQLException {
            statement.setString(++column, PlainJson.clean(value));
            return this;
        }

        Rows textOrNull(String value) throws SQLException {
            if (value.isEmpty()) {
                statement.setNull(++column, Types.VARCHAR);
                return this;
            }
            return text(value);
        }

        Rows number(long value) throws SQLException {
            statement.setLong(++column, value);
            return this;
        }

        Rows millisOrNull(long value) throws SQLException {
            if (value < 0) {
                statement.setNull(++column, Types.BIGINT);
                return this;
            }
            return number(value);
        }

        Rows decimalOrNull(@Nullable BigDecimal value) throws SQLException {
            statement.setBigDecimal(++column, value);
            return this;
        }

        Rows truth(boolean value) throws SQLException {
            statement.setBoolean(++column, value);
            return this;
        }

        Rows time(Instant value) throws SQLException {
            statement.setObject(++column, value.atOffset(ZoneOffset.UTC));
            return this;
        }

        void end(JournalLine.Read line) throws SQLException {
            statement.addBatch();
            lines.add(line);
            column = 0;
        }

        /// Writes all rows; gives back the lines that changed nothing.
        List<JournalLine.Read> write() throws SQLException {
            var counts = statement.executeBatch();
            var unplaced = new ArrayList<JournalLine.Read>();
            for (var i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    unplaced.add(lines.get(i));
                }
            }
            return unplaced;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
