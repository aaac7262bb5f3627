package dev.parley.app.rehearsal;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.sim.caller.AgentPrompt;
import dev.parley.sim.vendor.hear.SoundBook;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The ear of a simulated caller: sound of a voice that is in the book is understood by the book;
/// what is not (a local voice that stands in for a vendor's) is given to a real recognizer, which
/// is opened when it is first needed. One thread of its own for that, `caller-ear`.
final class KnowingEar implements Recognizer {
    private static final int RATE = 16_000;
    private static final int MOST_SAMPLES = 60 * RATE;

    /// Below this part of the loud time the book does not know the sound.
    private static final double KNOWN = 0.75;

    private static final int MOST_UTTERANCES = 64;

    /// Recognizers keep 2 s of sound: they get it no faster than they can follow.
    private static final int CHUNK = RATE / 5;

    private static final long CHUNK_NANOS = 70_000_000;

    private final SoundBook book;
    private final Supplier<Recognizer> other;
    private final ReentrantLock opening = new ReentrantLock();
    private final ExecutorService hearing =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_UTTERANCES),
                    Thread.ofPlatform().daemon().name("caller-ear").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());
    private @Nullable Recognizer opened;

    /// @param other opens the recognizer for sound that is not in the book; closed with this
    KnowingEar(SoundBook book, Supplier<Recognizer> other) {
        this.book = book;
        this.other = other;
    }

    @Override
    public String name() {
        return "book";
    }

    @Override
    public Session open(Listener listener) {
        return new Ear(listener);
    }

    /// Opens the recognizer before it is needed, so that nobody waits for it in the call.
    void openOther() {
        opened();
    }

    private Recognizer opened() {
        opening.lock();
        try {
            if (opened == null) {
                opened = other.get();
            }
            return opened;
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void close() {
        hearing.shutdownNow();
        try {
            hearing.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        opening.lock();
        try {
            if (opened != null) {
                opened.close();
            }
        } finally {
            opening.unlock();
        }
    }

    /// Collects an utterance on the line's thread; it is understood on the ear's.
    private final class Ear implements Session {
        private final Listener listener;
        private short[] samples = new short[RATE];
        private int length;
        private Expectation expectation = Expectation.OPEN;
        private volatile @Nullable Session second;

        Ear(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void begin(long utterance, Expectation expected) {
            length = 0;
            expectation = expected;
        }

        @Override
        public void audio(short[] more, int offset, int count) {
            if (length + count > MOST_SAMPLES) {
                return;
            }
            if (length + count > samples.length) {
                samples = Arrays.copyOf(samples, 2 * samples.length);
            }
            System.arraycopy(more, offset, samples, length, count);
            length += count;
        }

        @Override
        public void finish(long utterance) {
            var sound = Arrays.copyOf(samples, length);
            var expected = expectation;
            hearing.execute(() -> understand(utterance, sound, expected));
        }

        private void understand(long utterance, short[] sound, Expectation expected) {
            var understood = book.understand(sound, RATE);
            if (understood.known() >= KNOWN) {
                listener.finalWords(utterance, AgentPrompt.spoken(understood.words()));
                return;
            }
            try {
                var session = second;
                if (session == null) {
                    session = opened().open(listener);
                    second = session;
                }
                session.begin(utterance, expected);
                for (int at = 0; at < sound.length; at += CHUNK) {
                    session.audio(sound, at, Math.min(CHUNK, sound.length - at));
                    LockSupport.parkNanos(CHUNK_NANOS);
                }
                session.finish(utterance);
            } catch (IllegalStateException | IllegalArgumentException _) {
                listener.failed(utterance, ProviderFailure.ENGINE);
            }
        }

        @Override
        public void cancel(long utterance) {
            length = 0;
        }

        @Override
        public void close() {
            var session = second;
            if (session != null) {
                session.close();
            }
        }
    }
}
