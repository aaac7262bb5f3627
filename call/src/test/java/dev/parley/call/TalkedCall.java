package dev.parley.call;

import dev.parley.call.conversation.Conversation;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.call.conversation.Machine;
import dev.parley.call.conversation.Phrases;
import dev.parley.call.journal.Step;
import dev.parley.call.record.CallStore;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;

/// A whole call in text and virtual time: a conversation, its dialogue, a language model, tools, a
/// voice of 50 ms a character and a caller by script. Keeps the journal of it.
final class TalkedCall {
    private static final long MILLIS_A_CHARACTER = 50;

    /// What each side said and heard, in order.
    final List<String> transcript = new ArrayList<>();

    final List<Step> journal = new ArrayList<>();
    private final Machine conversation;
    private final CallModels models;
    private final Function<Effect.StartTool, ToolResult> tools;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Map<Long, String> utterances = new HashMap<>();
    private final List<String> sentences = new ArrayList<>();
    private long now;
    private long order;
    private long reply;
    private int played;
    private long began = -1;
    private boolean hasEnd;

    private record Due(long at, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    TalkedCall(
            Dialogue dialogue, LanguageModel model, Function<Effect.StartTool, ToolResult> tools) {
        this(dialogue, model, tools, false);
    }

    /// @param early whether the model is asked while the caller pauses
    TalkedCall(
            Dialogue dialogue,
            LanguageModel model,
            Function<Effect.StartTool, ToolResult> tools,
            boolean early) {
        conversation =
                new JournalledMachine(
                        "talked",
                        conversation(dialogue, early),
                        entry -> {
                            if (entry instanceof CallStore.Entry.Stepped(var _, var step)) {
                                journal.add(step);
                            }
                        });
        models =
                new CallModels(
                        model, this::hand, Meters.NONE.counter(Metric.QUEUE_DROPS, "generated"));
        this.tools = tools;
    }

    /// A conversation as this call has it.
    static Conversation conversation(Dialogue dialogue, boolean early) {
        var settings = ConversationSettings.defaults().withPreemptive(early);
        return new Conversation(settings, Phrases.english(), dialogue);
    }

    static Opening opening() {
        return new Opening(
                "talked",
                LocalDateTime.of(2026, 11, 21, 12, 0),
                ZoneOffset.UTC,
                1,
                Sensitive.of(""),
                "",
                Map.of());
    }

    /// What happens so long from now.
    TalkedCall after(long millis, Runnable what) {
        due.add(new Due(now + millis, order++, what));
        return this;
    }

    private void guessed(long utterance, String words) {
        hand(new Ear.PartialWords(utterance, Sensitive.of(words)));
    }

    /// The caller speaks for a second, so long after the call began.
    TalkedCall says(long at, String words) {
        long utterance = utterances.size() + 1L;
        utterances.put(utterance, words);
        return after(at, () -> hand(new Ear.SpeechStarted(utterance, now)))
                .after(at + 300, () -> guessed(utterance, words.split(" ")[0]))
                .after(at + 500, () -> guessed(utterance, words))
                .after(at + 1000, () -> hand(new Ear.SpeechStopped(utterance, now, 0)));
    }

    /// Until the call is over, or nothing happens any more.
    void run() {
        hand(new Input.Opened(opening()));
        while (!conversation.isOver()) {
            var deadline = conversation.nextDeadline();
            var next = due.peek();
            if (next != null && !Tick.ofMillis(next.at()).isAtOrAfter(deadline)) {
                due.remove();
                now = Math.max(now, next.at());
                next.what().run();
            } else if (!deadline.equals(Tick.NEVER)) {
                now = Math.max(now, (deadline.nanos() + 999_999) / 1_000_000);
                perform(conversation.onDeadline(Tick.ofMillis(now)));
            } else if (next != null) {
                due.remove();
                now = Math.max(now, next.at());
                next.what().run();
            } else {
                throw new AssertionError("the call waits for ever: " + transcript);
            }
        }
        models.close();
    }

    private void hand(Input input) {
        if (input instanceof Input.Model piece) {
            models.taken(piece);
        }
        perform(conversation.on(input, Tick.ofMillis(now)));
    }

    private void perform(List<Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.Speak(long id, int sentence, var text) -> speak(id, sentence, text);
                case Effect.EndReply _ -> {
                    hasEnd = true;
                    goOn();
                }
                case Effect.CutReply(long id) -> cut(id);
                case Effect.FinishUtterance(long id) -> after(50, () -> hand(finalWords(id)));
                case Effect.StartTool tool ->
                        after(
                                300,
                                () ->
                                        hand(
                                                new Input.ToolReturned(
                                                        tool.toolCall(), tools.apply(tool))));
                case Effect.StartGeneration generation -> after(0, () -> models.start(generation));
                case Effect.CancelGeneration(long id) -> models.cancel(id);
                case Effect.Fact.AgentTurn turn ->
                        transcript.add(
                                "agent: " + turn.heard().reveal() + (turn.cut() ? " -" : ""));
                case Effect.Fact.CallerTurn turn ->
                        transcript.add("caller: " + turn.words().reveal());
                case Effect.HangUp(var reason) -> transcript.add(reason.name());
                case Effect.Write _,
                        Effect.PauseReply _,
                        Effect.ResumeReply _,
                        Effect.Listen _,
                        Effect.CancelUtterance _,
                        Effect.JudgeTurn _,
                        Effect.CancelTool _,
                        Effect.Transfer _,
                        Effect.Fact _,
                        Effect.Show _ -> {}
            }
        }
    }

    private Input finalWords(long id) {
        return new Ear.FinalWords(id, Sensitive.of(utterances.getOrDefault(id, "")));
    }

    private void speak(long id, int sentence, String text) {
        if (sentence == 0) {
            reply = id;
            sentences.clear();
            played = 0;
            began = -1;
            hasEnd = false;
        }
        sentences.add(text);
        goOn();
    }

    private void goOn() {
        long id = reply;
        if (began >= 0 || id < 0) {
            return;
        }
        if (played < sentences.size()) {
            began = now;
            int sentence = played;
            after(0, () -> hand(new Mouth.SentenceStarted(id, sentence)));
            after(
                    sentences.get(sentence).length() * MILLIS_A_CHARACTER,
                    () -> {
                        if (reply == id) {
                            played++;
                            began = -1;
                            hand(new Mouth.SentencePlayed(id, sentence, true));
                            goOn();
                        }
                    });
        } else if (hasEnd) {
            reply = -1;
            after(0, () -> hand(new Mouth.ReplyPlayed(id)));
        }
    }

    private void cut(long id) {
        int sentence = began < 0 ? played - 1 : played;
        int chars =
                sentence < 0
                        ? 0
                        : began < 0
                                ? sentences.get(sentence).length()
                                : (int) ((now - began) / MILLIS_A_CHARACTER);
        reply = -1;
        after(10, () -> hand(new Mouth.ReplyCut(id, sentence, chars, true)));
    }
}
