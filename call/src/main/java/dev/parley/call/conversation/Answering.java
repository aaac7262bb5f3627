package dev.parley.call.conversation;

import dev.parley.call.EndReason;
import dev.parley.call.Tick;
import dev.parley.call.conversation.Reply.Content;
import dev.parley.call.conversation.Reply.Ended;
import dev.parley.call.conversation.Reply.Origin;
import dev.parley.call.conversation.Reply.Sentence;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks the dialogue and performs its acts. The only place where foreign code runs inside a
/// conversation, so the only one where an exception is caught: it ends the call with an apology.
///
/// Runs on the call thread.
final class Answering {
    private final Dialogue dialogue;
    private final boolean protectsGreeting;
    private final Reply reply;
    private final ToolCalls toolCalls;
    private final Generations generations;
    private final Summaries summaries;
    private final Fillers fillers;
    private final TakeBack takeBack;
    private final Transfer transfer;
    private final Progress progress;
    private final Phrases phrases;
    private final Counts counts;
    private final Guards guards;
    private final Outbox out;
    private String lastWords = "";

    /// The dialogue has forgotten the last words, because the caller goes on.
    private boolean tookBack;

    private final WrittenAnswer written = new WrittenAnswer();

    Answering(
            Dialogue dialogue,
            boolean protectsGreeting,
            Reply reply,
            ToolCalls toolCalls,
            Generations generations,
            Summaries summaries,
            Fillers fillers,
            TakeBack takeBack,
            Transfer transfer,
            Progress progress,
            Phrases phrases,
            Counts counts,
            Guards guards,
            Outbox out) {
        this.dialogue = dialogue;
        this.protectsGreeting = protectsGreeting;
        this.reply = reply;
        this.toolCalls = toolCalls;
        this.generations = generations;
        this.summaries = summaries;
        this.fillers = fillers;
        this.takeBack = takeBack;
        this.transfer = transfer;
        this.progress = progress;
        this.phrases = phrases;
        this.counts = counts;
        this.guards = guards;
        this.out = out;
    }

    void begin(Opening opening, Tick now) {
        var acts = ask(() -> dialogue.begin(opening));
        perform(
                protectsGreeting ? acts.stream().map(Answering::whole).toList() : acts,
                Origin.DIALOGUE,
                now);
    }

    /// The same, but to be heard whole.
    private static Act whole(Act act) {
        return act instanceof Act.Say(var sentences, boolean _)
                ? new Act.Say(sentences, false)
                : act;
    }

    /// A spoken turn, joined to the one before if its answer can be taken back.
    void hear(Turns.Turn turn, Tick now) {
        var words = turn.words();
        var suspended = takeBack.suspended();
        if (suspended != null && !tookBack) {
            moveOn(suspended);
        }
        if (suspended != null && tookBack) {
            takeBack.settle(TakeBack.Move.JOINED);
            words = joined(words);
            tookBack = false;
        } else if (isAwaited() && ask(dialogue::takeBack, false)) {
            words = joined(words);
            listenAsBefore();
        }
        answerNext();
        reply.voice(true);
        lastWords = words;
        var heard = Sensitive.of(words);
        var acts = ask(() -> dialogue.hear(heard));
        out.effect(
                new Effect.Fact.CallerTurn(
                        counts.nextTurn(), Sensitive.of(turn.words()), false, turn.times()));
        progress.heard(turn.words(), turn.times(), acts);
        if (progress.isStuck()) {
            out.signal(new Signal.Close(EndReason.NO_PROGRESS, phrases.noProgressGoodbye()));
        } else {
            perform(acts, Origin.ANSWER, now);
        }
    }

    /// The caller goes on though the last words were answered: they are the beginning of what
    /// comes, and it answers the same question.
    void goesOn() {
        tookBack = ask(dialogue::takeBack, false);
        if (tookBack) {
            forgetGenerated();
        }
        if (tookBack && guards.has(Guard.SAME_QUESTION)) {
            if (reply.isWritten()) {
                listenAsBefore();
            } else {
                reply.listenAsBefore();
            }
        }
    }

    /// The caller goes on before anything of a model's answer was said.
    private boolean isAwaited() {
        return written.isAwaited()
                && generations.isPending(written.revocable())
                && guards.has(Guard.UNANSWERED_JOINED);
    }

    private void listenAsBefore() {
        var question = written.questionBefore();
        if (question != null && !question.equals(reply.asked())) {
            reply.listen(question);
        }
    }

    /// A turn of the caller is answered next.
    private void answerNext() {
        generations.cancelAsked();
        fillers.answerNext();
        written.begin(reply.asked());
    }

