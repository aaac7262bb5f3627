package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.Promised;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.flow.Entry;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowDialogue;
import dev.parley.dialog.flow.FlowTalk;
import dev.parley.dialog.flow.Meant;
import dev.parley.dialog.flow.OpenQuestion;
import dev.parley.dialog.guard.Facts;
import dev.parley.dialog.guard.OutputGuard;
import dev.parley.dialog.guard.Situation;
import dev.parley.dialog.guard.Verdict;
import dev.parley.dialog.history.History;
import dev.parley.dialog.history.Turn;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.ToolChoice;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.speech.Sentence;
import dev.parley.dialog.speech.SentenceCutter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A flow that talks freely. What it understands by itself it answers by itself, as without a
/// model; for other words a model is asked what they mean, and finds words for what is no answer.
/// The flow stays the ruler: its steps, checks, confirmations and sentences. Every sentence of the
/// model is checked before it is said. Whatever the model does wrong, the flow goes on with its own
/// reading of the caller's words.
public final class TalkingFlow implements TeamMember {
    /// How often a model is asked in one turn: once more if what it wished does not fit.
    private static final int MOST_STEPS = 2;

    /// Characters of what was said at once that a model sees.
    private static final int LONGEST_TURN = 1_000;

    private final Flow rules;
    private final FlowTalk talk;
    private final FlowDialogue flow;
    private final HeardTalk heard;
    private final Recap recap;
    private final SentenceCutter cutter;
    private final List<ToolCall> refused = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final Map<Long, String> writing = new HashMap<>();
    private final TreeSet<String> done = new TreeSet<>();
    private final Set<Promised> kept = EnumSet.noneOf(Promised.class);
    private OutputGuard guard;
    private @Nullable FlowPrompt prompt;
    private AskedAt at = new AskedAt(LocalDateTime.of(2000, 1, 1, 0, 0), ZoneOffset.UTC);
    private Facts own = Facts.NONE;
    private @Nullable OpenQuestion question;
    private String words = "";
    private long generations;

    /// The generation of which more may come; 0 for none.
    private long live;

    private int steps;
    private int sentences;
    private boolean endsInQuestion;

    private TalkingFlow(Flow rules, FlowTalk talk) {
        this.rules = rules;
        this.talk = talk;
        this.flow = new FlowDialogue(rules);
        var history =
                new History(new History.Budget(talk.history(), 2, LONGEST_TURN, LONGEST_TURN));
        this.heard = new HeardTalk(history);
        this.recap = new Recap(history, talk.summary());
        this.cutter = new SentenceCutter(new SentenceCutter.Settings(talk.language(), 0, 400));
        this.guard = talk.guard();
    }

    /// A fresh dialogue for one call: one that talks freely if the flow says how, and the call has
    /// a model.
    public static Dialogue of(Flow flow) {
        return flow.talk()
                .<Dialogue>map(talk -> new TalkingFlow(flow, talk))
                .orElseGet(() -> new FlowDialogue(flow));
    }

    @Override
    public List<Act> begin(Opening opening) {
        return begin(opening, new Entry("", Map.of(), false));
    }

    private List<Act> begin(Opening opening, Entry entry) {
        at = new AskedAt(opening.wall(), opening.zone());
        if (!opening.hasModel()) {
            return byFlow(flow.takeOver(opening, entry));
        }
        var made = new FlowPrompt(talk, rules.language(), opening);
        prompt = made;
        guard = talk.guard().withPrompt(made.always());
        own = Facts.inText(made.own(), talk.language(), at.today());
        var acts = new ArrayList<Act>();
        acts.add(made.note());
        acts.addAll(byFlow(flow.takeOver(opening, entry)));
        return acts;
    }

    /// A flow hands over by its end alone.
    @Override
    public void mayHandOver(Ways ways) {}

    /// It begins where the hand-off says, and its model knows what was said before.
    @Override
    public List<Act> takeOver(Opening opening, Luggage luggage) {
        heard.takeOver(luggage.turns(), luggage.state(), luggage.announcement());
        return begin(opening, luggage.entry());
    }

    /// The flow that rules it.
    public Flow flow() {
        return rules;
    }

    @Override
    public List<Act> keepsCall() {
        return byFlow(flow.sayGoodbye());
    }

    @Override
    public List<Turn> lastTurns(int items) {
        return heard.last(items);
    }

    @Override
    public Map<String, Object> facts() {
        return flow.facts();
    }

    @Override
    public List<Act> hear(Sensitive<String> said) {
        stop();
        words = said.reveal();
        heard.callerSays(words);
        question = openTo(words);
        if (question == null) {
            return byFlow(flow.hear(said));
        }
        flow.hold(words);
        steps = 0;
        sentences = 0;
        endsInQuestion = false;
        refused.clear();
        refusals.clear();
        return List.of(ask(talk.moment()));
    }

