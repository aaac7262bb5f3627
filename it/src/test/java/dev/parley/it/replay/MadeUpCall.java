package dev.parley.it.replay;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Line;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.call.conversation.Machine;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.Content;
import dev.parley.call.journal.ConversationContent;
import dev.parley.call.journal.Step;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A call to the garage in virtual time: its flow, a caller who follows a script, tools that always
/// return the same. Each line of the script is done when the agent has said all it had to say, and
/// nobody has spoken for 600 ms:
///
/// | line | the caller |
/// |---|---|
/// | `an oil change` | says it, 80 ms a letter |
/// | `#1124` | presses the keys |
/// | `~` | coughs |
/// | `!stop` | says it 900 ms after the agent began to speak |
/// | `(later)` | says nothing for a minute |
/// | `>hello` | writes it |
/// | `(away)` | loses the connection for four seconds |
/// | `(bye)` | hangs up |
final class MadeUpCall {
    static final Instant NOON = Instant.parse("2026-11-21T17:00:00Z");

    private static final long LETTER = 80;
    private static final Map<String, Object> CUSTOMER =
            Map.of(
                    "found",
                    true,
                    "customer_id",
                    "12",
                    "first_name",
                    "Sarah",
                    "vehicles",
                    List.of(Map.of("vehicle_id", "34", "label", "Honda Civic")));
    private static final Map<String, ToolResult> TOOLS =
            Map.of(
                    "lookup_customer",
                    ToolResult.success(CUSTOMER).about("customer:12"),
                    "get_available_slots",
                    ToolResult.success(
                            Map.of(
                                    "open",
                                    true,
                                    "reason",
                                    "",
                                    "slots",
                                    List.of("09:00", "09:30", "14:00"),
                                    "next_slots",
                                    List.of())),
                    "book_appointment",
                    ToolResult.success(
                            Map.of("appointment_id", "7", "date", "2026-11-24", "time", "09:30")),
                    "service_price",
                    ToolResult.success(Map.of("from", 40, "to", 80)));

    private final String name;
    private final List<String> script;
    private final Machine conversation;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final List<Step.Kept> steps = new ArrayList<>();
    private final List<Effect.Speak> toSay = new ArrayList<>();
    private final Content settings;
    private final Content definition;
    private long now;
    private long order;
    private int line;
    private long utterance = 1;
    private String words = "";
    private long playing = -1;
    private int sentence;
    private long sentenceAt = -1;
    private boolean wholeReply;

    private record Due(long at, long order, Runnable what) {}

    private MadeUpCall(
            String name,
            ConversationContent machines,
            String definition,
            Dialogue dialogue,
            List<String> script) {
        this.name = name;
        this.script = script;
        this.settings = Content.of(Content.Kind.CONVERSATION, machines.content());
        this.definition = Content.of(Content.Kind.DEFINITION, definition);
        this.conversation = machines.around(dialogue);
    }

    /// Holds the call and gives its journal.
    static CallJournal held(
            String name,
            ConversationContent machines,
            String definition,
            Dialogue dialogue,
            List<String> script) {
        return new MadeUpCall(name, machines, definition, dialogue, script).hold();
    }

    private CallJournal hold() {
        on(
                new Input.Opened(
                        new Opening(
                                name,
                                LocalDateTime.parse("2026-11-21T12:00"),
                                ZoneId.of("America/New_York"),
                                7,
                                Sensitive.of("+12125550147"),
                                "+12125550100",
                                Map.of())));
        while (!conversation.isOver() && steps.size() < 2000) {
            long deadline = conversation.nextDeadline().nanos();
            var next = due.peek();
            if (next != null && next.at() * 1_000_000 <= deadline) {
                now = next.at();
                due.remove().what().run();
            } else if (deadline != Long.MAX_VALUE) {
                now = Math.max(now, (deadline + 999_999) / 1_000_000);
                var at = new Tick(Math.max(deadline, now * 1_000_000));
                done(null, at, conversation.onDeadline(at));
            } else {
                break;
            }
        }
        return new CallJournal(
                name, NOON, "garage", "made-up", "en-US", settings, definition, steps);
    }

    private void on(Input input) {
        var at = Tick.ofMillis(now);
        done(input, at, conversation.on(input, at));
    }

