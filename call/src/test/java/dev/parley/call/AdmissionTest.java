package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
    @Test
    void exactly_as_many_get_in_as_fit_however_many_try_at_once() throws InterruptedException {
        var admission = new Admission(10);
        var admitted = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int k = 0; k < 1000; k++) {
                                    if (admission.enter().isEmpty()) {
                                        admitted.incrementAndGet();
                                    }
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(admitted).hasValue(10);
        assertThat(admission.active()).isEqualTo(10);
        assertThat(admission.enter()).contains("full");
        admission.leave();
        assertThat(admission.enter()).isEmpty();
    }

    @Test
    void nobody_gets_in_while_draining() {
        var admission = new Admission(10);
        admission.drain();

        assertThat(admission.enter()).contains("draining");
        assertThat(admission.active()).isZero();
    }
}
