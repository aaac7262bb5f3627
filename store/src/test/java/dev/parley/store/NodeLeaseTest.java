package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.EndReason;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedPostgres.class)
final class NodeLeaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final NodeLease.Terms OFTEN =
            new NodeLease.Terms(Duration.ofMillis(20), Duration.ofSeconds(30));

    @TempDir Path path;

    private final CountingMeters meters = new CountingMeters();

    @Test
    void open_call_of_a_server_that_never_comes_back_is_closed_by_another(
            SharedPostgres.Shared shared) throws Exception {
        var address = shared.address();
        try (var gone =
                        ChildJvm.start(
                                WriteUntilKilled.class,
                                address.url(),
                                address.user(),
                                address.password().reveal(),
                                path.resolve("gone").toString(),
                                "left-open");
                var survivor = open(shared, "survivor", OFTEN)) {
            gone.await("appended 200");
            survivor.append(Entries.opened("of-the-survivor"));
            awaitStored(shared, "left-open");
            assertThat(endReason(shared, "left-open")).as("it lives").isEqualTo("none");
            gone.kill();
            forget(shared, "left-open");
            awaitReason(shared, "left-open", EndReason.SERVER_DIED.name());
            assertThat(survivor.flush(LIMIT)).isTrue();
        }
        assertThat(endReason(shared, "of-the-survivor")).isEqualTo("none");
        assertThat(meters.of("parley_calls_found_dead_total", "lease")).isEqualTo(1);
    }

    @Test
    void server_that_was_cut_off_takes_its_calls_back(SharedPostgres.Shared shared)
            throws Exception {
        var patient = new NodeLease.Terms(Duration.ofSeconds(1), Duration.ofSeconds(30));
        try (var cutOff = open(shared, "cut-off", patient);
                var _ = open(shared, "other", OFTEN)) {
            cutOff.append(Entries.opened("goes-on"));
            assertThat(cutOff.flush(LIMIT)).isTrue();
            forget(shared, "goes-on");
            awaitReason(shared, "goes-on", EndReason.SERVER_DIED.name());
            awaitReason(shared, "goes-on", "none");
            cutOff.append(Entries.closed("goes-on"));
            assertThat(cutOff.flush(LIMIT)).isTrue();
        }
        assertThat(endReason(shared, "goes-on")).isEqualTo(EndReason.COMPLETED.name());
    }

    @Test
    void what_a_server_says_of_its_call_counts_more_than_what_was_presumed(
            SharedPostgres.Shared shared) throws Exception {
        try (var store = open(shared, "slow", NodeLease.Terms.DEFAULT)) {
            store.append(Entries.opened("presumed-dead"));
            assertThat(store.flush(LIMIT)).isTrue();
            execute(
                    shared,
                    "UPDATE parley.calls SET end_reason = 'SERVER_DIED', ended_at = started_at"
                            + " WHERE id = 'presumed-dead'");
            store.append(Entries.closed("presumed-dead"));
            assertThat(store.flush(LIMIT)).isTrue();
        }
        var header = shared.postgres().callRecords().find("presumed-dead").orElseThrow().header();
        assertThat(header.endReason()).isEqualTo(EndReason.COMPLETED);
        assertThat(header.endedAt()).isEqualTo(Entries.NOON.plusSeconds(9));
    }

    @Test
    void server_that_stops_in_order_leaves_no_lease(SharedPostgres.Shared shared) throws Exception {
        try (var store = open(shared, "orderly", OFTEN)) {
            store.append(Entries.opened("orderly"));
            assertThat(store.flush(LIMIT)).isTrue();
            assertThat(leases(shared, "orderly")).isEqualTo("1");
        }
        assertThat(leases(shared, "orderly")).isEqualTo("0");
    }

    private PostgresCallStore open(
            SharedPostgres.Shared shared, String folder, NodeLease.Terms terms) {
        return PostgresCallStore.open(
                shared.address(), path.resolve(folder), null, JournalLimits.DEFAULT, terms, meters);
    }

    /// As if the server of this call had said nothing for an hour.
    private static void forget(SharedPostgres.Shared shared, String call) throws SQLException {
        execute(
                shared,
                "UPDATE parley.nodes SET seen_at = seen_at - interval '1 hour'"
                        + " WHERE node = (SELECT node FROM parley.calls WHERE id = '"
                        + call
                        + "')");
    }

    private static void awaitStored(SharedPostgres.Shared shared, String call) throws SQLException {
        awaitReason(shared, call, "none");
    }

    private static void awaitReason(SharedPostgres.Shared shared, String call, String reason)
            throws SQLException {
        var limit = System.nanoTime() + LIMIT.toNanos();
        while (!endReason(shared, call).equals(reason)) {
            assertThat(System.nanoTime()).as(call + " to be " + reason).isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    /// "none" for an open call, "missing" for one that is not there.
    private static String endReason(SharedPostgres.Shared shared, String call) throws SQLException {
        return one(
                shared,
                "SELECT coalesce((SELECT coalesce(end_reason, 'none') FROM parley.calls WHERE id = '"
                        + call
                        + "'), 'missing')");
    }

    private static String leases(SharedPostgres.Shared shared, String call) throws SQLException {
        return one(
                shared,
                "SELECT count(*) FROM parley.nodes JOIN parley.calls USING (node) WHERE id = '"
                        + call
                        + "'");
    }

    private static String one(SharedPostgres.Shared shared, String sql) throws SQLException {
        try (var connection = shared.address().connect(30);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(SharedPostgres.Shared shared, String sql) throws SQLException {
        try (var connection = shared.address().connect(30)) {
            connection.createStatement().execute(sql);
        }
    }
}
