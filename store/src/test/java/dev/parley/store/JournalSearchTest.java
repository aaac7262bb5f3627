package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.Content;
import dev.parley.call.journal.Step;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.compliance.Sensitive;
import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.MasterKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that wait in journal files while the database is away.
final class JournalSearchTest {
    private static final Content SETTINGS = Content.of(Content.Kind.CONVERSATION, "{\"a\":1}");
    private static final Content FLOW = Content.of(Content.Kind.DEFINITION, "flow: of that day");

    @TempDir private Path data;

    private final KeyRing ring = new KeyRing(List.of(MasterKey.random()));

    @Test
    void call_that_only_the_files_know_is_found_with_its_steps_settings_and_flow()
            throws Exception {
        write("mine", 1, 3);
        var found = find("mine", Optional.empty()).orElseThrow();
        assertThat(found.agent()).isEqualTo("garage");
        assertThat(found.startedAt()).isEqualTo(Entries.NOON);
        assertThat(found.conversation()).isEqualTo(SETTINGS);
        assertThat(found.definition()).isEqualTo(FLOW);
        assertThat(numbers(found)).containsExactly(1L, 2L, 3L);
        assertThat(found.steps().getFirst().json().reveal()).contains("words of mine");
    }

    @Test
    void steps_of_the_database_and_of_the_files_are_one_journal() throws Exception {
        write("mine", 3, 5);
        var stored =
                new CallJournal(
                        "mine",
                        Entries.NOON,
                        "garage",
                        "3",
                        "en-US",
                        SETTINGS,
                        FLOW,
                        List.of(step("mine", 1), step("mine", 2), step("mine", 3)));
        var found = find("mine", Optional.of(stored)).orElseThrow();
        assertThat(numbers(found)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(found.conversation()).isEqualTo(SETTINGS);
    }

    @Test
    void other_calls_and_erased_ones_are_not_found() throws Exception {
        write("mine", 1, 2);
        write("min", 1, 1);
        assertThat(find("yours", Optional.empty())).isEmpty();
        assertThat(numbers(find("min", Optional.empty()).orElseThrow())).containsExactly(1L);
        assertThat(JournalKeys.erase(data.resolve("journal"), "mine")).isPositive();
        assertThat(find("mine", Optional.empty())).isEmpty();
    }

    @Test
    void folder_without_a_journal_has_what_the_database_has() throws Exception {
        assertThat(find("mine", Optional.empty())).isEmpty();
    }

    private void write(String call, int first, int last) throws Exception {
        var folder = new JournalFolder(data.resolve("journal"), () -> ring);
        var writer =
                new JournalWriter(
                        folder,
                        new JournalProgress(),
                        "run-" + call,
                        folder.firstFreeAfter(JournalPosition.START),
                        JournalLimits.DEFAULT,
                        new CountingMeters());
        writer.start();
        writer.append(Entries.opened(call));
        writer.append(new Entry.Defined(Entries.NOON, SETTINGS));
        writer.append(new Entry.Defined(Entries.NOON, FLOW));
        writer.append(new Entry.Begun(call, Entries.NOON, SETTINGS.hash(), FLOW.hash()));
        for (int number = first; number <= last; number++) {
            writer.append(new Entry.Stepped(call, step(call, number)));
        }
        writer.append(Entries.turnSounded(call, 1));
        writer.append(Entries.closed(call));
        writer.close();
    }

    private Optional<CallJournal> find(String call, Optional<CallJournal> stored) throws Exception {
        return Journals.call(data, () -> ring, call, stored);
    }

    private static Step.Kept step(String call, long number) {
        return new Step.Kept(
                number,
                Sensitive.of(
                        "{\"v\":1,\"n\":%d,\"at\":0,\"x\":\"words of %s\"}"
                                .formatted(number, call)));
    }

    private static List<Long> numbers(CallJournal journal) {
        return journal.steps().stream().map(Step.Kept::number).toList();
    }

    @Test
    void a_thousand_steps_over_many_files_are_all_found() throws Exception {
        write("long", 1, 500);
        write("long", 501, 1000);
        assertThat(numbers(find("long", Optional.empty()).orElseThrow()))
                .isEqualTo(IntStream.rangeClosed(1, 1000).mapToObj(Long::valueOf).toList());
    }
}
