package dev.parley.dialog.flow;

import dev.parley.dialog.Act;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.Utterance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goes from step to step: says what they say, until the caller or a tool has to answer, or the
/// call ends. Every step is entered a bounded number of times.
final class Walk {
    private final Flow flow;
    private final SlotTypes slotTypes;
    private final AskedAt at;
    private final Talk talk;

    Walk(Flow flow, SlotTypes slotTypes, AskedAt at, Talk talk) {
        this.flow = flow;
        this.slotTypes = slotTypes;
        this.at = at;
        this.talk = talk;
    }

    void follow(Step.Next next) {
        enter(target(next));
    }

    void enter(String first) {
        enter(first, false);
    }

    /// @param isGreeted leaves out what the first step says, unless it is to be heard whole
    void enter(String first, boolean isGreeted) {
        boolean isSilent = isGreeted;
        @Nullable String name = first;
        while (name != null) {
            talk.leaving |= name.equals(flow.header().goodbye());
            if (talk.memory.visit(name) > flow.header().visits() && !talk.leaving) {
                trouble("too often", name);
                return;
            }
            talk.reply.note("step", Map.of("step", name), false);
            var step = flow.step(name);
            if (!isSilent || !step.speech().interruptible()) {
                talk.reply.say(
                        speaker().lines(step.speech().lines(), talk.memory.variables()),
                        step.speech().interruptible());
            }
            isSilent = false;
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

    private String target(Step.Next next) {
        var values = new Values(talk.memory.variables(), at.today());
        for (var rule : next.rules()) {
            if (rule.when() == null || values.holds(rule.when())) {
                return rule.to();
            }
        }
        throw new IllegalStateException("expected a rule that holds, got none");
    }

    private String assign(Step.Assign assign) {
        for (var entry : assign.set().entrySet()) {
            var value = new Values(talk.memory.variables(), at.today()).of(entry.getValue());
            talk.memory.assign(entry.getKey(), Objects.requireNonNull(value));
        }
        assign.clear().forEach(talk.memory::forget);
        return target(assign.next());
    }

    private @Nullable String call(Step.Call call) {
        var tool = flow.tool(call.tool());
        if (tool.writes()) {
            talk.memory.checkApproval(call.tool());
            talk.memory.closeTheWayBack();
        }
        talk.memory.forgetApproval();
        var arguments = arguments(call);
        var identity = tool.identity();
        if (identity != null && tool.needsIdentity()) {
            talk.memory.checkIdentity(call.tool(), arguments.get(identity.of()));
        }
        talk.carried = Utterance.of("");
        talk.toolCalls++;
        talk.reply.call(new Act.CallTool(talk.toolCalls, call.tool(), arguments, tool.filler()));
        talk.state = new State.Running(call, arguments, talk.toolCalls);
        return null;
    }

    private Map<String, Object> arguments(Step.Call call) {
        var arguments = new LinkedHashMap<String, Object>();
        var values = new Values(talk.memory.variables(), at.today());
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
        return arguments;
    }

    private @Nullable String open(Step.Ask ask) {
        talk.memory.arriveAt(ask.name());
        var listening =
                Questions.listening(flow, slotTypes, ask, talk.memory.variables(), at.today());
        if (talk.brought.remove(ask.slot()) && talk.memory.variables().containsKey(ask.slot())) {
            return target(ask.next());
        }
        var said = talk.carried;
        talk.carried = Utterance.of("");
        if (talk.answeredBefore.containsKey(ask.slot())) {
            var known = new LinkedHashMap<>(talk.answeredBefore);
            known.keySet().retainAll(ask.slots());
            var rest = new LinkedHashMap<>(talk.answeredBefore);
            rest.keySet().removeAll(ask.slots());
            talk.answeredBefore = rest;
            take(known);
            return target(ask.next());
        }
        if (!said.isEmpty()
                && listening.read(said, at) instanceof Answer.Filled filled
                && filled.values().containsKey(ask.slot())) {
            take(filled.values());
            return target(ask.next());
        }
        question(new State.Waiting(ask, listening, ask.prompt(), 0), firstWords(ask.prompt()));
        return null;
    }

    private @Nullable String open(Step.Confirm confirm) {
        talk.memory.arriveAt(confirm.name());
        talk.carried = Utterance.of("");
        var listening = Objects.requireNonNull(flow.listenings().get(confirm.name()));
        question(
                new State.Waiting(confirm, listening, confirm.prompt(), 0),
                firstWords(confirm.prompt()));
        return null;
    }

    /// Who types is told the keys at once, without hearing values twice.
    private List<Template> firstWords(Step.Prompt prompt) {
        var words = new ArrayList<>(prompt.tries().getFirst());
        if (talk.asksForKeys()) {
            prompt.keypad().stream().filter(Template::isFixed).forEach(words::add);
        }
        return words;
    }

    private @Nullable String end(Step.End end) {
        talk.reply.end(end.outcome());
        talk.state = new State.Idle();
        return null;
    }

    /// Keeps what the caller answered.
    void take(Map<String, SlotValue> values) {
        for (var entry : values.entrySet()) {
            talk.memory.put(entry.getKey(), entry.getValue());
            talk.reply.note("slot", Map.of(entry.getKey(), entry.getValue().plain()), true);
        }
    }

    /// Asks again, after `before`, in the words for this try; after the last one gives up.
    void ask(State.Waiting waiting, int tries, List<Template> before) {
        int wordings = waiting.prompt().tries().size();
        var keypad = waiting.prompt().keypad();
        if (tries > wordings || (tries == wordings && keypad.isEmpty())) {
            giveUp(waiting.step());
            return;
        }
        say(before, true);
        question(
                new State.Waiting(waiting.step(), waiting.listening(), waiting.prompt(), tries),
                tries == wordings ? keypad : waiting.prompt().tries().get(tries));
    }

    /// Asks again after something else was talked about: values that are to be confirmed are read
    /// again, else the last sentence is enough. "Repeat" still repeats all of it.
    void askShortly(State.Waiting waiting) {
        var words = waiting.prompt().tries().getFirst();
        var whole = talk.lastQuestion;
        boolean reads = waiting.listening().question() instanceof ConfirmQuestion;
        question(waiting, reads ? words : words.subList(words.size() - 1, words.size()));
        if (!reads) {
            talk.lastQuestion = whole;
        }
    }

    /// Without an answer the step knows where to go on, or a person is offered.
    void giveUp(Step step) {
        if (!(step instanceof Step.Ask ask) || ask.failed() == null) {
            trouble("not understood", step.name());
            return;
        }
        if (ask.soundKept() != null) {
            talk.memory.put(ask.soundKept(), talk.turns);
            talk.reply.note("unverified", Map.of("slot", ask.slot(), "turn", talk.turns), false);
        }
        enter(ask.failed());
    }

    /// Opens a question in these words.
    void question(State.Waiting waiting, List<Template> words) {
        talk.memory.forgetApproval();
        int values = 0;
        for (int i = 0; i < words.size(); i++) {
            values = words.get(i).isFixed() ? values : i + 1;
        }
        say(words.subList(0, values), true);
        if (values > 0) {
            talk.reply.mustBeHeardUpToHere();
        }
        say(words.subList(values, words.size()), true);
        expect(waiting);
        talk.state = waiting;
        talk.lastQuestion = talk.reply;
    }

    private void trouble(String reason, String step) {
        talk.reply.note("trouble", Map.of("reason", reason, "step", step), false);
        boolean offer = !talk.personOffered;
        talk.personOffered = true;
        enter(offer ? flow.header().person() : flow.header().goodbye());
    }

    void say(List<Template> sentences, boolean interruptible) {
        talk.reply.say(speaker().sentences(sentences, talk.memory.variables()), interruptible);
    }

    private Speaker speaker() {
        return new Speaker(flow, slotTypes, at.today());
    }

    /// What may be answered from now on.
    void expect(State.Waiting waiting) {
        talk.reply.expect(waiting.listening().expectation(at));
    }
}
