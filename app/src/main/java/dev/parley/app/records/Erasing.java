package dev.parley.app.records;

import dev.parley.dialog.People;
import dev.parley.store.Erasures;
import dev.parley.store.Erasures.Concerned;
import dev.parley.store.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Erases one person everywhere and proves it: sound, words and records of the calls about them or
/// from their numbers, the journal's lines, the agent's rows. The agent's rows go last, so that
/// what was interrupted can be done again. One thread; blocks.
public final class Erasing {
    private static final Duration JOURNAL_LIMIT = Duration.ofSeconds(10);

    private final RecordsDesk desk;
    private final Erasures erasures;
    private final Person person;
    private final Map<String, Integer> removed = new LinkedHashMap<>();

    /// @param removed rows and files, by place
    /// @param left what could still be found, by place; empty if nothing is
    /// @param receipt null for a trial
    /// @param held calls that must stay because they are held
    /// @param open calls that go on
    /// @param shared calls that were about somebody else too, and are removed whole
    public record Result(
            @Nullable UUID receipt,
            int calls,
            int held,
            int open,
            int shared,
            Map<String, Integer> removed,
            Map<String, Integer> left) {
        public Result {
            removed = Collections.unmodifiableMap(new LinkedHashMap<>(removed));
            left = Collections.unmodifiableMap(new TreeMap<>(left));
        }

        /// Whether nothing of the person is left.
        public boolean isComplete() {
            return left.isEmpty() && held == 0 && open == 0;
        }
    }

    public Erasing(RecordsDesk desk, Person person) {
        this.desk = desk;
        this.person = person;
        this.erasures = desk.postgres().erasures();
    }

    /// What would be removed.
    public Result tryOut() throws SQLException {
        var calls = erasures.calls(person.names());
        var ready = calls.stream().filter(call -> !call.isHeld() && !call.isOpen()).toList();
        removed.put("calls", ready.size());
        removed.put(
                "recordings", (int) ready.stream().filter(call -> recording(call) != null).count());
        if (person.people().isPresent() && person.isKnown()) {
            person.people()
                    .get()
                    .export(person.subject().reveal())
                    .tables()
                    .forEach((table, rows) -> removed.put("agent's " + table, rows.size()));
        }
        return result(null, calls, Map.of());
    }

    /// Removes it and looks for what is left.
    ///
    /// @param operator who erases, for the receipt
    public Result erase(String operator) throws SQLException, IOException, InterruptedException {
        var isBehind = !erasures.awaitJournal(JOURNAL_LIMIT);
        var calls = erasures.calls(person.names());
        var ready = calls.stream().filter(call -> !call.isHeld() && !call.isOpen()).toList();
        var ids = ready.stream().map(Concerned::id).toList();
        List<People.Export> exports =
                person.people().isPresent() && person.isKnown()
                        ? List.of(person.people().get().export(person.subject().reveal()))
                        : List.of();
        var signs = KnownOf.signs(person, exports);
        var words = KnownOf.words(erasures.words(ids));
        var before = erasures.find(words);
        var own = erasures.findIn(words, ids);

        for (var call : ready) {
            removeFiles(call);
        }
        erasures.remove(ids).forEach(this::count);
        for (var export : exports) {
            removeRows(export.subject());
        }
        erasures.vacuum();

        var left = left(signs, words, before, own, ids);
        if (person.isOutOfReach()) {
            left.put("tables of the agent, which has no way to erase people", 1);
        }
        if (isBehind) {
            left.put("journal, not yet in the database", 1);
        }
        var receipt =
                erasures.keepReceipt(
                        Instant.now(),
                        operator,
                        desk.receiptHash(person.subject().reveal()),
                        removed,
                        left);
        return result(receipt, calls, left);
    }

    private void removeFiles(Concerned call) throws IOException {
        var name = recording(call);
        if (name != null && desk.recordings().delete(name)) {
            count("recordings", 1);
        }
        if (Files.deleteIfExists(desk.data().resolve("transcripts").resolve(call.id() + ".txt"))) {
            count("transcripts", 1);
        }
        count("journal", erasures.eraseJournal(call.id()));
    }

    private @Nullable String recording(Concerned call) {
        var name = call.recording();
        if (name != null && desk.recordings().exists(name)) {
            return name;
        }
        var day = LocalDate.ofInstant(call.startedAt(), ZoneOffset.UTC);
        return desk.recordings().find(day, call.id()).orElse(null);
    }

    private void removeRows(String subject) throws SQLException {
        if (person.people().isPresent()) {
            var erasure = person.people().get().erase(subject);
            erasure.removed().forEach((table, rows) -> count("agent's " + table, rows));
            erasure.blanked()
                    .forEach((table, rows) -> count("agent's " + table + " blanked", rows));
        }
    }

    /// Signs of the person must be nowhere; what they said may be in calls of others, who said it
    /// too.
    private Map<String, Integer> left(
            List<Trace> signs,
            List<Trace> words,
            List<Map<String, Integer>> before,
            List<Integer> own,
            List<String> ids)
            throws SQLException, IOException {
        var left = new TreeMap<String, Integer>();
        erasures.find(signs).forEach(rows -> merge(left, rows));
        List<Trace> inFiles = new ArrayList<>(signs);
        var after = erasures.find(words);
        for (int i = 0; i < words.size(); i++) {
            int others = inCalls(before.get(i)) - own.get(i);
            if (others == 0) {
                inFiles.add(words.get(i));
            }
            var found = new TreeMap<>(after.get(i));
            if (inCalls(found) <= others) {
                found.keySet().removeAll(Erasures.TABLES_OF_WORDS);
            }
            merge(left, found);
        }
        merge(left, new FileScan(desk.data()).files(inFiles, ids));
        return left;
    }

    private static void merge(Map<String, Integer> left, Map<String, Integer> found) {
        found.forEach((place, count) -> left.merge(place, count, Integer::sum));
    }

    private static int inCalls(Map<String, Integer> tables) {
        return Erasures.TABLES_OF_WORDS.stream()
                .mapToInt(table -> tables.getOrDefault(table, 0))
                .sum();
    }

    private void count(String place, int count) {
        removed.merge(place, count, Integer::sum);
    }

    private Result result(
            @Nullable UUID receipt, List<Concerned> calls, Map<String, Integer> left) {
        int held = (int) calls.stream().filter(Concerned::isHeld).count();
        int open = (int) calls.stream().filter(call -> call.isOpen() && !call.isHeld()).count();
        int shared = (int) calls.stream().filter(Concerned::isShared).count();
        return new Result(receipt, calls.size(), held, open, shared, removed, left);
    }
}
