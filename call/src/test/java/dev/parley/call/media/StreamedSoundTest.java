package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StreamedSoundTest {
    private static final int FRAME = 160;

    private final CountDownLatch blocked = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();
    private final StreamedSound sound =
            new StreamedSound(
                    8000,
                    Codec.PCM_8K,
                    () -> 1,
                    new StreamedSound.Events() {
                        @Override
                        public void grew() {
                            // nobody waits
                        }

                        @Override
                        public void failed(ProviderFailure failure) {
                            failures.incrementAndGet();
                        }

                        @Override
                        public void blocked() {
                            blocked.countDown();
                        }
                    });

    @Test
    void the_last_piece_is_filled_with_silence_up_to_a_frame() {
        sound.audio(new short[FRAME + 10], 0, FRAME + 10);
        sound.done();

        assertThat(sound.isComplete()).isTrue();
        assertThat(sound.ready()).isEqualTo(2);
    }

    @Test
    void a_full_ring_holds_the_engine_back_until_the_caller_has_heard_more()
            throws InterruptedException {
        var engine = engine(StreamedSound.CAPACITY + 100);
        blocked.await();
        assertThat(sound.ready()).isEqualTo(StreamedSound.CAPACITY);

        for (int i = 1; engine.isAlive() || sound.ready() > i; i++) {
            while (sound.ready() < i) {
                Thread.onSpinWait();
            }
            assertThat(valueAt(i - 1)).isEqualTo(i - 1);
            sound.passed(i);
            if (i == StreamedSound.CAPACITY + 100) {
                break;
            }
        }

        engine.join();
        assertThat(sound.ready()).isEqualTo(StreamedSound.CAPACITY + 100);
    }

    @Test
    void an_engine_held_back_is_let_go_when_the_sentence_is_dropped() throws InterruptedException {
        var engine = engine(StreamedSound.CAPACITY + 100);
        blocked.await();

        sound.drop();

        engine.join();
        assertThat(sound.ready()).isEqualTo(StreamedSound.CAPACITY);
    }

    @Test
    void an_interrupted_engine_is_let_go() throws InterruptedException {
        var engine = engine(StreamedSound.CAPACITY + 100);
        blocked.await();

        engine.interrupt();

        engine.join();
        assertThat(sound.ready()).isEqualTo(StreamedSound.CAPACITY);
    }

    @Test
    void a_sentence_ends_once_however_the_voice_behaves() {
        sound.failed(ProviderFailure.ENGINE);
        sound.failed(ProviderFailure.NETWORK);
        sound.done();
        sound.audio(new short[FRAME], 0, FRAME);

        assertThat(failures).hasValue(1);
        assertThat(sound.failure()).isEqualTo(ProviderFailure.ENGINE);
        assertThat(sound.ready()).isZero();
        assertThat(sound.abandon()).isFalse();
    }

    private Thread engine(int frames) {
        return Thread.ofPlatform()
                .start(() -> {
                    for (int i = 0; i < frames; i++) {
                        short[] samples = new short[FRAME];
                        samples[0] = (short) i;
                        sound.audio(samples, 0, FRAME);
                    }
                    sound.done();
                });
    }

    private int valueAt(int frame) {
        byte[] array = sound.array(frame);
        int at = sound.offset(frame);
        return (short) ((array[at + 1] << 8) | (array[at] & 0xFF));
    }
}