    @Override
    public Optional<ModelRequest> foresee(Sensitive<String> said) {
        var open = openTo(said.reveal());
        return open == null
                ? Optional.empty()
                : Optional.of(request(open, messages(open, heard.with(said.reveal()))));
    }

    /// What a model is asked about for these words; null if the flow needs none.
    private @Nullable OpenQuestion openTo(String said) {
        return prompt == null || flow.understands(said) ? null : flow.openQuestion().orElse(null);
    }

    private void stop() {
        live = 0;
        cutter.finish();
    }

    private Act.Generate ask(String filler) {
        stop();
        steps++;
        live = ++generations;
        return new Act.Generate(live, request(), filler);
    }

    private ModelRequest request() {
        var open = Objects.requireNonNull(question);
        var messages = messages(open, heard);
        if (!refused.isEmpty()) {
            TalkMessages.call(messages, refused);
            for (int i = 0; i < refused.size(); i++) {
                messages.add(
                        new Message.ToolOutcome(
                                refused.get(i).id(),
                                WishedCall.outcome(
                                        Map.of("status", "refused", "reason", refusals.get(i)),
                                        1_000)));
            }
        }
        return request(open, messages);
    }

    private List<Message> messages(OpenQuestion open, HeardTalk talked) {
        return talked.messages(Objects.requireNonNull(prompt).instruction(open));
    }

