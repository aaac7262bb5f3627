package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MailboxTest {
    private final AtomicLong drops = new AtomicLong();
    private final AtomicLong now = new AtomicLong();
    private final Mailbox mailbox = new Mailbox(drops::addAndGet, now::get);

    @Test
    void inputs_come_out_in_order_even_when_a_deadline_is_over() throws InterruptedException {
        now.set(100);
        mailbox.accept(new Input.Ear.KeyPressed('1'));
        mailbox.accept(new Input.Ear.KeyPressed('2'));

        assertThat(mailbox.await(50)).isEqualTo(new Input.Ear.KeyPressed('1'));
        assertThat(mailbox.await(50)).isEqualTo(new Input.Ear.KeyPressed('2'));
        assertThat(mailbox.await(50)).isNull();
    }

    @Test
    void a_full_mailbox_breaks_the_call_once_and_loses_nothing_that_was_taken()
            throws InterruptedException {
        for (int i = 0; i < Mailbox.CAPACITY + 5; i++) {
            mailbox.accept(new Input.Ear.KeyPressed('1'));
        }

        assertThat(drops).hasValue(5);
        assertThat(mailbox.await(Long.MAX_VALUE)).isInstanceOf(Input.Line.Broken.class);
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.await(0)).isEqualTo(new Input.Ear.KeyPressed('1'));
        }
        assertThat(mailbox.await(0)).isNull();
    }

    @Test
    void an_input_wakes_the_thread_that_waits() throws InterruptedException {
        var taken = new AtomicLong();
        var owner =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                for (int i = 0; i < 1000; i++) {
                                    if (mailbox.await(Long.MAX_VALUE) != null) {
                                        taken.incrementAndGet();
                                    }
                                }
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        for (int i = 0; i < 1000; i++) {
            long before = taken.get();
            mailbox.accept(new Input.Ear.KeyPressed('1'));
            while (i % 100 == 0 && taken.get() == before) {
                Thread.onSpinWait();
            }
        }

        owner.join();
        assertThat(taken).hasValue(1000);
    }
}
