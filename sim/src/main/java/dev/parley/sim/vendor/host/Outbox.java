package dev.parley.sim.vendor.host;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// What is still to be sent to a WebSocket client, in order, by a virtual thread of its own, so
/// that a vendor that is slow to speak still listens. At most 100,000 steps wait; a client that
/// makes more is cut off.
public final class Outbox {
    private static final int MOST = 100_000;

    private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>(MOST);
    private final Visit visit;
    private final Thread sender;
    private volatile boolean isOver;

    /// One thing to do; may wait.
    public interface Step {
        void run() throws IOException, InterruptedException;
    }

    public Outbox(Visit visit) {
        this.visit = visit;
        this.sender = Thread.ofVirtual().name("outbox").start(this::work);
    }

    /// Does this after all before.
    public void add(Step step) {
        if (!isOver && !steps.offer(step)) {
            visit.desk().violation("flood", "more than " + MOST + " steps wait");
            isOver = true;
        }
    }

    /// Forgets what has not begun.
    public void clear() {
        steps.clear();
    }

    /// Nothing is added after what waits: its thread ends when all is done.
    public void last() {
        add(() -> isOver = true);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    private void work() {
        try {
            for (Step next = next(); next != null; next = next()) {
                next.run();
            }
        } catch (Struck struck) {
            struck.end(visit);
        } catch (IOException _) {
            visit.end("client-gone");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            isOver = true;
            steps.clear();
        }
    }

    private @Nullable Step next() throws InterruptedException {
        return isOver ? null : steps.take();
    }

    /// Ends, whatever waits; returns when the thread has ended.
    public void finish() throws InterruptedException {
        steps.clear();
        isOver = true;
        sender.interrupt();
        sender.join();
    }
}