    private ModelRequest request(OpenQuestion open, List<Message> messages) {
        return new ModelRequest(
                messages,
                FlowTools.of(open),
                ToolChoice.AUTO,
                OptionalDouble.empty(),
                talk.tokens(),
                new ModelLimits(
                        shorter(Duration.ofSeconds(2), talk.firstToken()),
                        talk.firstToken(),
                        shorter(Duration.ofSeconds(3), talk.firstToken().multipliedBy(2)),
                        Duration.ofSeconds(20)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public List<Act> generated(long generation, ModelEvent event) {
        if (generation != live) {
            return List.of();
        }
        heard.nextReply();
        var acts = new ArrayList<Act>();
        switch (event) {
            case ModelEvent.Text(var delta) -> sayAll(cutter.add(delta.reveal()), acts);
            case ModelEvent.Called(var call) -> {
                sayAll(cutter.finish(), acts);
                if (live != 0) {
                    wish(call, acts);
                }
            }
            case ModelEvent.Done(var finish) -> {
                var rest = cutter.finish();
                boolean isCut = finish.reason() == Finish.Reason.LENGTH;
                if (!isCut) {
                    sayAll(rest, acts);
                }
                if (live != 0) {
                    stop();
                    over(finish.reason(), acts);
                }
            }
            case ModelEvent.Failed(var fault) -> {
                stop();
                acts.add(
                        new Act.Note(
                                "model-failed", Map.of("failure", fault.kind().label()), false));
                if (fault.kind() == ProviderFailure.CONTENT) {
                    apologize(acts);
                }
                goOn(acts);
            }
        }
        if (live == 0) {
            recap.addTo(acts);
        }
        return acts;
    }

    @Override
    public void summarized(long summary, Sensitive<String> text) {
        recap.came(summary, text.reveal());
    }

    private void sayAll(List<Sentence> all, List<Act> acts) {
        for (var sentence : all) {
            if (live != 0 && sentence.kind() != Sentence.Kind.CODE) {
                say(sentence.text(), acts);
            }
        }
    }

    /// Says a sentence of the model, or what its rules say instead; then, or if it says too much,
    /// nothing more is wanted of it.
    private void say(String sentence, List<Act> acts) {
        switch (guard.check(sentence, situation())) {
            case Verdict.Clean _ -> speak(sentence, acts);
            case Verdict.Flagged(var broken) -> {
                acts.add(new Act.Note("flagged", Map.of("rules", broken), false));
                speak(sentence, acts);
            }
            case Verdict.Rephrased(var rule, var instead) -> {
                acts.add(new Act.Note("stopped", Map.of("rule", rule), false));
                speak(instead, acts);
                cut(acts);
            }
            case Verdict.Blocked(var rule) -> {
                acts.add(new Act.Note("stopped", Map.of("rule", rule), false));
                cut(acts);
            }
        }
        if (live != 0 && sentences >= talk.sentences()) {
            cut(acts);
        }
    }

    private Situation situation() {
        var open = Objects.requireNonNull(question);
        return new Situation(
                open.step(), Facts.of(open.known().values()).and(own), done, kept, at.today());
    }

    private void speak(String sentence, List<Act> acts) {
        var text = talk.speakable().speak(sentence);
        if (!text.isSilent()) {
            sentences++;
            endsInQuestion = sentence.strip().endsWith("?");
            flow.talkOver();
            heard.modelSays(text);
            acts.add(Act.Say.of(text.spoken()));
        }
    }

    private void cut(List<Act> acts) {
        acts.add(new Act.StopGenerating(live));
        stop();
        goOn(acts);
    }

    /// What the model says that the caller means: the flow takes it or not.
    private void wish(ToolCall call, List<Act> acts) {
        var open = Objects.requireNonNull(question);
        switch (FlowTools.read(call, open, at)) {
            case FlowTools.Wish.Fits(var meant) -> {
                var taken = flow.take(meant);
                if (taken.isPresent()) {
                    acts.add(new Act.StopGenerating(live));
                    stop();
                    acts.add(new Act.Note("understood", Map.of("step", open.step()), false));
                    acts.addAll(byFlow(taken.get()));
                } else {
                    refuse(call, "the open question does not take that", acts);
                }
            }
            case FlowTools.Wish.Refused(var why) -> refuse(call, why, acts);
        }
    }

    private void refuse(ToolCall call, String why, List<Act> acts) {
        boolean isTool = call.name().equals(FlowTools.ANSWER) || call.name().equals(FlowTools.GO);
        acts.add(
                new Act.Note(
                        "model-refused", Map.of("tool", isTool ? call.name() : "unknown"), false));
        boolean isTwice = refused.stream().anyMatch(one -> one.id().equals(call.id()));
        if (!isTwice && refused.size() < MOST_STEPS) {
            refused.add(new ToolCall(call.id(), isTool ? call.name() : "unknown", "{}"));
            refusals.add(why);
        }
    }

    private void over(Finish.Reason reason, List<Act> acts) {
        if (reason == Finish.Reason.CONTENT) {
            apologize(acts);
        }
        if (!refused.isEmpty() && steps < MOST_STEPS) {
            acts.add(ask(sentences == 0 ? talk.moment() : ""));
        } else {
            goOn(acts);
        }
    }

    /// The provider does not want to answer, which is no fault of the caller's words.
    private void apologize(List<Act> acts) {
        if (sentences == 0 && !talk.refused().isBlank()) {
            speak(talk.refused(), acts);
        }
    }

    /// The model brought no answer: if it said something, the flow asks its question again; else it
    /// reads the caller's words by itself.
    private void goOn(List<Act> acts) {
        var next =
                sentences == 0
                        ? flow.hear(Sensitive.of(words))
                        : flow.take(new Meant.Talk(!endsInQuestion)).orElse(List.of());
        acts.addAll(byFlow(next));
    }

    /// Keeps in mind what the flow says and does.
    private List<Act> byFlow(List<Act> acts) {
        for (var act : acts) {
            switch (act) {
                case Act.Say(var all, boolean _) -> all.forEach(heard::flowSays);
                case Act.CallTool(long id, var name, var _, var _) -> {
                    if (rules.writingTools().contains(name)) {
                        writing.put(id, name);
                    }
                }
                case Act.Expect _,
                        Act.StopTool _,
                        Act.Generate _,
                        Act.StopGenerating _,
                        Act.Summarize _,
                        Act.Note _,
                        Act.Transfer _,
                        Act.HandOver _,
                        Act.End _ -> {}
            }
        }
        return acts;
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        stop();
        heard.callerSays("(keys)");
        return byFlow(flow.keys(digits));
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        var tool = writing.remove(toolCall);
        if (tool != null && result.succeeded()) {
            done.add(tool);
            kept.addAll(rules.promises(tool));
        }
        heard.nextReply();
        return byFlow(flow.toolReturned(toolCall, result));
    }

    @Override
    public List<Act> silence(int count) {
        heard.nextReply();
        return byFlow(flow.silence(count));
    }

    @Override
    public List<Act> wrapUp() {
        heard.nextReply();
        return byFlow(flow.wrapUp());
    }

    @Override
    public List<Act> transferFailed(String reason) {
        return byFlow(flow.transferFailed(reason));
    }

    /// Of the flow's sentences only those count as heard that can be found in what was heard.
    @Override
    public void interrupted(String words) {
        if (prompt == null) {
            flow.interrupted(words);
            return;
        }
        if (live != 0) {
            stop();
            flow.pass();
        }
        flow.interrupted(heard.heardOnly(words));
    }

    @Override
    public boolean takeBack() {
        if (!flow.takeBack()) {
            return false;
        }
        stop();
        heard.takeBack();
        return true;
    }

    @Override
    public Completeness completeness(String partialWords) {
        return flow.completeness(partialWords);
    }

    @Override
    public int toCome(String partialWords) {
        return flow.toCome(partialWords);
    }
}