    private void done(@Nullable Input input, Tick at, List<Effect> effects) {
        var step = new Step.Made(steps.size() + 1L, at, input, effects, "");
        steps.add(new Step.Kept(step.number(), step.json()));
        effects.forEach(this::perform);
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Speak speak) {
            if (speak.sentence() == 0) {
                toSay.clear();
                playing = speak.reply();
                sentence = 0;
                sentenceAt = -1;
                wholeReply = false;
                after(90, () -> play(speak.reply(), 0));
                if (line < script.size() && script.get(line).startsWith("!")) {
                    var interruption = script.get(line++).substring(1);
                    after(900, () -> speak(interruption));
                }
            }
            toSay.add(speak);
        } else if (effect instanceof Effect.EndReply) {
            wholeReply = true;
        } else if (effect instanceof Effect.Write(long reply, int number, var _)) {
            playing = reply;
            wholeReply = true;
            toSay.clear();
            after(15, () -> on(new Mouth.SentencePlayed(reply, number, true)));
            after(20, () -> played(reply));
        } else if (effect instanceof Effect.CutReply(long reply)) {
            cut(reply);
        } else if (effect instanceof Effect.FinishUtterance(long number)) {
            var said = words;
            words = "";
            utterance = number + 1;
            after(45, () -> on(new Ear.FinalWords(number, Sensitive.of(said))));
        } else if (effect instanceof Effect.CancelUtterance(long number)) {
            words = "";
            utterance = number + 1;
        } else if (effect instanceof Effect.StartTool(long tool, var called, var _)) {
            var result = TOOLS.getOrDefault(called, ToolResult.failure("failed"));
            after(
                    called.startsWith("book") ? 1200 : 30,
                    () -> on(new Input.ToolReturned(tool, result)));
        }
    }

    private void play(long reply, int number) {
        if (reply != playing || number >= toSay.size()) {
            return;
        }
        sentence = number;
        sentenceAt = now;
        on(new Mouth.SentenceStarted(reply, number));
        after(50L * toSay.get(number).text().length(), () -> played(reply, number));
    }

    private void played(long reply, int number) {
        if (reply != playing) {
            return;
        }
        sentenceAt = -1;
        sentence = number + 1;
        on(new Mouth.SentencePlayed(reply, number, true));
        if (number + 1 < toSay.size()) {
            play(reply, number + 1);
        } else if (wholeReply) {
            played(reply);
        }
    }

    private void played(long reply) {
        if (reply == playing) {
            playing = -1;
            on(new Mouth.ReplyPlayed(reply));
            after(600, this::next);
        }
    }

    private void cut(long reply) {
        if (reply != playing) {
            return;
        }
        playing = -1;
        int heard = 0;
        if (sentenceAt >= 0) {
            var text = toSay.get(sentence).text();
            int chars = (int) Math.min(text.length(), (now - sentenceAt) / 50);
            heard = chars == text.length() ? chars : Math.max(0, text.lastIndexOf(' ', chars));
        }
        var report =
                new Mouth.ReplyCut(
                        reply, sentenceAt < 0 && sentence == 0 ? -1 : sentence, heard, true);
        after(12, () -> on(report));
    }

    private void next() {
        if (playing >= 0 || line == script.size()) {
            return;
        }
        var does = script.get(line++);
        if (does.equals("~")) {
            on(new Ear.SpeechStarted(utterance, now));
            after(140, () -> stop(now, 0));
            after(900, this::next);
        } else if (does.startsWith("#")) {
            for (int i = 1; i < does.length(); i++) {
                char key = does.charAt(i);
                after(150L * i, () -> on(new Ear.KeyPressed(key)));
            }
        } else if (does.startsWith(">")) {
            on(new Line.Written(Sensitive.of(does.substring(1)), true, false));
        } else if (does.equals("(away)")) {
            on(new Line.Away());
            after(4000, () -> on(new Line.Back()));
        } else if (does.equals("(bye)")) {
            on(new Line.HungUp());
        } else if (!does.equals("(later)")) {
            speak(does);
        }
    }

    private void speak(String said) {
        on(new Ear.SpeechStarted(utterance, now));
        var parts = said.split(" ");
        var known = new StringBuilder();
        long at = 0;
        for (var part : parts) {
            at += LETTER * (part.length() + 1L);
            known.append(known.isEmpty() ? "" : " ").append(part);
            var soFar = known.toString();
            after(
                    at,
                    () -> {
                        words = soFar;
                        on(new Ear.PartialWords(utterance, Sensitive.of(soFar)));
                    });
        }
        long end = now + at;
        after(at + 200, () -> stop(end, 200));
    }

    private void stop(long lastSpeech, long silence) {
        on(new Ear.SpeechStopped(utterance, lastSpeech, silence));
    }

    private void after(long millis, Runnable what) {
        due.add(new Due(now + millis, order++, what));
    }
}
