package dev.parley.it.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.replay.Replays;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.compliance.Sensitive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./parley replay ID` beside a running server.
final class ReplayByIdTest {
    private static final Instant FRIDAY = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir private Path folder;

    @Test
    void call_is_replayed_by_its_id_with_the_gaps_that_its_record_has() throws Exception {
        var journal = Replays.read(Path.of("src/test/resources/journals/version-1.jsonl"));
        var turn =
                Replays.asItWas(journal).steps().stream()
                        .flatMap(step -> step.effects().stream())
                        .filter(Fact.CallerTurn.class::isInstance)
                        .map(Fact.CallerTurn.class::cast)
                        .findFirst()
                        .orElseThrow();
        var data = folder.resolve("data");
        Operator told;
        Operator none;
        try (var server = Kept.open(data)) {
            server.keep(entries("replayed", journal, turn));
            told = Operator.types(data, "replay", "replayed");
            none = Operator.types(data, "replay", "nobody");
        }

        assertThat(told.err()).isEmpty();
        assertThat(told.out())
                .contains(
                        "call replayed, garage", "gap of 450 ms by the sound, 403 known, rest +47")
                .contains("the sound was not measured");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("no call of this id");
    }

    /// A call as a server would have kept it, with the figures of one turn.
    private static List<Entry> entries(String id, CallJournal journal, Fact.CallerTurn turn) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Defined(FRIDAY, journal.conversation()));
        entries.add(new Entry.Defined(FRIDAY, journal.definition()));
        entries.add(
                new Entry.Opened(
                        id,
                        FRIDAY,
                        "default",
                        journal.agent(),
                        journal.agentVersion(),
                        "ab12",
                        journal.language(),
                        "twilio",
                        "CA-" + id,
                        Sensitive.of("+14155550199"),
                        "+14155550000"));
        entries.add(
                new Entry.Begun(
                        id, FRIDAY, journal.conversation().hash(), journal.definition().hash()));
        journal.steps().forEach(step -> entries.add(new Entry.Stepped(id, step)));
        entries.add(new Entry.Facts(id, FRIDAY, turn));
        entries.add(
                new Entry.Replied(
                        id, FRIDAY, turn.turn(), new ReplyLatency(300, 40, 2, 60, 1, 403)));
        entries.add(
                new Entry.TurnSounded(
                        id,
                        FRIDAY,
                        new TurnSound(turn.turn(), TurnSound.Kind.ANSWERED, 5000, 5450, 0, 0)));
        return entries;
    }
}
