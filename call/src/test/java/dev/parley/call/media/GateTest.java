package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GateTest {
    @Test
    void closing_happens_once_and_never_during_work() throws InterruptedException {
        for (int round = 0; round < 2000; round++) {
            var isWorking = new AtomicBoolean();
            var closings = new AtomicInteger();
            var overlaps = new AtomicInteger();
            var gate =
                    new Gate(() -> {
                        closings.incrementAndGet();
                        if (isWorking.get()) {
                            overlaps.incrementAndGet();
                        }
                    });
            var worker = Thread.ofVirtual().start(() -> work(gate, isWorking));
            int spins = round % 50;
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }

            gate.close();
            gate.close();
            worker.join();

            assertThat(closings).hasValue(1);
            assertThat(overlaps).hasValue(0);
            assertThat(gate.enter()).isFalse();
        }
    }

    /// Works until the gate is closed.
    private static void work(Gate gate, AtomicBoolean isWorking) {
        while (gate.enter()) {
            isWorking.set(true);
            Thread.onSpinWait();
            isWorking.set(false);
            gate.leave();
        }
    }

    @Test
    void work_that_closes_its_own_gate_is_finished_first() {
        var closings = new AtomicInteger();
        var gate = new Gate(closings::incrementAndGet);

        assertThat(gate.enter()).isTrue();
        gate.close();
        assertThat(closings).hasValue(0);
        gate.leave();

        assertThat(closings).hasValue(1);
    }
}
