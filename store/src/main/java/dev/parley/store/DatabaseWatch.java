package dev.parley.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Asks every second whether the database can be used, on the virtual thread `database-watch`, so
/// that whoever wants to know is answered at once, also while the database hangs.
final class DatabaseWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Supplier<Optional<String>> question;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<String> trouble = Optional.empty();

    /// @param question why the database cannot be used now; may block for some seconds
    DatabaseWatch(Supplier<Optional<String>> question) {
        this.question = question;
        this.thread = Thread.ofVirtual().name("database-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                trouble = question.get();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The last answer. Any thread.
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
