package dev.parley.app.demo;

import dev.parley.call.record.CallStore;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Passes entries on to the store and keeps a copy for the screen. Never blocks: what does not fit
/// is not shown, but kept by the store.
public final class CallWatch implements CallStore {
    private static final int MOST = 10_000;

    private final CallStore store;
    private final BlockingQueue<Entry> seen = new LinkedBlockingQueue<>(MOST);

    public CallWatch(CallStore store) {
        this.store = store;
    }

    @Override
    public void append(Entry entry) {
        store.append(entry);
        var _ = seen.offer(entry);
    }

    /// The next entry, or null after the time given.
    @Nullable Entry next(long millis) throws InterruptedException {
        return seen.poll(millis, TimeUnit.MILLISECONDS);
    }
}
