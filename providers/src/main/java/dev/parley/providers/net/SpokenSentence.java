package dev.parley.providers.net;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One sentence on its way from a vendor to its listener. The vendor's part is on the loop; a
/// virtual thread hands over, so that a listener may block without holding anything but itself.
///
/// Queue: [#MAX_SECONDS] of sound; more fails the sentence as overloaded.
public final class SpokenSentence implements Synthesizer.Speaking {
    static final int MAX_SECONDS = 60;

    private static final Logger log = LoggerFactory.getLogger(SpokenSentence.class);

    private final String text;
    private final SoundFormat format;
    private final Synthesizer.Listener listener;
    private final SentenceDesk desk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private int queuedSamples;
    private volatile boolean isCancelled;

    // The loop.
    private final Countdown limit;
    private boolean isOver;
    private boolean hasSounded;
    private long startedNanos;
    private byte @Nullable [] oddByte;

    private sealed interface Piece {
        final class Sound implements Piece {
            final short[] samples;

            Sound(short[] samples) {
                this.samples = samples;
            }
        }

        record Word(int textStart, int textEnd, int startMillis, int endMillis) implements Piece {}

        record Done() implements Piece {}

        record Failed(ProviderFault fault) implements Piece {}
    }

    SpokenSentence(
            String text,
            SoundFormat format,
            Synthesizer.Listener listener,
            SentenceDesk desk,
            Loop loop) {
        this.text = text;
        this.format = format;
        this.listener = listener;
        this.desk = desk;
        this.limit = new Countdown(loop, this::silent);
        Thread.ofVirtual().name("voice-", 0).start(this::handOver);
    }

    public String text() {
        return text;
    }

    /// In which its sound is to come.
    public SoundFormat format() {
        return format;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isCancelled = true;
            pieces.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
        desk.cancelled(this);
    }

    // The vendor's part, on the loop.

    /// Bytes as the vendor sends them; they may end within a sample.
    public void sound(byte[] bytes) {
        if (isOver || bytes.length == 0) {
            return;
        }
        var whole = bytes;
        if (oddByte != null) {
            whole = Arrays.copyOf(oddByte, 1 + bytes.length);
            System.arraycopy(bytes, 0, whole, 1, bytes.length);
            oddByte = null;
        }
        int count = whole.length;
        if (format.isLinear() && count % 2 != 0) {
            oddByte = new byte[] {whole[count - 1]};
            count--;
        }
        if (count > 0) {
            sounded();
            put(new Piece.Sound(format.decode(whole, count)));
        }
    }

    /// A word's place in the text and in the sound.
    public void word(int textStart, int textEnd, int startMillis, int endMillis) {
        if (!isOver) {
            put(new Piece.Word(textStart, textEnd, startMillis, endMillis));
        }
    }

    /// The vendor has sent all.
    public void done() {
        if (!isOver) {
            over();
            put(new Piece.Done());
        }
    }

    public void fail(ProviderFault fault) {
        if (!isOver) {
            over();
            if (!isCancelled) {
                desk.failed(fault);
            }
            put(new Piece.Failed(fault));
        }
    }

    public boolean isOver() {
        return isOver;
    }

    void started() {
        startedNanos = System.nanoTime();
        limit.set(desk.limits().firstSound());
    }

    void over() {
        isOver = true;
        limit.close();
        desk.over(this);
    }

    boolean isCancelled() {
        return isCancelled;
    }

    private void sounded() {
        if (!hasSounded) {
            hasSounded = true;
            desk.began(Duration.ofNanos(System.nanoTime() - startedNanos));
        }
        limit.set(desk.limits().betweenSounds());
    }

    private void silent() {
        desk.stop(this);
        fail(
                new ProviderFault(
                        ProviderFailure.TIMED_OUT,
                        hasSounded ? "the sound stopped" : "no sound came in time"));
    }

    private void put(Piece piece) {
        boolean isFull = false;
        lock.lock();
        try {
            if (isCancelled) {
                return;
            }
            if (piece instanceof Piece.Sound sound) {
                isFull = queuedSamples > MAX_SECONDS * format.rate();
                queuedSamples += sound.samples.length;
            }
            pieces.addLast(piece);
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (isFull) {
            desk.stop(this);
            fail(
                    new ProviderFault(
                            ProviderFailure.OVERLOADED,
                            "more than " + MAX_SECONDS + " s of sound wait to be heard"));
        }
    }

    // The thread that hands over.

    private void handOver() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = tell(take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            log.atError().setCause(defect).log("a listener of a voice threw");
            close();
        }
    }

    private @Nullable Piece take() throws InterruptedException {
        lock.lock();
        try {
            while (pieces.isEmpty() && !isCancelled) {
                changed.await();
            }
            var piece = isCancelled ? null : pieces.pollFirst();
            if (piece instanceof Piece.Sound sound) {
                queuedSamples -= sound.samples.length;
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }

    /// @return whether more comes
    private boolean tell(@Nullable Piece piece) {
        return switch (piece) {
            case null -> false;
            case Piece.Sound sound -> {
                listener.audio(sound.samples, 0, sound.samples.length);
                yield true;
            }
            case Piece.Word word -> {
                listener.word(
                        word.textStart(), word.textEnd(), word.startMillis(), word.endMillis());
                yield true;
            }
            case Piece.Done _ -> {
                listener.done();
                yield false;
            }
            case Piece.Failed(var fault) -> {
                listener.failed(fault);
                yield false;
            }
        };
    }
}