    /// The caller pauses, and may have said everything: a model can begin with its answer. Not if
    /// the words will be joined to others.
    void foresee(String words) {
        if (takeBack.suspended() == null && generations.isIdle()) {
            generations.foresee(
                    ask(() -> dialogue.foresee(Sensitive.of(words)), Optional.<ModelRequest>empty())
                            .orElse(null));
        }
    }

    /// The caller said no more after all: the answer stands.
    void answerStands() {
        if (tookBack) {
            tookBack = false;
            var acts = ask(() -> dialogue.hear(Sensitive.of(lastWords)));
            if (reply.isWritten()) {
                listen(acts);
            } else {
                reply.listenAfterAll();
            }
        }
    }

    private void listen(List<Act> acts) {
        for (var act : acts) {
            if (act instanceof Act.Expect(var expectation)) {
                reply.listen(expectation);
            }
        }
    }

    /// Whether this reply was taken back though it was heard to its end.
    boolean isTakenBack(Ended ended) {
        return tookBack && ended.generation() != 0;
    }

    /// Says again what was cut by nothing. What a model wrote was forgotten with the words it
    /// answers: it writes anew.
    void sayAgain(Ended suspended, Tick now) {
        if (tookBack && suspended.generation() != 0) {
            tookBack = false;
            written.again();
            perform(ask(() -> dialogue.hear(Sensitive.of(lastWords))), Origin.ANSWER, 0, now);
        } else {
            answerStands();
            reply.start(suspended.unheard(), now);
        }
    }

    /// What a model wrote, for the reply it belongs to or a new one.
    void generated(Generations.Written piece, Tick now) {
        long id = piece.generation();
        var acts = ask(() -> dialogue.generated(id, piece.event()));
        progress.acted(acts);
        if (!acts.isEmpty()) {
            perform(acts, id == written.revocable() ? Origin.ANSWER : Origin.DIALOGUE, id, now);
        }
    }

    /// Nothing is wanted any more of what models write.
    void forgetGenerated() {
        generations.cancelAll();
        written.forget();
    }

    /// A reply is over: once a model spoke, with what was heard since the caller's turn.
    Ended over(Ended ended) {
        return written.over(ended);
    }

    private String joined(String words) {
        return (lastWords + " " + words).strip();
    }

    /// A typed entry.
    void keys(String digits, Tick now) {
        reply.voice(true);
        var typed = Sensitive.of(digits);
        typed(typed, () -> dialogue.keys(typed), now);
    }

    /// A written turn; what answers it until the next turn is spoken or not, as it asks.
    void written(WrittenWords.Text text, Tick now) {
        reply.voice(text.voiced());
        var words = Sensitive.of(text.words());
        typed(words, () -> dialogue.hear(words), now);
    }

    private void typed(Sensitive<String> words, Supplier<List<Act>> question, Tick now) {
        forgetSuspended();
        answerNext();
        progress.isPerson();
        var acts = ask(question);
        progress.acted(acts);
        out.effect(
                new Effect.Fact.CallerTurn(
                        counts.nextTurn(),
                        words,
                        true,
                        new TurnTimes(-1, -1, now.millis(), -1, now.millis())));
        perform(acts, Origin.DIALOGUE, now);
    }

    void toolReturned(ToolCalls.Returned returned, Tick now) {
        forgetSuspended();
        var acts = ask(() -> dialogue.toolReturned(returned.toolCall(), returned.result()));
        progress.acted(acts);
        perform(acts, Origin.DIALOGUE, now);
    }

    /// The call could not be handed over.
    void transferFailed(String reason, Tick now) {
        forgetSuspended();
        out.effect(new Effect.Fact.Noted("transfer-failed", Map.of("reason", reason), false));
        var acts = ask(() -> dialogue.transferFailed(reason));
        if (acts.isEmpty()) {
            reply.start(Content.own(phrases.transferFailed()), now);
        } else {
            progress.acted(acts);
            perform(acts, Origin.DIALOGUE, now);
        }
    }

    /// False if the dialogue leaves the prompt to the conversation.
    boolean silence(int count, Tick now) {
        var acts = ask(() -> dialogue.silence(count));
        progress.prompted();
        perform(acts, Origin.DIALOGUE, now);
        return !acts.isEmpty();
    }

    /// False if the dialogue has no end of its own.
    boolean wrapUp(Tick now) {
        forgetSuspended();
        var acts = ask(dialogue::wrapUp);
        perform(acts, Origin.DIALOGUE, now);
        return !acts.isEmpty();
    }

    /// What the dialogue had summarised.
    void summarized(long id, String text) {
        ask(
                () -> {
                    dialogue.summarized(id, Sensitive.of(text));
                    return true;
                },
                false);
    }

