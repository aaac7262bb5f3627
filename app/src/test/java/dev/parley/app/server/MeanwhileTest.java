package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MeanwhileTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void what_was_opened_beside_the_start_is_there_when_wanted_and_closed_once() throws Exception {
        var threads = new ArrayList<String>();
        try (var part =
                new Meanwhile<>(
                        "start-part",
                        () -> {
                            threads.add(Thread.currentThread().getName());
                            return "open";
                        },
                        closed::add)) {
            assertThat(part.await()).isEqualTo("open");
            assertThat(part.await()).isEqualTo("open");
        }
        assertThat(threads).containsExactly("start-part");
        assertThat(closed).containsExactly("open");
    }

    @Test
    void reason_why_it_does_not_open_is_told_and_nothing_is_closed() {
        var part =
                new Meanwhile<String>(
                        "start-part",
                        () -> {
                            throw new StartRefused("no such voice");
                        },
                        closed::add);
        assertThatThrownBy(part::await)
                .isInstanceOf(StartRefused.class)
                .hasMessage("no such voice");
        part.close();
        assertThat(closed).isEmpty();
    }

    @Test
    void start_that_is_given_up_waits_for_what_is_half_open_and_closes_it() throws Exception {
        var goOn = new CountDownLatch(1);
        var part =
                new Meanwhile<>(
                        "start-part",
                        () -> {
                            goOn.await();
                            return "open";
                        },
                        closed::add);
        var closer = Thread.ofPlatform().start(part::close);
        goOn.countDown();
        closer.join();
        assertThat(closed).containsExactly("open");
    }
}
