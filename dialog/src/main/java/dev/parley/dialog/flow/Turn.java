package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What one answer of the caller leads to.
final class Turn {
    private final Flow flow;
    private final Talk talk;
    private final Walk walk;
    private final Reply asked;

    /// @param asked the reply to which the caller answered
    Turn(Flow flow, Talk talk, Walk walk, Reply asked) {
        this.flow = flow;
        this.talk = talk;
        this.walk = walk;
        this.asked = asked;
    }

    void take(State.Waiting waiting, Answer answer) {
        if (++talk.turns > flow.header().turns()) {
            talk.reply.note("too-many-turns", Map.of("turns", talk.turns), false);
            walk.enter(flow.header().goodbye());
            return;
        }
        switch (answer) {
            case Answer.Filled filled -> filled(waiting, filled);
            case Answer.Yes _ -> yes(waiting);
            case Answer.No _ -> no(waiting);
            case Answer.Wrong(List<String> slots) -> wrong(waiting, slots);
            case Answer.Asked(Command command) -> command(waiting, command);
            case Answer.BroughtUp(Topic topic) -> broughtUp(waiting, topic);
            case Answer.Corrected corrected -> corrected(corrected);
            case Answer.Talked(boolean asksAgain) -> talked(waiting, asksAgain);
            case Answer.Unclear _ -> retry(waiting);
        }
    }

    private void filled(State.Waiting waiting, Answer.Filled filled) {
        switch (waiting.step()) {
            case Step.Ask ask -> answered(ask, filled.values());
            case Step.Confirm confirm -> {
                var better = new LinkedHashMap<>(filled.values());
                better.entrySet()
                        .removeIf(entry ->
                                entry.getValue()
                                        .equals(talk.memory.variables().get(entry.getKey())));
                if (!better.isEmpty() && confirm.changed() != null) {
                    walk.take(better);
                    walk.enter(confirm.changed());
                } else if (better.isEmpty() && filled.insists()) {
                    yes(waiting);
                } else {
                    retry(waiting);
                }
            }
            case Step.Tell _, Step.Call _, Step.Assign _, Step.End _ -> retry(waiting);
        }
    }

    private void answered(Step.Ask ask, Map<String, SlotValue> values) {
        if (isGuess(ask, values)) {
            walk.giveUp(ask);
            return;
        }
        walk.take(values);
        if (values.containsKey(ask.slot())) {
            walk.follow(ask.next());
        } else {
            walk.enter(ask.other() == null ? ask.name() : ask.other());
        }
    }

    /// A name that is on no list was heard, but nobody knows how it is written: if the step has a
    /// way for answers that are not understood, it is gone.
    private static boolean isGuess(Step.Ask ask, Map<String, SlotValue> values) {
        return ask.failed() != null
                && values.get(ask.slot()) instanceof SlotValue.Name name
                && !name.listed();
    }

    /// An answer to a question of before is taken back: the caller is at that question again, with
    /// everything else still known, and answers it otherwise.
    private void corrected(Answer.Corrected corrected) {
        var ask = corrected.ask();
        talk.reply.note("corrected", Map.of("step", ask.name()), false);
        talk.memory.returnTo(ask.name());
        if (corrected.values().isEmpty()) {
            walk.enter(ask.name());
        } else if (isGuess(ask, corrected.values())) {
            walk.giveUp(ask);
        } else {
            walk.take(corrected.values());
            walk.follow(ask.next());
        }
    }

    /// A yes counts only if the values were heard to the end.
    private void yes(State.Waiting waiting) {
        if (!(waiting.step() instanceof Step.Confirm confirm)
                || !(waiting.listening().question() instanceof ConfirmQuestion)) {
            retry(waiting);
            return;
        }
        if (!asked.wasHeard()) {
            talk.reply.note("read-back-not-heard", Map.of("step", confirm.name()), false);
            walk.ask(waiting, waiting.tries() + 1, flow.header().voice().readAgain());
            return;
        }
        talk.memory.approve(confirm);
        talk.reply.note("confirmed", Map.of("tool", confirm.tool()), false);
        walk.enter(confirm.yes());
    }

    private void no(State.Waiting waiting) {
        if (!(waiting.step() instanceof Step.Confirm confirm)
                || !(waiting.listening().question() instanceof ConfirmQuestion)) {
            retry(waiting);
        } else if (confirm.no() != null) {
            walk.enter(confirm.no());
        } else {
            var which = Objects.requireNonNull(confirm.which());
            var listening = flow.listenings().get(confirm.name() + Questions.WHICH);
            walk.ask(
                    new State.Waiting(confirm, Objects.requireNonNull(listening), which, 0),
                    0,
                    List.of());
        }
    }

    private void wrong(State.Waiting waiting, List<String> slots) {
        var to =
                waiting.step() instanceof Step.Confirm confirm
                        ? confirm.change().get(slots.getFirst())
                        : null;
        if (to == null) {
            retry(waiting);
        } else {
            walk.enter(to);
        }
    }

    private void command(State.Waiting waiting, Command command) {
        talk.reply.note("command", Map.of("command", command.name()), false);
        switch (command) {
            case REPEAT -> {
                talk.reply.sayAgain(talk.lastQuestion);
                walk.expect(waiting);
                talk.lastQuestion = talk.reply;
            }
            case HELP -> {
                var own = waiting.prompt().help();
                walk.ask(
                        waiting,
                        waiting.tries(),
                        own.isEmpty() ? flow.header().voice().help() : own);
            }
            case PERSON -> walk.enter(flow.header().person());
            case BACK -> {
                var before = talk.memory.goBack();
                if (before.isPresent()) {
                    walk.enter(before.get());
                } else {
                    walk.ask(waiting, waiting.tries(), flow.header().voice().noWayBack());
                }
            }
            case RESTART -> {
                talk.memory.forgetSlots();
                talk.brought.clear();
                walk.enter(flow.header().restart());
            }
            case GOODBYE -> walk.enter(flow.header().goodbye());
        }
    }

    /// Answers what was brought up, and either deals with it or asks the question again.
    private void broughtUp(State.Waiting waiting, Topic topic) {
        talk.reply.note("topic", Map.of("topic", topic.name()), false);
        if (topic.to() == null) {
            walk.ask(waiting, waiting.tries(), topic.answer());
        } else {
            walk.say(topic.answer(), true);
            walk.enter(topic.to());
        }
    }

    /// Costs no try.
    private void talked(State.Waiting waiting, boolean asksAgain) {
        talk.reply.note("talked", Map.of("step", waiting.step().name()), false);
        if (asksAgain) {
            walk.askShortly(waiting);
        } else {
            talk.reply.talkOver();
        }
    }

    private void retry(State.Waiting waiting) {
        int tries = waiting.tries() + 1;
        talk.reply.note(
                "not-understood", Map.of("step", waiting.step().name(), "try", tries), false);
        var sorry = flow.header().voice().notUnderstood();
        walk.ask(waiting, tries, sorry.get((tries - 1) % sorry.size()));
    }
}
