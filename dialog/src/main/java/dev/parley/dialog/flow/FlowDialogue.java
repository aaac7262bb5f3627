package dev.parley.dialog.flow;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.PlainForm;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.Utterance;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call's way through a [Flow]: words, keys and tool results go in, acts come out. Pure; runs
/// on the call thread. Every question is asked in other words the second time, then by keypad, then
/// a person is offered; every step is entered a bounded number of times, so every call ends.
public final class FlowDialogue implements Dialogue {
    private final Flow flow;
    private final SlotTypes slotTypes;
    private Talk talk;
    private AskedAt at = new AskedAt(LocalDateTime.of(2000, 1, 1, 0, 0), ZoneOffset.UTC);

    /// Everything as it was before the last words were heard, in case they are taken back.
    private @Nullable Talk before;

    private String lastHeard = "";

    /// Words that were taken back: the beginning of those that come next; else empty.
    private String takenBack = "";

    public FlowDialogue(Flow flow) {
        this.flow = flow;
        this.slotTypes = new SlotTypes(flow);
        this.talk = new Talk(new Memory(flow));
    }

    @Override
    public List<Act> begin(Opening opening) {
        return takeOver(opening, new Entry("", Map.of(), false));
    }

    /// The call is this dialogue's from now on. The acts are as to [#begin].
    public List<Act> takeOver(Opening opening, Entry entry) {
        at = new AskedAt(opening.wall(), opening.zone());
        talk.memory.put(Memory.CALLER, Map.of("phone", opening.from().reveal()));
        talk.reply = new Reply();
        bring(entry.facts());
        if (entry.step().isEmpty()) {
            walk().enter(flow.header().start(), entry.isGreeted());
        } else {
            walk().enter(entry.step());
        }
        return talk.reply.acts();
    }

    /// Facts of another agent that are answers here; never one that proves who the caller is, nor a
    /// name whose spelling is a guess.
    private void bring(Map<String, Object> facts) {
        for (var slot : flow.slots().values()) {
            var fact = facts.get(slot.name());
            if (fact == null) {
                continue;
            }
            var value = brought(slot, fact);
            if (value.isEmpty()) {
                talk.reply.note("fact-refused", Map.of("slot", slot.name()), false);
            } else {
                walk().take(Map.of(slot.name(), value.get()));
                talk.brought.add(slot.name());
            }
        }
    }

    private Optional<SlotValue> brought(SlotUse slot, Object fact) {
        return slot.source() instanceof SlotUse.Fixed(SlotType type)
                        && !flow.disclosure().proves(slot.name())
                ? PlainForm.read(type, fact, at)
                        .filter(value -> !(value instanceof SlotValue.Name name) || name.listed())
                : Optional.empty();
    }

    /// Ends the call in the flow's own words.
    public List<Act> sayGoodbye() {
        before = null;
        talk.reply = new Reply();
        walk().enter(flow.header().goodbye());
        return talk.reply.acts();
    }

    /// The flow of this call.
    public Flow flow() {
        return flow;
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        var more = moreThanTakenBack(words.reveal());
        takenBack = "";
        lastHeard = words.reveal();
        var utterance = Utterance.of(lastHeard);
        talk.answeredBefore = Map.of();
        return switch (talk.state) {
            case State.Idle _ -> List.of();
            case State.Running _ -> {
                talk.carried = utterance;
                yield List.of();
            }
            case State.Waiting waiting -> {
                before = talk.copy();
                var answer = toThis(read(waiting, utterance, more));
                if (!(answer instanceof Answer.Unclear)) {
                    talk.answeredByVoice();
                }
                yield answer(waiting, answer);
            }
        };
    }

    /// A yes or no counts only if the question was the last thing said: else it may answer
    /// something else.
    private Answer toThis(Answer answer) {
        if (!talk.reply.wasTalkedOver()) {
            return answer;
        }
        boolean isYesNo =
                switch (answer) {
                    case Answer.Yes _, Answer.No _ -> true;
                    case Answer.Filled(var values, boolean insists, boolean denies) ->
                            insists
                                    || denies
                                    || values.values().stream()
                                            .anyMatch(SlotValue.Answer.class::isInstance);
                    case Answer.Wrong _,
                            Answer.Asked _,
                            Answer.BroughtUp _,
                            Answer.Corrected _,
                            Answer.Talked _,
                            Answer.Unclear _ ->
                            false;
                };
        return isYesNo ? new Answer.Talked(true) : answer;
    }

    /// Whether the flow knows by itself what to do with these words: they are surely an answer, a
    /// command or a topic, or nothing is asked now. Costs as much as [#hear].
    public boolean understands(String words) {
        var utterance = Utterance.of(words);
        return utterance.isEmpty()
                || !(talk.state instanceof State.Waiting waiting)
                || !(read(waiting, utterance) instanceof Answer.Unclear);
    }

    /// What may be told of what is known now, by the names of variables, in plain values.
    public Map<String, Object> facts() {
        return flow.disclosure().of(talk.memory);
    }

    /// The question that is open, for somebody who finds out what the caller means; empty if there
    /// is none.
    public Optional<OpenQuestion> openQuestion() {
        return talk.state instanceof State.Waiting waiting
                ? Optional.of(opening(waiting).question())
                : Optional.empty();
    }

    private Opened opening(State.Waiting waiting) {
        return new Opened(flow, slotTypes, talk.memory, at, waiting);
    }

