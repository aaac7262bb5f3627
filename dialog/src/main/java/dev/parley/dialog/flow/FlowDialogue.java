package dev.parley.dialog.flow;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.Utterance;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call's way through a [Flow]: words, keys and tool results go in, acts come out. Pure; runs
/// on the call thread. Every question is asked in other words the second time, then by keypad, then
/// a person is offered; every step is entered a bounded number of times, so every call ends.
public final class FlowDialogue implements Dialogue {
    private final Flow flow;
    private final SlotTypes slotTypes;
    private Memory memory;
    private AskedAt at = new AskedAt(LocalDateTime.of(2000, 1, 1, 0, 0), ZoneOffset.UTC);
    private State state = new State.Idle();
    private Reply reply = new Reply();
    private Reply lastQuestion = new Reply();
    private Utterance carried = Utterance.of("");
    private long toolCalls;
    private int turns;
    private boolean personOffered;
    private boolean leaving;

    /// Whether anything said was understood, whether the last answer was typed, and whether
    /// questions ask for keys at once: to somebody who types only, or twice in a row.
    private boolean spoke;

    private boolean lastKeyed;
    private boolean typing;

    private @Nullable Before before;

    /// Everything as it was before the last words were heard, in case they are taken back.
    private record Before(
            Memory memory,
            State state,
            Reply reply,
            Reply lastQuestion,
            Utterance carried,
            long toolCalls,
            int turns,
            boolean personOffered,
            boolean leaving,
            boolean spoke,
            boolean lastKeyed,
            boolean typing) {}

    private sealed interface State {
        /// Before the beginning and after the end.
        record Idle() implements State {}

        /// A question is open.
        ///
        /// @param tries how often it was not understood
        record Waiting(Step step, Listening listening, Step.Prompt prompt, int tries)
                implements State {}

        record Running(Step.Call call, Map<String, Object> arguments, long id) implements State {}
    }

    public FlowDialogue(Flow flow) {
        this.flow = flow;
        this.slotTypes = new SlotTypes(flow);
        this.memory = new Memory(flow);
    }

    @Override
    public List<Act> begin(Opening opening) {
        at = new AskedAt(opening.wall(), opening.zone());
        memory.put(Memory.CALLER, Map.of("phone", opening.from().reveal()));
        reply = new Reply();
        enter(flow.header().start());
        return reply.acts();
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        var utterance = Utterance.of(words.reveal());
        return switch (state) {
            case State.Idle _ -> List.of();
            case State.Running _ -> {
                carried = utterance;
                yield List.of();
            }
            case State.Waiting waiting -> {
                before = snapshot();
                var answer = waiting.listening.read(utterance, at);
                if (!(answer instanceof Answer.Unclear)) {
                    spoke = true;
                    typing = false;
                    lastKeyed = false;
                }
                yield answer(waiting, answer);
            }
        };
    }

    private Before snapshot() {
        return new Before(
                memory.copy(),
                state,
                reply,
                lastQuestion,
                carried,
                toolCalls,
                turns,
                personOffered,
                leaving,
                spoke,
                lastKeyed,
                typing);
    }

    /// Words can be taken back until something else happened; what a tool was called for cannot.
    @Override
    public boolean takeBack() {
        var past = before;
        before = null;
        if (past == null || past.toolCalls != toolCalls) {
            return false;
        }
        memory = past.memory;
        state = past.state;
        reply = past.reply;
        lastQuestion = past.lastQuestion;
        carried = past.carried;
        turns = past.turns;
        personOffered = past.personOffered;
        leaving = past.leaving;
        spoke = past.spoke;
        lastKeyed = past.lastKeyed;
        typing = past.typing;
        return true;
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        before = null;
        if (!(state instanceof State.Waiting waiting)) {
            return List.of();
        }
        var keys = digits.reveal().replace("#", "");
        var answer = waiting.listening.question().keyed(keys, at);
        if (answer instanceof Answer.Unclear) {
            answer =
                    switch (keys) {
                        case "0" -> new Answer.Asked(Command.PERSON);
                        case "*" -> new Answer.Asked(Command.REPEAT);
                        default -> answer;
                    };
        }
        if (!(answer instanceof Answer.Unclear) && !(answer instanceof Answer.Asked)) {
            typing = lastKeyed || !spoke;
            lastKeyed = true;
        }
        return answer(waiting, answer);
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        before = null;
        if (!(state instanceof State.Running running) || running.id != toolCall) {
            return List.of();
        }
        var call = running.call;
        reply = new Reply();
        var declared = flow.tool(call.tool()).returns();
        var wrong = result.succeeded() ? ResultCheck.wrongField(declared, result.data()) : null;
        if (wrong != null && wrong.isEmpty()) {
            wrong = otherPerson(running, result.data());
        }
        if (wrong != null && wrong.isEmpty()) {
            memory.put(call.as(), result.data());
            prove(running, result.data());
            follow(call.next());
        } else {
            var error = wrong == null ? result.error() : "wrong field " + wrong.get();
            reply.note("tool-failed", Map.of("tool", call.tool(), "error", error), false);
            var other = Objects.requireNonNull(call.errors().get("other"));
            enter(call.errors().getOrDefault(error, other));
        }
        return reply.acts();
    }

