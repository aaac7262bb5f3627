package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a listener was told of one answer. Notices by itself what no model may do: two ends, words
/// after an end, two calls at a time, empty text.
public final class HeardAnswer implements LanguageModel.Listener {
    private static final long PATIENCE_SECONDS = 60;

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<ToolCall> calls = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean isTelling = new AtomicBoolean();
    private final AtomicInteger told = new AtomicInteger();
    private volatile @Nullable Finish finish;
    private volatile @Nullable ProviderFault fault;

    @Override
    public void text(String delta) {
        tell(() -> {
            if (delta.isEmpty()) {
                faults.add("empty text");
            }
            texts.add(delta);
            begun.countDown();
        });
    }

    @Override
    public void toolCall(ToolCall call) {
        tell(() -> calls.add(call));
    }

    @Override
    public void done(Finish how) {
        tell(() -> {
            finish = how;
            ended.countDown();
        });
    }

    @Override
    public void failed(ProviderFault how) {
        tell(() -> {
            fault = how;
            ended.countDown();
        });
    }

    private void tell(Runnable what) {
        told.incrementAndGet();
        if (!isTelling.compareAndSet(false, true)) {
            faults.add("two calls of the listener at a time");
        }
        if (ended.getCount() == 0) {
            faults.add("told something after the end");
        }
        what.run();
        isTelling.set(false);
    }

    public HeardAnswer awaitText() throws InterruptedException {
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("some text came").isTrue();
        return this;
    }

    public HeardAnswer awaitEnd() throws InterruptedException {
        assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("an end came").isTrue();
        assertThat(faults).isEmpty();
        return this;
    }

    /// All text so far.
    public String text() {
        return String.join("", texts);
    }

    public List<String> pieces() {
        return List.copyOf(texts);
    }

    public List<ToolCall> calls() {
        return List.copyOf(calls);
    }

    /// How often the listener was called.
    public int told() {
        return told.get();
    }

    public List<String> faults() {
        return List.copyOf(faults);
    }

    public Finish finish() {
        var how = finish;
        assertThat(how).as("done, not failed: " + fault).isNotNull();
        return java.util.Objects.requireNonNull(how);
    }

    public ProviderFault fault() {
        var how = fault;
        assertThat(how).as("failed, not done: " + finish).isNotNull();
        return java.util.Objects.requireNonNull(how);
    }
}
