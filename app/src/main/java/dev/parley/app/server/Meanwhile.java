package dev.parley.app.server;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// A part of the server that is opened on a thread of its own while the start goes on; closes what
/// it opened.
final class Meanwhile<T> implements AutoCloseable {
    private final FutureTask<T> opening;
    private final Consumer<T> closing;

    /// Begins at once, on a platform thread of this name.
    Meanwhile(String name, Callable<T> open, Consumer<T> close) {
        this.opening = new FutureTask<>(open);
        this.closing = close;
        Thread.ofPlatform().name(name).daemon().start(opening);
    }

    /// Waits until it is open; throws what kept it from opening.
    T await() throws InterruptedException {
        try {
            return opening.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            if (failed.getCause() instanceof Error defect) {
                throw defect;
            }
            throw new IllegalStateException("a part did not open", failed);
        }
    }

    /// Waits for the opening, even after an interrupt: what is half open cannot be closed.
    @Override
    public void close() {
        boolean interrupted = false;
        while (true) {
            try {
                closing.accept(opening.get());
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            } catch (ExecutionException _) {
                break; // nothing was opened, and whoever waited for it was told
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
