package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The journal's files are damaged at random: what is whole is stored, once, and what is not is
/// counted. A failure names its seed.
@ExtendWith(SharedPostgres.class)
final class JournalFaultsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SEEDS = 8;
    private static final int NOTES = 60;

    @TempDir Path path;

    /// What happens to the files between two starts.
    enum Damage {
        KILLED_WHILE_WRITING,
        BITS_FLIPPED,
        FILE_CUT,
        FILE_COPIED
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void whole_lines_are_stored_once_and_damaged_ones_counted(
            Damage damage, SharedPostgres.Shared shared) throws Exception {
        for (var seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var call = damage + "-" + seed;
            var folder = new JournalFolder(path.resolve(call));
            write(folder, call, random);
            var expected = harm(folder, damage, random);
            var meters = new CountingMeters();
            try (var _ =
                    PostgresCallStore.open(
                            shared.address(), folder.path(), JournalLimits.DEFAULT, meters)) {
                assertThat(stored(shared, call)).as("seed %d", seed).isEqualTo(expected.numbers);
            }
            if (expected.isNoticed) {
                assertThat(
                                meters.of("parley_journal_lost_total", "refused")
                                        + meters.of("parley_journal_lost_total", "torn")
                                        + meters.of("parley_journal_lost_total", "misplaced"))
                        .as("seed %d", seed)
                        .isPositive();
            }
            assertThat(folder.segments()).as("seed %d", seed).isEmpty();
        }
    }

    private static void write(JournalFolder folder, String call, Random random) throws Exception {
        var progress = new JournalProgress();
        var limits = new JournalLimits(500 + random.nextInt(4_000), 1 << 20, 1 << 20);
        var writer = new JournalWriter(folder, progress, "run", 1, limits, new CountingMeters());
        writer.start();
        writer.append(Entries.opened(call));
        for (var number = 0; number < NOTES; number++) {
            writer.append(Entries.note(call, number));
            if (random.nextInt(8) == 0) {
                writer.mark(LIMIT);
            }
        }
        writer.close();
    }

    /// @param numbers of the notes that must be stored
    /// @param isNoticed whether something must be counted
    private record Expected(List<Integer> numbers, boolean isNoticed) {}

    private static Expected harm(JournalFolder folder, Damage damage, Random random)
            throws IOException {
        var segments = folder.segments();
        var victim =
                damage == Damage.KILLED_WHILE_WRITING
                        ? segments.getLast()
                        : segments.get(random.nextInt(segments.size()));
        var file = folder.file(victim);
        var bytes = Files.readAllBytes(file);
        return switch (damage) {
            case KILLED_WHILE_WRITING, FILE_CUT -> {
                var cut = random.nextInt(bytes.length);
                Files.write(file, Arrays.copyOf(bytes, cut));
                yield expected(
                        folder,
                        victim,
                        bytes,
                        cutBytes(bytes.length, cut),
                        cut > 0 && bytes[cut - 1] != '\n');
            }
            case BITS_FLIPPED -> {
                var flipped = new HashSet<Integer>();
                for (var i = 0; i < 1 + random.nextInt(3); i++) {
                    var at = random.nextInt(bytes.length);
                    if (flipped.add(at)) {
                        bytes[at] ^= (byte) (1 << random.nextInt(8));
                    }
                }
                var before = Files.readAllBytes(file);
                Files.write(file, bytes);
                yield expected(folder, victim, before, flipped, true);
            }
            case FILE_COPIED -> {
                Files.copy(file, folder.file(segments.getLast() + 1 + random.nextInt(5)));
                yield expected(folder, victim, bytes, Set.of(), true);
            }
        };
    }

    private static Set<Integer> cutBytes(int length, int from) {
        var gone = new HashSet<Integer>();
        for (var at = from; at < length; at++) {
            gone.add(at);
        }
        return gone;
    }

    /// What must be stored if these bytes of the victim, which was written so, are not what they
    /// were. Without the line that opens the call nothing has a place.
    private static Expected expected(
            JournalFolder folder, long victim, byte[] before, Set<Integer> harmed, boolean noticed)
            throws IOException {
        var numbers = new ArrayList<Integer>();
        var opened = false;
        for (var segment : folder.segments()) {
            if (segment > victim && isCopy(folder, segment)) {
                continue;
            }
            var bytes = segment == victim ? before : Files.readAllBytes(folder.file(segment));
            var start = 0;
            for (var at = 0; at < bytes.length; at++) {
                if (bytes[at] != '\n') {
                    continue;
                }
                var line = new String(bytes, start, at - start, StandardCharsets.UTF_8);
                if (segment != victim || isWhole(harmed, start, at)) {
                    opened |= line.contains("\"type\":\"opened\"");
                    if (line.contains("\"noted\"")) {
                        numbers.add(
                                Integer.parseInt(line.replaceAll(".*\"number\":(\\d+).*", "$1")));
                    }
                }
                start = at + 1;
            }
        }
        return new Expected(opened ? numbers : List.of(), noticed);
    }

    private static boolean isCopy(JournalFolder folder, long segment) throws IOException {
        var head = Files.readAllLines(folder.file(segment)).getFirst();
        return !head.contains("\"segment\":" + segment + "}");
    }

    /// The line, and the end of the line before it, are as they were written.
    private static boolean isWhole(Set<Integer> harmed, int start, int end) {
        for (var at = Math.max(0, start - 1); at <= end; at++) {
            if (harmed.contains(at)) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> stored(SharedPostgres.Shared shared, String call)
            throws SQLException {
        try (var connection = shared.address().connect(30);
                var query =
                        connection.prepareStatement(
                                "SELECT (\"values\" ->> 'number')::integer FROM parley.events"
                                        + " WHERE call = ? ORDER BY id")) {
            query.setString(1, call);
            try (var rows = query.executeQuery()) {
                var numbers = new ArrayList<Integer>();
                while (rows.next()) {
                    numbers.add(rows.getInt(1));
                }
                return numbers;
            }
        }
    }
}
