package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.Promised;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.guard.Facts;
import dev.parley.dialog.guard.Situation;
import dev.parley.dialog.history.History;
import dev.parley.dialog.history.Turn;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.ToolChoice;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.speech.Sentence;
import dev.parley.dialog.speech.SentenceCutter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Talks freely by a model, sentence by sentence while it writes. What it may do is fixed: only the
/// tools that are declared, so many steps a turn, every sentence checked before it is said. If the
/// model fails for good, a guided flow takes over, or it says goodbye.
public final class ModelDialogue implements TeamMember {
    private static final int KEPT_TURNS = 4;

    /// Characters of what was said at once that a model sees.
    private static final int LONGEST_TURN = 2_000;

    private final ModelTalk talk;
    private final HeardTalk heard;
    private final Recap recap;
    private final CalledTools tools;
    private final SentenceCutter cutter;
    private final List<ToolCall> wished = new ArrayList<>();
    private final TreeSet<String> done = new TreeSet<>();
    private final Set<Promised> kept = EnumSet.noneOf(Promised.class);
    private Facts facts = Facts.NONE;
    private final Map<String, Object> found = new TreeMap<>();
    private @Nullable Ways ways;
    private @Nullable Opening opening;
    private @Nullable StandIn standIn;
    private String instruction = "";
    private long generations;

    /// The generation of which more may come; 0 for none.
    private long live;

    private int steps;
    private int failures;
    private boolean hasSpoken;
    private boolean isTakeable;
    private boolean hasNews;

    ModelDialogue(ModelTalk talk) {
        this.talk = talk;
        var settings = talk.settings();
        var history =
                new History(
                        new History.Budget(
                                settings.historyTokens(),
                                KEPT_TURNS,
                                LONGEST_TURN,
                                settings.outcomeChars()));
        this.heard = new HeardTalk(history);
        this.recap = new Recap(history, settings.summaryTokens());
        this.tools = new CalledTools(talk, heard);
        this.cutter = new SentenceCutter(talk.cutting());
    }

    @Override
    public List<Act> begin(Opening first) {
        opening = first;
        var prompt = CallPrompt.of(talk.prompt(), first);
        instruction = ModelTalk.instruction(prompt);
        var acts = new ArrayList<Act>();
        acts.add(prompt.note());
        say(talk.greeting(), acts);
        acts.add(new Act.Expect(Expectation.OPEN));
        return acts;
    }

    @Override
    public void mayHandOver(Ways to) {
        ways = to;
    }

    /// No greeting: the model goes on with the talk at once.
    @Override
    public List<Act> takeOver(Opening first, Luggage luggage) {
        opening = first;
        var prompt = CallPrompt.of(talk.prompt(), first);
        instruction = ModelTalk.instruction(prompt);
        heard.takeOver(luggage.turns(), luggage.state(), luggage.announcement());
        return List.of(
                prompt.note(), new Act.Expect(Expectation.OPEN), ask(talk.phrases().moment()));
    }

    @Override
    public List<Turn> lastTurns(int items) {
        return heard.last(items);
    }

    @Override
    public Map<String, Object> facts() {
        return Collections.unmodifiableMap(found);
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        if (standIn != null) {
            return standIn.hear(words);
        }
        var said = words.reveal().strip();
        var acts = next(said.isEmpty() ? null : said);
        if (said.isEmpty()) {
            say(List.of(talk.phrases().pardon()), acts);
        } else {
            acts.add(ask(talk.phrases().moment()));
        }
        return acts;
    }

    @Override
    public Optional<ModelRequest> foresee(Sensitive<String> words) {
        if (standIn != null) {
            return standIn.foresee(words);
        }
        var said = words.reveal().strip();
        // What a tool still brings, or is stopped for, would be in the question.
        return said.isEmpty() || !tools.isIdle()
                ? Optional.empty()
                : Optional.of(request(1, heard.with(said)));
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        if (standIn != null) {
            return standIn.keys(digits);
        }
        var acts = next("(typed on the keypad) " + digits.reveal());
        acts.add(ask(talk.phrases().moment()));
        return acts;
    }

    private List<Act> next(@Nullable String words) {
        stop();
        var acts = tools.callerWentOn();
        heard.callerSays(words);
        heard.nextReply();
        steps = 0;
        hasSpoken = false;
        isTakeable = true;
        return acts;
    }

