package dev.parley.call;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Machine;
import dev.parley.call.journal.Step;
import dev.parley.call.record.CallStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation whose every step goes into the journal of its call, in the order in which the
/// call's thread takes them. Costs that thread a record and a place in the store's queue; encoding
/// is the store's.
final class JournalledMachine implements Machine {
    private final String callId;
    private final Machine conversation;
    private final CallStore store;
    private long steps;

    JournalledMachine(String callId, Machine conversation, CallStore store) {
        this.callId = callId;
        this.conversation = conversation;
        this.store = store;
    }

    @Override
    public List<Effect> on(Input input, Tick now) {
        try {
            return kept(input, now, conversation.on(input, now));
        } catch (RuntimeException e) {
            throw broke(input, now, e);
        }
    }

    @Override
    public List<Effect> onDeadline(Tick now) {
        try {
            return kept(null, now, conversation.onDeadline(now));
        } catch (RuntimeException e) {
            throw broke(null, now, e);
        }
    }

    @Override
    public Tick nextDeadline() {
        return conversation.nextDeadline();
    }

    @Override
    public boolean isOver() {
        return conversation.isOver();
    }

    private List<Effect> kept(@Nullable Input input, Tick now, List<Effect> effects) {
        keep(new Step.Made(++steps, now, input, effects, ""));
        return effects;
    }

    /// What broke is journalled too: a replay breaks at the same place.
    private RuntimeException broke(@Nullable Input input, Tick now, RuntimeException thrown) {
        keep(new Step.Made(++steps, now, input, List.of(), thrown.getClass().getSimpleName()));
        return thrown;
    }

    private void keep(Step step) {
        store.append(new CallStore.Entry.Stepped(callId, step));
    }
}
