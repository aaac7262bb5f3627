package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.MasterKey;
import dev.parley.meter.Meters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedPostgres.class)
final class SealedJournalTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String LINE = "{\"v\":1,\"words\":\"my number is private\"}";

    @TempDir Path path;

    private final KeyRing ring = new KeyRing(List.of(MasterKey.random()));
    private final CountingMeters meters = new CountingMeters();

    @Test
    void line_is_unreadable_on_disk_and_comes_back_as_it_was() throws IOException {
        var keys = new JournalKeys(path, () -> ring);
        var sealed = keys.sealed("c1", LINE);
        assertThat(sealed).startsWith("{\"v\":2,\"call\":\"c1\"").doesNotContain("private");
        assertThat(another().opened(sealed)).as("by another process").contains(LINE);
        assertThat(keys.sealed("c1", LINE)).as("twice the same").isNotEqualTo(sealed);
    }

    @Test
    void line_of_an_earlier_version_is_read_as_it_is() throws IOException {
        assertThat(new JournalKeys(path, () -> ring).opened(LINE)).contains(LINE);
        assertThat(new JournalKeys(path, null).sealed("c1", LINE)).isEqualTo(LINE);
    }

    @Test
    void erased_call_cannot_be_read_and_others_can() throws IOException {
        var keys = new JournalKeys(path, () -> ring);
        var mine = keys.sealed("mine", LINE);
        var yours = keys.sealed("yours", LINE);
        assertThat(JournalKeys.erase(path, "mine")).isEqualTo(1);
        assertThat(JournalKeys.erase(path, "mine")).isZero();
        assertThat(another().opened(mine)).isEmpty();
        assertThat(another().opened(yours)).contains(LINE);
    }

    @Test
    void line_that_is_changed_or_put_into_another_call_is_refused() throws IOException {
        var keys = new JournalKeys(path, () -> ring);
        var sealed = keys.sealed("c1", LINE);
        keys.sealed("c2", LINE);
        assertThatThrownBy(() -> another().opened(sealed.replace("\"c1\"", "\"c2\"")))
                .isInstanceOf(IllegalArgumentException.class);
        var at = sealed.length() - 20;
        var other = sealed.charAt(at) == 'A' ? 'B' : 'A';
        var changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
        assertThatThrownBy(() -> another().opened(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("private");
    }

    @Test
    void disk_without_room_for_a_key_still_gets_sealed_lines() throws IOException {
        var keys = new JournalKeys(path, () -> ring);
        Files.delete(path.resolve("keys"));
        var sealed = keys.sealed("c1", LINE);
        assertThat(sealed).startsWith("{\"v\":3,").doesNotContain("private");
        assertThat(another().opened(sealed)).contains(LINE);
    }

    @Test
    void rotation_wraps_waiting_keys_and_old_lines_stay_readable() throws IOException {
        var sealed = new JournalKeys(path, () -> ring).sealed("c1", LINE);
        var fresh = MasterKey.random();
        assertThat(JournalKeys.rewrap(path, new KeyRing(List.of(fresh, ring.active()))))
                .isEqualTo(1);
        assertThat(new JournalKeys(path, () -> new KeyRing(List.of(fresh))).opened(sealed))
                .contains(LINE);
    }

    @Test
    void call_goes_through_a_sealed_journal_into_the_database_and_leaves_no_key(
            SharedPostgres.Shared shared) throws Exception {
        try (var store = open(shared, path)) {
            Entries.wholeCall("sealed").forEach(store::append);
            assertThat(store.flush(LIMIT)).isTrue();
            assertThat(everything()).as("on disk").doesNotContain("oil change", "4930123456");
        }
        var call = shared.postgres().callRecords().find("sealed").orElseThrow();
        assertThat(call.turns().get(1).said().reveal()).isEqualTo("an oil change");
        assertThat(call.header().endReason()).isEqualTo(EndReason.COMPLETED);
        assertThat(keyFiles()).isZero();
    }

    @Test
    void keys_of_stored_calls_go_while_the_server_runs(SharedPostgres.Shared shared)
            throws Exception {
        try (var store =
                PostgresCallStore.open(
                        shared.address(),
                        path,
                        () -> ring,
                        new JournalLimits(1 << 20, 1, 1 << 20),
                        Meters.NONE)) {
            for (var i = 0; i < 20; i++) {
                Entries.wholeCall("stored-" + i).forEach(store::append);
                assertThat(store.flush(LIMIT)).isTrue();
            }
            assertThat(keyFiles()).as("those of the last file").isBetween(1L, 3L);
        }
    }

    @Test
    void what_a_killed_server_left_is_stored_but_for_the_erased(SharedPostgres.Shared shared)
            throws Exception {
        var folder = new JournalFolder(path, () -> ring);
        var writer =
                new JournalWriter(
                        folder, new JournalProgress(), "run", 1, JournalLimits.DEFAULT, meters);
        writer.start();
        writer.append(Entries.opened("left"));
        writer.append(Entries.opened("erased", "+15550188"));
        writer.append(
                Entries.callerTurn("erased", 1, "forget me", new TurnTimes(-1, -1, -1, -1, -1)));
        writer.close();
        JournalKeys.erase(path, "erased");
        try (var store = open(shared, path)) {
            assertThat(store.flush(LIMIT)).isTrue();
        }
        assertThat(shared.postgres().callRecords().find("left")).isPresent();
        assertThat(shared.postgres().callRecords().find("erased")).isEmpty();
        assertThat(meters.of("parley_journal_lost_total", "erased")).isEqualTo(2);
        assertThat(meters.of("parley_journal_lost_total", "refused")).isZero();
    }

    @Test
    void entry_the_database_refuses_is_kept_sealed_and_goes_with_its_call(
            SharedPostgres.Shared shared) throws Exception {
        try (var store = open(shared, path)) {
            store.append(
                    Entries.callerTurn(
                            "homeless", 1, "forget me too", new TurnTimes(-1, -1, -1, -1, -1)));
            store.append(Entries.note("neighbour", 1));
            assertThat(store.flush(LIMIT)).isTrue();
        }
        var refused = path.resolve(JournalFolder.REFUSED);
        var lines = Files.readAllLines(refused);
        assertThat(lines).hasSize(2);
        assertThat(another().opened(lines.getFirst())).get().asString().contains("forget me too");
        assertThat(everything()).doesNotContain("forget me too");
        assertThat(JournalKeys.erase(path, "homeless")).isEqualTo(1);
        assertThat(Files.readAllLines(refused)).containsExactly(lines.getLast());
    }

    private JournalKeys another() throws IOException {
        return new JournalKeys(path, () -> ring);
    }

    private PostgresCallStore open(SharedPostgres.Shared shared, Path folder) {
        return PostgresCallStore.open(
                shared.address(), folder, () -> ring, JournalLimits.DEFAULT, meters);
    }

    private long keyFiles() throws IOException {
        try (var files = Files.list(path.resolve("keys"))) {
            return files.count();
        }
    }

    /// All bytes of the journal's folder as text.
    private String everything() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(path)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