    /// These words can be taken back, though somebody else finds out what they mean.
    public void hold(String words) {
        before = talk.copy();
        takenBack = moreThanTakenBack(words).isEmpty() ? "" : takenBack;
        lastHeard = words;
    }

    /// Goes on as if the caller had said it in words of the flow. Empty, and nothing has changed,
    /// if it is nothing that the open question takes from others than the caller.
    public Optional<List<Act>> take(Meant meant) {
        if (!(talk.state instanceof State.Waiting waiting)) {
            return Optional.empty();
        }
        var opened = opening(waiting);
        var answer = opened.answer(meant);
        if (answer instanceof Answer.Unclear) {
            return Optional.empty();
        }
        if (!(answer instanceof Answer.Talked)) {
            talk.answeredByVoice();
        }
        talk.answeredBefore = opened.forLater(meant);
        return Optional.of(answer(waiting, answer));
    }

    /// Something was said to the caller that is none of this dialogue.
    public void talkOver() {
        talk.reply.talkOver();
    }

    /// A turn of the caller came to nothing: it was interrupted before anybody knew what it meant.
    public void pass() {
        talk.turns++;
    }

    /// What the caller said after words that were taken back; empty if there were none.
    private Utterance moreThanTakenBack(String words) {
        return Utterance.of(
                !takenBack.isEmpty() && words.startsWith(takenBack + " ")
                        ? words.substring(takenBack.length() + 1)
                        : "");
    }

    /// What the joined words mean. If they mean nothing together, callers may have begun anew: then
    /// what they said last counts.
    private Answer read(State.Waiting waiting, Utterance words, Utterance more) {
        var answer = read(waiting, words);
        return answer instanceof Answer.Unclear && !more.isEmpty() ? read(waiting, more) : answer;
    }

    /// An answer to the question, else to one of before.
    private Answer read(State.Waiting waiting, Utterance words) {
        var answer = waiting.listening().read(words, at);
        if (!(answer instanceof Answer.Unclear)) {
            return answer;
        }
        return correction(words).<Answer>map(corrected -> corrected).orElse(answer);
    }

    private Optional<Answer.Corrected> correction(Utterance words) {
        return Correction.read(
                words,
                at,
                Questions.answered(flow, slotTypes, talk.memory),
                talk.memory.variables());
    }

    /// Words can be taken back until something else happened; what a tool was called for cannot.
    @Override
    public boolean takeBack() {
        var past = before;
        before = null;
        if (past == null || past.toolCalls != talk.toolCalls) {
            return false;
        }
        talk = past;
        takenBack = lastHeard;
        return true;
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        before = null;
        talk.answeredBefore = Map.of();
        if (!(talk.state instanceof State.Waiting waiting)) {
            return List.of();
        }
        var keys = digits.reveal().replace("#", "");
        var answer = waiting.listening().question().keyed(keys, at);
        if (!(answer instanceof Answer.Unclear)) {
            talk.answeredByKeys();
            return answer(waiting, answer);
        }
        return answer(
                waiting,
                switch (keys) {
                    case "0" -> new Answer.Asked(Command.PERSON);
                    case "*" -> new Answer.Asked(Command.REPEAT);
                    default -> answer;
                });
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        before = null;
        if (!(talk.state instanceof State.Running running) || running.id() != toolCall) {
            return List.of();
        }
        talk.reply = new Reply();
        new Returned(flow, talk, walk()).take(running, result);
        return talk.reply.acts();
    }

    /// A question with words of its own for a first silence says them, and asks for keys after the
    /// second; else the conversation's own phrase is left to do it.
    @Override
    public List<Act> silence(int count) {
        before = null;
        if (!(talk.state instanceof State.Waiting waiting)) {
            return List.of();
        }
        var example = waiting.prompt().silence();
        var keypad = waiting.prompt().keypad();
        if (count == 1 && !example.isEmpty()) {
            talk.reply = new Reply();
            walk().say(example, true);
            walk().expect(waiting);
            return talk.reply.acts();
        }
        if (count == 2 && !keypad.isEmpty()) {
            talk.reply = new Reply();
            walk().question(waiting, keypad);
            return talk.reply.acts();
        }
        return List.of();
    }

    /// Goes where callers go who ask for a person: a call-back, if the flow has one.
    @Override
    public List<Act> wrapUp() {
        before = null;
        return talk.state instanceof State.Waiting waiting
                ? answer(waiting, new Answer.Asked(Command.PERSON))
                : List.of();
    }

    @Override
    public void interrupted(String heard) {
        talk.reply.heardOnly(heard);
    }

    @Override
    public Completeness completeness(String partialWords) {
        if (!(talk.state instanceof State.Waiting waiting)) {
            return Completeness.OPEN;
        }
        var words = Utterance.of(partialWords);
        var complete = waiting.listening().completeness(words, at);
        boolean corrects = complete != Completeness.COMPLETE && correction(words).isPresent();
        return corrects ? Completeness.COMPLETE : complete;
    }

    @Override
    public int toCome(String partialWords) {
        return talk.state instanceof State.Waiting waiting
                ? waiting.listening().toCome(Utterance.of(partialWords))
                : 0;
    }

    private List<Act> answer(State.Waiting waiting, Answer answer) {
        var asked = talk.reply;
        talk.reply = new Reply();
        new Turn(flow, talk, walk(), asked).take(waiting, answer);
        return talk.reply.acts();
    }

    private Walk walk() {
        return new Walk(flow, slotTypes, at, talk);
    }
}
