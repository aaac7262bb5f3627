package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what must come, however loaded the machine is.
public final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Patience() {}

    public static void until(String what, BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isSo.getAsBoolean() && System.nanoTime() - end < 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(isSo.getAsBoolean()).as(what).isTrue();
    }
}