    /// A reply of the dialogue was cut.
    void interrupted(String heard) {
        if (guards.has(Guard.GENERATION_INTERRUPTED)) {
            forgetGenerated();
        }
        ask(
                () -> {
                    dialogue.interrupted(heard);
                    return true;
                },
                false);
    }

    /// Completeness of the words so far; open if the dialogue fails.
    Completeness completeness(String words) {
        var all = tookBack ? joined(words) : words;
        return ask(() -> dialogue.completeness(all), Completeness.OPEN);
    }

    /// Digits or letters still to come after the words so far; none if the dialogue fails.
    int toCome(String words) {
        var all = tookBack ? joined(words) : words;
        return ask(() -> dialogue.toCome(all), 0);
    }

    private void forgetSuspended() {
        var suspended = takeBack.suspended();
        if (suspended != null) {
            moveOn(suspended);
        }
    }

    private void moveOn(Reply.Ended suspended) {
        takeBack.settle(TakeBack.Move.MOVED_ON);
        answerStands();
        if (guards.has(Guard.HEARD_FIRST) && suspended.origin() != Origin.OWN) {
            interrupted(suspended.heard());
        }
    }

    private List<Act> ask(Supplier<List<Act>> question) {
        return ask(question, List.of());
    }

    private <T> T ask(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (RuntimeException thrown) {
            broke(thrown);
            return otherwise;
        }
    }

    /// The message of the exception may hold what the caller said; its class does not.
    private void broke(RuntimeException thrown) {
        out.signal(new Signal.Broke("the dialogue threw " + thrown.getClass().getSimpleName()));
    }

    private void start(Runnable what) {
        try {
            what.run();
        } catch (IllegalArgumentException thrown) {
            broke(thrown);
        }
    }

    /// Adds to the reply of the same generation while it sounds; else it is a new one.
    private void say(Content content, long by, Tick now) {
        if (!content.sentences().isEmpty()) {
            generations.spoke(content.generation());
            fillers.otherSaid();
        }
        if (by != 0 && reply.wants() == by) {
            reply.add(content, now);
        } else {
            reply.start(content, now);
        }
    }

    private void perform(List<Act> acts, Origin origin, Tick now) {
        perform(acts, origin, 0, now);
    }

    /// @param by the generation that the acts come from; 0 for none
    private void perform(List<Act> acts, Origin origin, long by, Tick now) {
        transfer.withdraw();
        var sentences = new ArrayList<Sentence>();
        @Nullable Expectation expectation = null;
        @Nullable String outcome = null;
        @Nullable String to = null;
        boolean hasConsequence = false;
        long started = 0;
        for (var act : acts) {
            switch (act) {
                case Act.Say(var texts, boolean interruptible) -> {
                    for (var text : texts) {
                        if (!text.isBlank()) {
                            sentences.add(new Sentence(text, interruptible));
                        }
                    }
                }
                case Act.Expect(var next) -> expectation = next;
                case Act.CallTool call -> {
                    hasConsequence = true;
                    start(() -> toolCalls.start(call));
                }
                case Act.StopTool(long id) -> toolCalls.stop(id);
                case Act.Generate generate -> {
                    started = started == 0 ? generate.id() : started;
                    start(() -> generations.start(generate, now));
                }
                case Act.StopGenerating(long id) -> generations.stop(id);
                case Act.Summarize(long id, var request) ->
                        start(() -> summaries.start(id, request, now));
                case Act.Note(var name, var values, boolean sensitive) ->
                        out.effect(new Effect.Fact.Noted(name, values, sensitive));
                case Act.HandOver _ ->
                        out.effect(new Effect.Fact.Noted("hand-over-refused", Map.of(), false));
                case Act.Transfer(var where) -> to = where;
                case Act.End(var name) -> outcome = name;
            }
        }
        if (to != null) {
            hasConsequence = true;
            transfer.announce(to);
            if (!guards.has(Guard.TRANSFER_DRAINED)) {
                transfer.ask(now);
            }
        }
        boolean isAnswer = origin == Origin.ANSWER && !hasConsequence && outcome == null;
        long writes = started == 0 ? by : started;
        say(
                new Content(
                        sentences, expectation, isAnswer ? Origin.ANSWER : Origin.DIALOGUE, writes),
                by,
                now);
        if (!sentences.isEmpty()) {
            written.isSaid();
        }
        if (hasConsequence || outcome != null) {
            written.stands();
            if (by != 0) {
                reply.stands();
            }
        } else if (isAnswer && by == 0 && started != 0) {
            written.writtenBy(started, sentences.isEmpty());
        } else if (isAnswer && started != 0) {
            written.writtenOnBy(started);
        }
        if (outcome != null) {
            out.effect(new Effect.Fact.Noted("outcome", Map.of("outcome", outcome), false));
            out.signal(new Signal.Finished());
        }
    }
}
