package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DailyRemovalTest {
    private static final Removal.Removed NOTHING = new Removal.Removed(0, 0, 0, 0);

    @Test
    void old_things_are_removed_again_after_a_failure_on_a_thread_of_their_own() throws Exception {
        var runs = new CountDownLatch(3);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        DailyRemoval.Job job =
                () -> {
                    threads.add(Thread.currentThread().getName());
                    runs.countDown();
                    if (runs.getCount() == 2) {
                        throw new IOException("the disk is away");
                    }
                    return NOTHING;
                };
        try (var _ = new DailyRemoval(job, Duration.ZERO, Duration.ofMillis(1))) {
            assertThat(runs.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(threads).containsExactly("retention");
    }

    @Test
    void server_that_stops_waits_for_the_removal_under_way() throws Exception {
        var began = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        DailyRemoval.Job job =
                () -> {
                    began.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException _) {
                        ended.countDown();
                    }
                    return NOTHING;
                };
        try (var _ = new DailyRemoval(job, Duration.ZERO, Duration.ofDays(1))) {
            assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ended.getCount()).isZero();
    }
}
