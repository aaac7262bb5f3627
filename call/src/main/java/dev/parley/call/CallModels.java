package dev.parley.call;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What language models write for one call: started and cancelled by the call's thread, written on
/// threads of the provider, and put into the mailbox piece by piece. Text that comes faster than
/// the call takes it is put together, so that it cannot fill the mailbox.
final class CallModels implements AutoCloseable {
    /// Pieces of one generation in the mailbox; beyond it, text waits here and becomes one piece.
    static final int MAX_WAITING = 32;

    /// Characters that wait; a model that writes more while nobody reads is cut.
    static final int MAX_HELD = 20_000;

    private static final ProviderFault NO_MODEL =
            new ProviderFault(
                    ProviderFailure.CLOSED,
                    "expected a language model; none is configured for this server");

    private static final ProviderFault FLOOD =
            new ProviderFault(
                    ProviderFailure.OVERLOADED,
                    "expected at most " + MAX_HELD + " characters that wait to be read, got more");

    private final @Nullable LanguageModel model;
    private final Consumer<Input> mailbox;
    private final Meters.Counter drops;
    private final Map<Long, Pieces> running = new HashMap<>();

    CallModels(@Nullable LanguageModel model, Consumer<Input> mailbox, Meters.Counter drops) {
        this.model = model;
        this.mailbox = mailbox;
        this.drops = drops;
    }

    /// Never blocks.
    void start(Effect.StartGeneration effect) {
        long id = effect.generation();
        if (model == null) {
            mailbox.accept(new Input.Model(id, new ModelEvent.Failed(NO_MODEL)));
            return;
        }
        var pieces = new Pieces(id);
        running.put(id, pieces);
        pieces.writtenBy(model.generate(effect.request(), pieces));
    }

    void cancel(long id) {
        var pieces = running.remove(id);
        if (pieces != null) {
            pieces.close();
        }
    }

    /// A piece was taken from the mailbox.
    void taken(Input.Model input) {
        var pieces =
                input.event().isLast()
                        ? running.remove(input.generation())
                        : running.get(input.generation());
        if (pieces != null) {
            pieces.taken();
            if (input.event().isLast()) {
                pieces.close();
            }
        }
    }

    @Override
    public void close() {
        running.values().forEach(Pieces::close);
        running.clear();
    }

    /// One generation's way into the mailbox. The lock keeps the pieces in order: nothing in it
    /// blocks, the mailbox neither.
    private final class Pieces implements LanguageModel.Listener {
        private final long id;
        private final ReentrantLock lock = new ReentrantLock();
        private final StringBuilder held = new StringBuilder();
        private LanguageModel.@Nullable Generation generation;
        private int waiting;
        private boolean isOver;

        Pieces(long id) {
            this.id = id;
        }

        void writtenBy(LanguageModel.Generation writing) {
            lock.lock();
            try {
                generation = writing;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void text(String delta) {
            lock.lock();
            try {
                if (isOver) {
                    return;
                }
                if (waiting < MAX_WAITING && held.isEmpty()) {
                    put(new ModelEvent.Text(delta));
                } else if (held.length() + delta.length() <= MAX_HELD) {
                    held.append(delta);
                } else {
                    flooded();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void toolCall(ToolCall call) {
            lock.lock();
            try {
                if (isOver) {
                    return;
                }
                if (waiting < 2 * MAX_WAITING) {
                    release();
                    put(new ModelEvent.Called(call));
                } else {
                    flooded();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void done(Finish finish) {
            end(new ModelEvent.Done(finish));
        }

        @Override
        public void failed(ProviderFault fault) {
            end(new ModelEvent.Failed(fault));
        }

        private void end(ModelEvent last) {
            lock.lock();
            try {
                if (!isOver) {
                    isOver = true;
                    release();
                    put(last);
                }
            } finally {
                lock.unlock();
            }
        }

        /// Nobody reads what it writes: what was written before is kept.
        private void flooded() {
            drops.increment();
            isOver = true;
            release();
            put(new ModelEvent.Failed(FLOOD));
        }

        private void release() {
            if (!held.isEmpty()) {
                put(new ModelEvent.Text(held.toString()));
                held.setLength(0);
            }
        }

        private void put(ModelEvent event) {
            waiting++;
            mailbox.accept(new Input.Model(id, event));
        }

        void taken() {
            lock.lock();
            try {
                waiting--;
                if (!isOver && waiting < MAX_WAITING) {
                    release();
                }
            } finally {
                lock.unlock();
            }
        }

        void close() {
            LanguageModel.@Nullable Generation writing;
            lock.lock();
            try {
                isOver = true;
                held.setLength(0);
                writing = generation;
                generation = null;
            } finally {
                lock.unlock();
            }
            if (writing != null) {
                writing.close();
            }
        }
    }
}
