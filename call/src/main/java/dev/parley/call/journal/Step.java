package dev.parley.call.journal;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.compliance.Sensitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of a conversation, as it goes into the journal: what was handed over, when, and what
/// came of it. Steps of a call are numbered from 1, so that a missing one is noticed.
public sealed interface Step {
    long number();

    /// As JSON, one line. Takes some microseconds: not for the call's thread.
    Sensitive<String> json();

    /// A step that has just been made.
    ///
    /// @param input what was taken from the mailbox; null if a deadline fired
    /// @param broke class of the exception that the conversation threw; empty if it did not
    record Made(long number, Tick at, @Nullable Input input, List<Effect> effects, String broke)
            implements Step {
        @Override
        public Sensitive<String> json() {
            return Sensitive.of(StepJson.write(this));
        }
    }

    /// A step as it was kept.
    record Kept(long number, Sensitive<String> json) implements Step {}
}