    private void stop() {
        live = 0;
        hasNews = false;
        wished.clear();
        cutter.finish();
    }

    private Act.Generate ask(String filler) {
        stop();
        heard.nextReply();
        steps++;
        live = ++generations;
        return new Act.Generate(live, request(steps, heard), hasSpoken ? "" : filler);
    }

    private ModelRequest request(int step, HeardTalk talked) {
        var settings = talk.settings();
        var offered = talk.offered(ways == null ? List.of() : ways.targets());
        boolean isLast = step >= settings.maxSteps() && !offered.isEmpty();
        return new ModelRequest(
                talked.messages(instruction),
                offered,
                isLast ? ToolChoice.NONE : ToolChoice.AUTO,
                settings.temperature(),
                settings.maxTokens(),
                ModelLimits.DEFAULT);
    }

    @Override
    public List<Act> generated(long generation, ModelEvent event) {
        if (standIn != null) {
            return standIn.generated(generation, event);
        }
        if (generation != live) {
            return List.of();
        }
        var acts = new ArrayList<Act>();
        switch (event) {
            case ModelEvent.Text(var delta) -> sayWritten(cutter.add(delta.reveal()), acts);
            case ModelEvent.Called(var call) -> {
                if (wished.size() < talk.settings().maxCalls()) {
                    wished.add(call);
                }
            }
            case ModelEvent.Done(var finish) -> done(finish.reason(), acts);
            case ModelEvent.Failed(var fault) -> fail(fault.kind(), acts);
        }
        if (live == 0 && standIn == null) {
            recap.addTo(acts);
        }
        return acts;
    }

    /// Says what the model wrote, unless the check stops it.
    private void sayWritten(List<Sentence> sentences, List<Act> acts) {
        for (var sentence : sentences) {
            if (live == 0 || sentence.kind() == Sentence.Kind.CODE) {
                continue;
            }
            switch (talk.check().check(sentence.text(), situation())) {
                case SentenceCheck.Ruling.Say(var text) -> say(List.of(text), acts);
                case SentenceCheck.Ruling.Flag(var text, var rule) -> {
                    acts.add(new Act.Note("flagged", Map.of("rule", rule), false));
                    say(List.of(text), acts);
                }
                case SentenceCheck.Ruling.Stop(var instead, var rule) -> {
                    acts.add(new Act.Note("stopped", Map.of("rule", rule), false));
                    acts.add(new Act.StopGenerating(live));
                    stop();
                    say(List.of(instead), acts);
                }
            }
        }
    }

    private Situation situation() {
        var today = opening == null ? LocalDate.EPOCH : opening.wall().toLocalDate();
        return new Situation("", facts, done, kept, today);
    }

    private void say(List<String> sentences, List<Act> acts) {
        var spoken = new ArrayList<String>();
        for (var sentence : sentences) {
            var text = talk.speak(sentence);
            if (!text.isSilent()) {
                heard.modelSays(text);
                spoken.add(text.spoken());
            }
        }
        if (!spoken.isEmpty()) {
            hasSpoken = true;
            acts.add(new Act.Say(spoken, true));
        }
    }

    private void done(Finish.Reason reason, List<Act> acts) {
        var rest = cutter.finish();
        boolean isCut = reason == Finish.Reason.LENGTH && hasSpoken;
        if (!isCut) {
            sayWritten(rest, acts);
        }
        failures = 0;
        if (live == 0) {
            return;
        }
        var calls = List.copyOf(wished);
        boolean news = hasNews;
        stop();
        if (calls.isEmpty()) {
            if (news) {
                again(acts);
            } else if (!hasSpoken) {
                boolean refused = reason == Finish.Reason.CONTENT;
                var phrases = talk.phrases();
                say(List.of(refused ? phrases.refused() : phrases.nothing()), acts);
            }
        } else if (steps < talk.settings().maxSteps()) {
            call(calls, acts);
        } else {
            again(acts);
        }
    }

