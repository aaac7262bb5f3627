package dev.parley.call.media;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sound that arrives from a voice while it is being played: a ring of 15 s of frames, allocated as
/// it fills. Written by one engine thread, read by the wheel. A full ring blocks the engine thread
/// until the caller has heard more or the sentence is dropped.
final class StreamedSound implements SentenceSound, Synthesizer.Listener {
    private static final int CHUNK_FRAMES = 50;
    private static final int CHUNKS = 15;
    static final int CAPACITY = CHUNK_FRAMES * CHUNKS;

    private final Events events;
    private final LongSupplier nanoTime;
    private final int frameBytes;
    private final FrameEncoder encoder;
    private final byte[] @Nullable [] chunks = new byte[CHUNKS] @Nullable [];
    private final long[] prints = new long[CAPACITY];
    private volatile int ready;
    private volatile int passed;
    private volatile boolean isComplete;
    private volatile boolean isDropped;
    private volatile @Nullable ProviderFailure failure;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private volatile WordTimes words = WordTimes.UNKNOWN;
    private volatile @Nullable Thread waiting;
    private volatile long firstReadyNanos;

    /// What the mouth wants to know of a sentence in the making; called on the engine thread.
    interface Events {
        /// Frames came, or the end.
        void grew();

        /// No more frames will come, and those that came are not the whole sentence.

        void failed(ProviderFailure failure);

        /// The ring is full: the engine waits.
        void blocked();
    }

    StreamedSound(int rate, Codec codec, LongSupplier nanoTime, Events events) {
        this.events = events;
        this.nanoTime = nanoTime;
        this.frameBytes = codec.frameBytes();
        this.encoder = new FrameEncoder(rate, codec, this::append);
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        if (isDropped || hasEnded.get()) {
            return;
        }
        encoder.samples(samples, offset, count);
        events.grew();
    }

    @Override
    public void word(int textStart, int textEnd, int startMillis, int endMillis) {
        words = words.plus(textEnd, endMillis);
    }

    @Override
    public void done() {
        if (isDropped || !hasEnded.compareAndSet(false, true)) {
            return;
        }
        encoder.finish();
        isComplete = true;
        events.grew();
    }

    @Override
    public void failed(ProviderFailure reason) {
        if (!isDropped && hasEnded.compareAndSet(false, true)) {
            failure = reason;
            isComplete = true;
            events.failed(reason);
            events.grew();
        }
    }

    /// The wheel waited too long for the next frame: ends the sentence here. False if it ended by
    /// itself meanwhile.
    boolean abandon() {
        if (!hasEnded.compareAndSet(false, true)) {
            return false;
        }
        failure = ProviderFailure.TIMED_OUT;
        isComplete = true;
        drop();
        return true;
    }

    @Override
    public @Nullable ProviderFailure failure() {
        return failure;
    }

    @Override
    public int ready() {
        return ready;
    }

    @Override
    public boolean isComplete() {
        return isComplete;
    }

    @Override
    public byte[] array(int frame) {
        byte[] chunk = chunks[frame / CHUNK_FRAMES % CHUNKS];
        if (chunk == null) {
            throw new IllegalStateException("expected a frame below " + ready + ", got " + frame);
        }
        return chunk;
    }

    @Override
    public int offset(int frame) {
        return frame % CHUNK_FRAMES * frameBytes;
    }

    @Override
    public long print(int frame) {
        return prints[frame % CAPACITY];
    }

    @Override
    public void passed(int frame) {
        passed = frame;
        if (ready - frame <= CAPACITY / 2) {
            wakeEngine();
        }
    }

    @Override
    public WordTimes words() {
        return words;
    }

    @Override
    public long firstReadyNanos() {
        return firstReadyNanos;
    }

    @Override
    public void drop() {
        isDropped = true;
        wakeEngine();
    }

    private void append(byte[] frame, long print) {
        int at = ready;
        if (!awaitRoom(at)) {
            return;
        }
        int index = at / CHUNK_FRAMES % CHUNKS;
        byte[] chunk = chunks[index];
        if (chunk == null) {
            chunk = new byte[CHUNK_FRAMES * frameBytes];
            chunks[index] = chunk;
        }
        System.arraycopy(frame, 0, chunk, offset(at), frameBytes);
        prints[at % CAPACITY] = print;
        if (at == 0) {
            firstReadyNanos = nanoTime.getAsLong();
        }
        ready = at + 1;
    }

    /// False if the sentence was dropped. An interrupt of the engine thread counts as a drop and
    /// stays set.
    private boolean awaitRoom(int at) {
        if (at - passed < CAPACITY) {
            return !isDropped;
        }
        events.blocked();
        events.grew();
        while (at - passed >= CAPACITY && !isDropped) {
            waiting = Thread.currentThread();
            if (at - passed >= CAPACITY && !isDropped) {
                LockSupport.park(this);
            }
            waiting = null;
            if (Thread.currentThread().isInterrupted()) {
                isDropped = true;
            }
        }
        return !isDropped;
    }

    private void wakeEngine() {
        Thread engine = waiting;
        if (engine != null) {
            LockSupport.unpark(engine);
        }
    }
}
