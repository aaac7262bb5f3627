package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.store.CallRecord;
import dev.parley.store.Postgres;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Compares what a call appended with what stands in the database.
final class Records {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Records() {}

    /// Everything of the call is stored, in order, and exactly once.
    static void assertWhole(Postgres postgres, Caller caller)
            throws SQLException, InterruptedException {
        var record = find(postgres, caller.id());
        var reason = caller.endReason();
        assertThat(record.header().endReason()).isEqualTo(reason).isNotEqualTo(EndReason.FAILED);
        assertThat(said(record)).isEqualTo(said(caller.entries()));
        assertThat(record.toolCalls().stream().map(CallRecord.ToolCall::number))
                .isEqualTo(
                        caller.entries().stream()
                                .filter(Entry.ToolCalled.class::isInstance)
                                .map(entry -> ((Entry.ToolCalled) entry).toolCall())
                                .toList());
        assertThat(record.events().stream().map(CallRecord.Event::name))
                .isEqualTo(
                        facts(caller.entries())
                                .filter(Fact.Noted.class::isInstance)
                                .map(fact -> ((Fact.Noted) fact).name())
                                .toList());
    }

    /// The pool needs some seconds after an outage until it tries to connect again.
    private static CallRecord find(Postgres postgres, String call) throws SQLException {
        var limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return postgres.callRecords().find(call).orElseThrow();
            } catch (SQLTransientConnectionException e) {
                if (System.nanoTime() > limit) {
                    throw e;
                }
            }
        }
    }

    private static List<String> said(CallRecord record) {
        return record.turns().stream()
                .map(turn -> turn.who() + " " + turn.number() + " " + turn.said().reveal())
                .toList();
    }

    private static List<String> said(List<Entry> entries) {
        return facts(entries)
                .map(fact ->
                        switch (fact) {
                            case Fact.AgentTurn turn ->
                                    "AGENT " + turn.turn() + " " + turn.said().reveal();
                            case Fact.CallerTurn turn ->
                                    "CALLER " + turn.turn() + " " + turn.words().reveal();
                            case Fact.Noted _ -> "";
                        })
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Stream<Fact> facts(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Facts.class::isInstance)
                .map(entry -> ((Entry.Facts) entry).fact());
    }
}
