package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// What a listener was told of one sentence. Notices what no voice may do.
public class HeardSound implements Synthesizer.Listener {
    private final AtomicInteger samples = new AtomicInteger();
    private final Set<Integer> values = ConcurrentHashMap.newKeySet();
    private final List<String> words = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicBoolean isTelling = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void audio(short[] sound, int offset, int count) {
        tell(() -> {
            for (int i = offset; i < offset + count; i++) {
                values.add((int) sound[i]);
            }
            samples.addAndGet(count);
        });
    }

    @Override
    public void word(int textStart, int textEnd, int startMillis, int endMillis) {
        tell(() -> words.add(textStart + "-" + textEnd + " " + startMillis + "-" + endMillis));
    }

    @Override
    public void done() {
        tell(() -> ends.add("done"));
        ended.countDown();
    }

    @Override
    public void failed(ProviderFailure failure) {
        tell(() -> ends.add("failed " + failure));
        ended.countDown();
    }

    private void tell(Runnable what) {
        told.incrementAndGet();
        if (!isTelling.compareAndSet(false, true)) {
            faults.add("two calls of the listener at a time");
        }
        if (!ends.isEmpty()) {
            faults.add("told something after the end");
        }
        what.run();
        isTelling.set(false);
    }

    public HeardSound awaitSound() throws InterruptedException {
        Patience.until("some sound came", () -> samples.get() > 0);
        return this;
    }

    /// "done" or "failed KIND".
    public String awaitEnd() throws InterruptedException {
        Patience.until("an end came", () -> ended.getCount() == 0);
        assertThat(faults).isEmpty();
        assertThat(ends).hasSize(1);
        return ends.getFirst();
    }

    public int samples() {
        return samples.get();
    }

    public Set<Integer> values() {
        return Set.copyOf(values);
    }

    public List<String> words() {
        return List.copyOf(words);
    }

    public int told() {
        return told.get();
    }

    public boolean hasEnded() {
        return !ends.isEmpty();
    }
}