    /// A tool that ran for a caller who proved who they are must come back with the same person.
    private Optional<String> otherPerson(State.Running running, Map<String, Object> data) {
        var tool = flow.tool(running.call.tool());
        var identity = tool.identity();
        if (identity == null || !tool.needsIdentity()) {
            return Optional.empty();
        }
        var person = data.get(identity.of());
        return person == null || person.equals(running.arguments.get(identity.of()))
                ? Optional.empty()
                : Optional.of(identity.of());
    }

    private void prove(State.Running running, Map<String, Object> data) {
        var identity = flow.tool(running.call.tool()).identity();
        if (identity == null
                || !identity.proves()
                || !Boolean.TRUE.equals(data.get(identity.provedBy()))) {
            return;
        }
        var person = running.arguments.getOrDefault(identity.of(), data.get(identity.of()));
        if (person != null && !person.equals("")) {
            memory.prove(person);
            reply.note("identity-proven", Map.of("tool", running.call.tool()), false);
        }
    }

    /// A question with words of its own for a first silence says them, and asks for keys after the
    /// second; else the conversation's own phrase is left to do it.
    @Override
    public List<Act> silence(int count) {
        before = null;
        if (!(state instanceof State.Waiting waiting)) {
            return List.of();
        }
        if (count == 1 && !waiting.prompt.silence().isEmpty()) {
            reply = new Reply();
            say(waiting.prompt.silence(), true);
            reply.expect(waiting.listening.expectation(at));
            return reply.acts();
        }
        if (count == 2 && !waiting.prompt.keypad().isEmpty()) {
            reply = new Reply();
            question(waiting, waiting.prompt.keypad());
            return reply.acts();
        }
        return List.of();
    }

    @Override
    public void interrupted(String heard) {
        reply.heardOnly(heard);
    }

    @Override
    public Completeness completeness(String partialWords) {
        return state instanceof State.Waiting waiting
                ? waiting.listening.completeness(Utterance.of(partialWords), at)
                : Completeness.OPEN;
    }

    private List<Act> answer(State.Waiting waiting, Answer answer) {
        var asked = reply;
        reply = new Reply();
        if (++turns > flow.header().turns()) {
            reply.note("too-many-turns", Map.of("turns", turns), false);
            enter(flow.header().goodbye());
            return reply.acts();
        }
        switch (answer) {
            case Answer.Filled filled -> filled(waiting, filled);
            case Answer.Yes _ -> yes(waiting, asked);
            case Answer.No _ -> no(waiting);
            case Answer.Wrong(List<String> slots) -> wrong(waiting, slots);
            case Answer.Asked(Command command) -> command(waiting, command);
            case Answer.BroughtUp(Topic topic) -> broughtUp(waiting, topic);
            case Answer.Unclear _ -> retry(waiting);
        }
        return reply.acts();
    }

    private void filled(State.Waiting waiting, Answer.Filled filled) {
        switch (waiting.step) {
            case Step.Ask ask -> {
                if (isGuess(ask, filled.values())) {
                    givenUp(ask);
                    return;
                }
                take(filled.values());
                if (filled.values().containsKey(ask.slot())) {
                    follow(ask.next());
                } else {
                    enter(ask.other() == null ? ask.name() : ask.other());
                }
            }
            case Step.Confirm confirm -> {
                var better = new LinkedHashMap<>(filled.values());
                better.entrySet()
                        .removeIf(entry ->
                                entry.getValue().equals(memory.variables().get(entry.getKey())));
                if (!better.isEmpty() && confirm.changed() != null) {
                    take(better);
                    enter(confirm.changed());
                } else if (better.isEmpty() && filled.insists()) {
                    yes(waiting, reply);
                } else {
                    retry(waiting);
                }
            }
            case Step.Tell _, Step.Call _, Step.Assign _, Step.End _ -> retry(waiting);
        }
    }

    /// A name that is on no list was heard, but nobody knows how it is written: if the step has a
    /// way for answers that are not understood, it is gone.
    private static boolean isGuess(Step.Ask ask, Map<String, SlotValue> values) {
        return ask.failed() != null
                && values.get(ask.slot()) instanceof SlotValue.Name name
                && !name.listed();
    }

