package dev.parley.providers.local;

import dev.parley.dialog.Expectation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Decoders that count samples instead of hearing them, stand still when told, and notice use by
/// two threads at once, after close, or a second close.
final class ScriptedDecoders implements Decoders {
    private final List<String> misuses = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger openSpeech = new AtomicInteger();
    private final AtomicBoolean breakNext = new AtomicBoolean();
    private volatile boolean running = true;
    private volatile boolean blocked;
    private volatile String said = "";

    /// Whether decoders work or stand still in `accept`.
    void let(boolean run) {
        running = run;
    }

    void awaitBlocked() {
        while (!blocked) {
            LockSupport.parkNanos(100_000);
        }
    }

    void breakNext() {
        breakNext.set(true);
    }

    void say(String words) {
        said = words;
    }

    List<String> misuses() {
        return misuses;
    }

    int made() {
        return made.get();
    }

    int open() {
        return open.get();
    }

    int asked() {
        return asked.get();
    }

    @Override
    public @Nullable Decoder take(Expectation expectation) {
        asked.incrementAndGet();
        if (expectation.isOpen() && !openSpeech.compareAndSet(0, 1)) {
            return null;
        }
        made.incrementAndGet();
        open.incrementAndGet();
        return new Counting();
    }

    @Override
    public void giveBack(Decoder decoder, boolean wasOpen) {
        decoder.close();
        open.decrementAndGet();
        if (wasOpen) {
            openSpeech.set(0);
        }
    }

    @Override
    public void close() {}

    private final class Counting implements Decoder {
        private final AtomicBoolean inUse = new AtomicBoolean();
        private boolean closed;
        private int samples;

        @Override
        public boolean accept(short[] sound, int offset, int count) {
            use("accept");
            while (!running) {
                blocked = true;
                LockSupport.parkNanos(100_000);
            }
            blocked = false;
            samples += count;
            inUse.set(false);
            if (breakNext.getAndSet(false)) {
                throw new IllegalStateException("broken on purpose");
            }
            return false;
        }

        @Override
        public String partial() {
            return "heard " + samples;
        }

        @Override
        public String result() {
            return "";
        }

        @Override
        public String finalResult() {
            use("finalResult");
            inUse.set(false);
            return said.isEmpty() ? "heard " + samples : said;
        }

        @Override
        public void reset() {
            misuses.add("reset of a decoder that is not kept");
        }

        @Override
        public void close() {
            use("close");
            closed = true;
            inUse.set(false);
        }

        private void use(String what) {
            if (closed) {
                misuses.add(what + " after close");
            }
            if (!inUse.compareAndSet(false, true)) {
                misuses.add(what + " by two threads");
            }
        }
    }
}