    private void call(List<ToolCall> calls, List<Act> acts) {
        isTakeable = false;
        boolean ends = talk.mayEnd() && calls.stream().anyMatch(ModelDialogue::isEnd);
        if (ends) {
            if (!hasSpoken) {
                say(List.of(talk.phrases().farewell()), acts);
            }
            acts.add(new Act.End("ended-by-agent"));
            return;
        }
        var refusal = "no-such-hand-over";
        for (var call : calls) {
            if (call.name().equals(ModelTalk.HAND_OVER)) {
                var to = target(call);
                refusal = refusal(to);
                if (refusal.isEmpty()) {
                    acts.add(new Act.HandOver(to));
                    return;
                }
            }
        }
        tools.wish(calls, refusal);
        acts.addAll(tools.start(hasSpoken ? "" : talk.phrases().moment()));
        if (!tools.isBusy()) {
            again(acts);
        }
    }

    private static String target(ToolCall call) {
        return WishedCall.arguments(call.argumentsJson().reveal())
                .map(arguments -> String.valueOf(arguments.get(ModelTalk.TO)))
                .orElse("");
    }

    /// Why the call is not handed over to this agent; empty if it is.
    private String refusal(String to) {
        return ways == null ? "no-such-hand-over" : ways.refusal(to).orElse("");
    }

    private static boolean isEnd(ToolCall call) {
        return call.name().equals(ModelTalk.END_CALL);
    }

    /// The model is asked on, as often as it may be.
    private void again(List<Act> acts) {
        if (steps < talk.settings().maxSteps()) {
            acts.add(ask(""));
        } else if (!hasSpoken) {
            say(List.of(talk.phrases().nothing()), acts);
        }
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        if (standIn != null) {
            return standIn.toolReturned(toolCall, result);
        }
        var back = tools.returned(toolCall, result);
        if (back.isEmpty()) {
            return List.of();
        }
        if (result.succeeded()) {
            done.add(back.get().name());
            kept.addAll(talk.traits(back.get().name()).promises());
            facts = facts.and(Facts.of(result.data().values()));
            found.put(back.get().name(), result.data());
        }
        var acts = new ArrayList<>(tools.start(""));
        if (!back.get().isLast() || tools.isBusy()) {
            return acts;
        }
        if (live != 0) {
            hasNews = true;
        } else {
            again(acts);
        }
        return acts;
    }

    private void fail(ProviderFailure kind, List<Act> acts) {
        stop();
        failures++;
        acts.add(new Act.Note("model-failed", Map.of("failure", kind.label()), false));
        boolean passes = kind.mayPass() || kind == ProviderFailure.CONTENT;
        if (passes && failures < talk.settings().failures()) {
            say(List.of(talk.phrases().apology(kind)), acts);
        } else {
            giveUp(acts);
        }
    }

    private void giveUp(List<Act> acts) {
        var next = talk.standIn();
        isTakeable = false;
        if (next == null || opening == null) {
            say(List.of(talk.phrases().goodbye()), acts);
            acts.add(new Act.End("model-failed"));
            return;
        }
        say(List.of(talk.phrases().handOver()), acts);
        standIn = new StandIn(next.get(), tools.highest(), generations, recap.highest());
        acts.addAll(standIn.begin(opening));
    }

    @Override
    public void summarized(long summary, Sensitive<String> text) {
        if (standIn == null) {
            recap.came(summary, text.reveal());
        } else {
            standIn.summarized(summary, text);
        }
    }

    @Override
    public List<Act> wrapUp() {
        return standIn == null ? List.of() : standIn.wrapUp();
    }

    @Override
    public List<Act> silence(int count) {
        return standIn == null ? List.of() : standIn.silence(count);
    }

    @Override
    public List<Act> transferFailed(String reason) {
        return standIn == null ? List.of() : standIn.transferFailed(reason);
    }

    @Override
    public void interrupted(String words) {
        if (standIn != null) {
            standIn.interrupted(words);
            return;
        }
        stop();
        isTakeable = false;
        heard.heardOnly(words);
    }

    @Override
    public boolean takeBack() {
        if (standIn != null) {
            return standIn.takeBack();
        }
        if (!isTakeable) {
            return false;
        }
        stop();
        isTakeable = false;
        heard.takeBack();
        return true;
    }

    @Override
    public Completeness completeness(String partialWords) {
        return standIn == null ? Completeness.OPEN : standIn.completeness(partialWords);
    }

    @Override
    public int toCome(String partialWords) {
        return standIn == null ? 0 : standIn.toCome(partialWords);
    }
}