    private void take(Map<String, SlotValue> values) {
        for (var entry : values.entrySet()) {
            memory.put(entry.getKey(), entry.getValue());
            reply.note("slot", Map.of(entry.getKey(), entry.getValue().plain()), true);
        }
    }

    /// A yes counts only if the values were heard to the end.
    private void yes(State.Waiting waiting, Reply asked) {
        if (!(waiting.step instanceof Step.Confirm confirm)
                || !(waiting.listening.question() instanceof ConfirmQuestion)) {
            retry(waiting);
            return;
        }
        if (!asked.wasHeard()) {
            reply.note("read-back-not-heard", Map.of("step", confirm.name()), false);
            ask(waiting, waiting.tries + 1, flow.header().voice().readAgain());
            return;
        }
        memory.approve(confirm);
        reply.note("confirmed", Map.of("tool", confirm.tool()), false);
        enter(confirm.yes());
    }

    private void no(State.Waiting waiting) {
        if (!(waiting.step instanceof Step.Confirm confirm)
                || !(waiting.listening.question() instanceof ConfirmQuestion)) {
            retry(waiting);
        } else if (confirm.no() != null) {
            enter(confirm.no());
        } else {
            var which = Objects.requireNonNull(confirm.which());
            var listening = flow.listenings().get(confirm.name() + Questions.WHICH);
            ask(
                    new State.Waiting(confirm, Objects.requireNonNull(listening), which, 0),
                    0,
                    List.of());
        }
    }

    private void wrong(State.Waiting waiting, List<String> slots) {
        var to =
                waiting.step instanceof Step.Confirm confirm
                        ? confirm.change().get(slots.getFirst())
                        : null;
        if (to == null) {
            retry(waiting);
        } else {
            enter(to);
        }
    }

    private void command(State.Waiting waiting, Command command) {
        reply.note("command", Map.of("command", command.name()), false);
        switch (command) {
            case REPEAT -> {
                reply.sayAgain(lastQuestion);
                reply.expect(waiting.listening.expectation(at));
                lastQuestion = reply;
            }
            case HELP -> {
                var own = waiting.prompt.help();
                ask(waiting, waiting.tries, own.isEmpty() ? flow.header().voice().help() : own);
            }
            case PERSON -> enter(flow.header().person());
            case BACK -> {
                var before = memory.goBack();
                if (before.isPresent()) {
                    enter(before.get());
                } else {
                    ask(waiting, waiting.tries, flow.header().voice().noWayBack());
                }
            }
            case RESTART -> {
                memory.forgetSlots();
                enter(flow.header().restart());
            }
            case GOODBYE -> enter(flow.header().goodbye());
        }
    }

    /// Answers what was brought up, and either deals with it or asks the question again.
    private void broughtUp(State.Waiting waiting, Topic topic) {
        reply.note("topic", Map.of("topic", topic.name()), false);
        if (topic.to() == null) {
            ask(waiting, waiting.tries, topic.answer());
        } else {
            say(topic.answer(), true);
            enter(topic.to());
        }
    }

    private void retry(State.Waiting waiting) {
        int tries = waiting.tries + 1;
        reply.note("not-understood", Map.of("step", waiting.step.name(), "try", tries), false);
        var sorry = flow.header().voice().notUnderstood();
        ask(waiting, tries, sorry.get((tries - 1) % sorry.size()));
    }

    /// Asks again, after `before`, in the words for this try; after the last one offers a person.
    private void ask(State.Waiting waiting, int tries, List<Template> before) {
        int wordings = waiting.prompt.tries().size();
        if (tries > wordings || (tries == wordings && waiting.prompt.keypad().isEmpty())) {
            givenUp(waiting.step);
            return;
        }
        say(before, true);
        question(
                new State.Waiting(waiting.step, waiting.listening, waiting.prompt, tries),
                tries == wordings ? waiting.prompt.keypad() : waiting.prompt.tries().get(tries));
    }

    /// No try is left: the step knows where to go on, or a person is offered.
    private void givenUp(Step step) {
        if (!(step instanceof Step.Ask ask) || ask.failed() == null) {
            trouble("not understood", step.name());
            return;
        }
        if (ask.soundKept() != null) {
            memory.put(ask.soundKept(), turns);
            reply.note("unverified", Map.of("slot", ask.slot(), "turn", turns), false);
        }
        enter(ask.failed());
    }

