package dev.parley.dialog;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.util.List;
import java.util.Optional;

/// The thinking part of one conversation: what was heard goes in, what to say, expect and do comes
/// out. Pure: no clock, thread, I/O or randomness of its own, so a call can be replayed. Runs
/// inside the conversation on the call thread. A guided flow is one; the scripted tone is another.
public interface Dialogue {
    /// The call was answered. The acts are the greeting and what may be answered to it.
    List<Act> begin(Opening opening);

    /// A caller's turn ended with these words (lower case, as recognized; empty if speech was heard
    /// but no words).
    List<Act> hear(Sensitive<String> words);

    /// What [#hear] of these words would ask a model as the first thing it does; empty, the
    /// default, if it would ask none. Asked while the caller pauses, perhaps several times and in
    /// vain, so it changes nothing. If the next `hear` asks exactly the same, what the model wrote
    /// meanwhile is the answer.
    default Optional<ModelRequest> foresee(Sensitive<String> words) {
        return Optional.empty();
    }

    /// The caller typed these keys and finished (terminator, full length or time-out).
    List<Act> keys(Sensitive<String> digits);

    /// A tool started by [Act.CallTool] came back. Exactly once for each call that was not
    /// cancelled by the end.
    List<Act> toolReturned(long toolCall, ToolResult result);

    /// A model that was asked by [Act.Generate] wrote the next piece, is done, or failed. Asked
    /// only while the caller does not have the floor, so nothing of it speaks into the caller's
    /// turn. Nothing comes any more of any generation after the next [#hear] or [#keys], after
    /// [#interrupted], after a [#takeBack] that is true, after [Act.StopGenerating], and after
    /// [Act.End].
    default List<Act> generated(long generation, ModelEvent event) {
        return List.of();
    }

    /// A model that was asked by [Act.Summarize] has written `text`; empty if it failed, took too
    /// long, or wrote nothing. Told at any moment, also while the caller speaks, so nothing can be
    /// said to it. At most once for each summary.
    default void summarized(long summary, Sensitive<String> text) {}

    /// Nobody spoke for the patience of the call, for the `count`-th time in a row (from 1). An
    /// empty answer leaves the prompt to the conversation's own phrase.
    List<Act> silence(int count);

    /// The call may cost no more: lead it to an end of your own, such as an offer to call back. A
    /// few turns of the caller are left; after them the conversation says goodbye, as it does at
    /// once if the answer is empty. Asked once, when nobody talks and nothing is under way.
    default List<Act> wrapUp() {
        return List.of();
    }

    /// The call could not be handed over as [Act.Transfer] asked; `reason` is a plain name, or a
    /// sentence for the log. An empty answer leaves it to the conversation's own phrase.
    default List<Act> transferFailed(String reason) {
        return List.of();
    }

    /// The caller interrupted or the call moved on while a reply was playing: of it, only `heard`
    /// reached the ear. If a generation spoke, `heard` is what was heard of everything it said.
    default void interrupted(String heard) {}

    /// The caller goes on speaking before the answer to the last `hear` reached the ear: forget
    /// that turn as if `hear` had not been called, and return true; the joined words come next, or
    /// the same ones again if the caller said no more. What is answered to the same words again is
    /// performed only if the answer is a generation's; else the first answer is said. False, the
    /// default, if that is not possible: then [#interrupted] and the new words alone follow. Never
    /// asked after an answer that called a tool or ended the call.
    default boolean takeBack() {
        return false;
    }

    /// The words so far of a turn still going on; says how complete they are as an answer to what
    /// is expected now.
    Completeness completeness(String partialWords);

    /// How many digits or letters are likely still to come of an answer told one by one that begins
    /// with these words; 0 if the answer is none such, or has all it needs. People pause between
    /// groups of them, so the silence that ends a turn is longer while some are missing.
    default int toCome(String partialWords) {
        return 0;
    }

    /// How complete an answer is, and with it how long a silence ends the turn.
    enum Completeness {
        /// Fits nothing that is expected: wait as for an open question.
        OPEN,
        /// A proper beginning of an answer: digits missing, a day without its time. Wait longest.
        PARTIAL,
        /// Everything that was asked: answer quickly.
        COMPLETE
    }
}