    private void question(State.Waiting waiting, List<Template> words) {
        memory.forgetApproval();
        int values = 0;
        for (int i = 0; i < words.size(); i++) {
            values = words.get(i).isFixed() ? values : i + 1;
        }
        say(words.subList(0, values), true);
        if (values > 0) {
            reply.mustBeHeardUpToHere();
        }
        say(words.subList(values, words.size()), true);
        reply.expect(waiting.listening.expectation(at));
        state = waiting;
        lastQuestion = reply;
    }

    private void trouble(String reason, String step) {
        reply.note("trouble", Map.of("reason", reason, "step", step), false);
        boolean offer = !personOffered;
        personOffered = true;
        enter(offer ? flow.header().person() : flow.header().goodbye());
    }

    private void follow(Step.Next next) {
        enter(target(next));
    }

    private String target(Step.Next next) {
        var values = new Values(memory.variables(), at.today());
        for (var rule : next.rules()) {
            if (rule.when() == null || values.holds(rule.when())) {
                return rule.to();
            }
        }
        throw new IllegalStateException("expected a rule that holds, got none");
    }

    /// Goes on from a step until the caller or a tool has to answer, or the call ends.
    private void enter(String first) {
        @Nullable String name = first;
        while (name != null) {
            leaving |= name.equals(flow.header().goodbye());
            if (memory.visit(name) > flow.header().visits() && !leaving) {
                trouble("too often", name);
                return;
            }
            reply.note("step", Map.of("step", name), false);
            var step = flow.step(name);
            reply.say(
                    speaker().lines(step.speech().lines(), memory.variables()),
                    step.speech().interruptible());
            name =
                    switch (step) {
                        case Step.Tell tell -> target(tell.next());
                        case Step.Assign assign -> assign(assign);
                        case Step.Call call -> call(call);
                        case Step.Ask ask -> open(ask);
                        case Step.Confirm confirm -> open(confirm);
                        case Step.End end -> end(end);
                    };
        }
    }

    private String assign(Step.Assign assign) {
        for (var entry : assign.set().entrySet()) {
            var value = new Values(memory.variables(), at.today()).of(entry.getValue());
            memory.assign(entry.getKey(), Objects.requireNonNull(value));
        }
        assign.clear().forEach(memory::forget);
        return target(assign.next());
    }

    private @Nullable String call(Step.Call call) {
        var tool = flow.tool(call.tool());
        if (tool.writes()) {
            memory.checkApproval(call.tool());
            memory.closeTheWayBack();
        }
        memory.forgetApproval();
        var arguments = new LinkedHashMap<String, Object>();
        var values = new Values(memory.variables(), at.today());
        for (var entry : call.with().entrySet()) {
            var value = values.of(entry.getValue().value());
            if (value != null) {
                arguments.put(entry.getKey(), value);
            } else if (!entry.getValue().optional()) {
                throw new IllegalStateException(
                        "expected a value for argument \""
                                + entry.getKey()
                                + "\" of "
                                + call.tool());
            }
        }
        var identity = tool.identity();
        if (identity != null && tool.needsIdentity()) {
            memory.checkIdentity(call.tool(), arguments.get(identity.of()));
        }
        carried = Utterance.of("");
        toolCalls++;
        reply.call(new Act.CallTool(toolCalls, call.tool(), arguments, tool.filler()));
        state = new State.Running(call, arguments, toolCalls);
        return null;
    }

    private @Nullable String open(Step.Ask ask) {
        memory.arriveAt(ask.name());
        var listening = Questions.listening(flow, slotTypes, ask, memory.variables(), at.today());
        if (!carried.isEmpty()
                && listening.read(carried, at) instanceof Answer.Filled filled
                && filled.values().containsKey(ask.slot())) {
            carried = Utterance.of("");
            take(filled.values());
            return target(ask.next());
        }
        carried = Utterance.of("");
        question(new State.Waiting(ask, listening, ask.prompt(), 0), firstWords(ask.prompt()));
        return null;
    }

    private @Nullable String open(Step.Confirm confirm) {
        memory.arriveAt(confirm.name());
        carried = Utterance.of("");
        var listening = Objects.requireNonNull(flow.listenings().get(confirm.name()));
        question(
                new State.Waiting(confirm, listening, confirm.prompt(), 0),
                firstWords(confirm.prompt()));
        return null;
    }

    private List<Template> firstWords(Step.Prompt prompt) {
        return typing && !prompt.keypad().isEmpty() ? prompt.keypad() : prompt.tries().getFirst();
    }

    private @Nullable String end(Step.End end) {
        reply.end(end.outcome());
        state = new State.Idle();
        return null;
    }

    private void say(List<Template> sentences, boolean interruptible) {
        reply.say(speaker().sentences(sentences, memory.variables()), interruptible);
    }

    private Speaker speaker() {
        return new Speaker(flow, slotTypes, at.today());
    }
}
