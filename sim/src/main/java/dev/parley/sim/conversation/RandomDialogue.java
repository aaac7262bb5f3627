package dev.parley.sim.conversation;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Says, asks and does anything a dialogue may; every sentence, filler and expectation is unique.
/// Complains when it is called in a way its contract forbids.
final class RandomDialogue implements Dialogue {
    private static final ModelRequest REQUEST = ModelRequest.of(List.of(new Message.User("drawn")));

    private static final List<String> WORDS =
            List.of(" one", " two and", " three or more", " four", " fifteen of them");

    private final SplittableRandom random;
    private final SplittableRandom ends;
    private final SplittableRandom models;
    private final SplittableRandom minds;
    private final boolean generating;
    private final boolean throwing;
    private final boolean stubborn;
    private final Referee referee;
    private final List<Long> running = new ArrayList<>();
    private long toolCalls;
    private int told;
    private boolean ended;
    private @Nullable String question;
    private @Nullable String questionBefore;
    private String heard = "";
    private List<Act> answer = List.of();
    private boolean tookBack;

    /// Generations of which more may come.
    private final Set<Long> live = new TreeSet<>();

    private long generations;
    private long summaries;

    /// The generation that answers the last words, while nothing of it was said; 0 for none.
    private long awaited;

    /// What was said since the caller's turn, and before the caller went on.
    private final StringBuilder said = new StringBuilder();

    private String saidBefore = "";
    private boolean hasWritten;

    RandomDialogue(
            SplittableRandom random,
            SplittableRandom ends,
            SplittableRandom models,
            SplittableRandom minds,
            Weather weather,
            Referee referee) {
        this.random = random;
        this.ends = ends;
        this.models = models;
        this.minds = minds;
        this.generating = weather.generating();
        this.throwing = weather.throwing();
        this.stubborn = weather.looping();
        this.referee = referee;
    }

    @Override
    public List<Act> begin(Opening opening) {
        return random.nextInt(4) == 0 ? List.of() : acts("begin");
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        if (tookBack && words.reveal().equals(heard)) {
            tookBack = false;
            questionBefore = question;
            var again = expected(answer);
            question = again == null ? question : again;
            if (answer.stream().noneMatch(Act.Generate.class::isInstance)) {
                referee.dialogueAnswerStands(again);
                return answer;
            }
            referee.dialogueWritesAnew(again);
            return anew(answer);
        }
        if (awaited != 0 && live.contains(awaited) && !words.reveal().startsWith("t")) {
            throw referee.broken("who goes on before an answer begins is not taken to go on");
        }
        tookBack = false;
        heard = words.reveal();
        forget();
        said.setLength(0);
        hasWritten = false;
        referee.dialogueHears(heard);
        var before = question;
        answer = acts("hear");
        questionBefore = before;
        awaits(heard.startsWith("t") ? List.of() : answer);
        return answer;
    }

    /// The same acts, with generations that have not begun.
    private List<Act> anew(List<Act> acts) {
        saidBefore = said.toString();
        said.setLength(0);
        hasWritten = false;
        var anew = new ArrayList<Act>();
        for (var act : acts) {
            if (act instanceof Act.Say say) {
                say.sentences().forEach(this::says);
                hasWritten = true;
            }
            if (!isUnheard(act)) {
                anew.add(act instanceof Act.Generate ? generate("") : act);
            }
        }
        awaits(anew);
        return anew;
    }

    /// Nothing of it was said yet, and it can be taken back.
    private void awaits(List<Act> acts) {
        awaited = 0;
        if (isWordless(acts)) {
            for (var act : acts) {
                if (act instanceof Act.Generate(long id, var _, var _)) {
                    awaited = id;
                    return;
                }
            }
        }
    }

    private static boolean isWordless(List<Act> acts) {
        return acts.stream()
                .allMatch(act ->
                        act instanceof Act.Expect || act instanceof Act.Generate || isUnheard(act));
    }

    /// Done once, and nothing that a caller notices.
    private static boolean isUnheard(Act act) {
        return act instanceof Act.StopTool || act instanceof Act.Summarize;
    }

    private void forget() {
        live.clear();
        awaited = 0;
        referee.dialogueForgetsModels();
    }

    private void says(String text) {
        said.append(said.isEmpty() ? "" : " ").append(text);
    }

    private Act.Generate generate(String filler) {
        return generate(filler, REQUEST);
    }

    private Act.Generate generate(String filler, ModelRequest request) {
        live.add(++generations);
        referee.dialogueAsksModel(generations, request);
        return new Act.Generate(generations, request, filler);
    }

    /// What is asked about these words.
    private static ModelRequest about(String words) {
        return ModelRequest.of(List.of(new Message.User("to " + words)));
    }

    @Override
    public Optional<ModelRequest> foresee(Sensitive<String> words) {
        boolean sees = generating && words.reveal().hashCode() % 4 != 0;
        return sees ? Optional.of(about(words.reveal())) : Optional.empty();
    }

    @Override
    public List<Act> generated(long generation, ModelEvent event) {
        if (!live.contains(generation)) {
            throw referee.broken("a generation wrote that is over: " + generation);
        }
        referee.dialogueReadsModel(generation, event);
        boolean isLast = event.isLast();
        if (isLast) {
            live.remove(generation);
        }
        if (throwing && models.nextInt(20) == 0) {
            referee.dialogueThrows();
            throw new IllegalArgumentException("drawn");
        }
        var acts = new ArrayList<Act>();
        boolean stops = !isLast && models.nextInt(15) == 0;
        if (models.nextInt(100) < (event instanceof ModelEvent.Text ? 70 : 30)) {
            var texts = new ArrayList<String>();
            boolean interruptible = models.nextInt(20) > 0;
            for (int i = models.nextInt(2); i >= 0; i--) {
                var text = "s" + ++told + WORDS.get(models.nextInt(WORDS.size()));
                referee.dialogueHasSentence(text, interruptible, false);
                if (!isLast && !stops) {
                    referee.dialogueSaysOf(generation, text);
                }
                says(text);
                texts.add(text);
            }
            acts.add(new Act.Say(texts, interruptible));
            hasWritten = true;
            awaited = 0;
        }
        if (event instanceof ModelEvent.Called && models.nextBoolean()) {
            running.add(++toolCalls);
            acts.add(new Act.CallTool(toolCalls, "tool", Map.of(), ""));
            awaited = 0;
        }
        if (stops) {
            acts.add(new Act.StopGenerating(generation));
            live.remove(generation);
            referee.dialogueStops(generation);
        }
        if (isLast) {
            last(generation, acts);
        }
        if (!acts.isEmpty()) {
            referee.dialogueTransfers(false);
        }
        return acts;
    }

    /// What the dialogue makes of the end of what a model wrote.
    private void last(long generation, List<Act> acts) {
        int draw = models.nextInt(20);
        if (draw < 5) {
            var next = "e" + ++told;
            question = next;
            acts.add(new Act.Expect(new Expectation(next, List.of(), 1)));
            referee.dialogueAsks(next);
        }
        if (draw == 6) {
            acts.add(new Act.End("drawn"));
            ended = true;
            referee.dialogueEnds();
        } else if (draw > 16) {
            var next = generate("");
            acts.add(next);
            if (awaited == generation) {
                awaited = next.id();
            }
        }
    }

    private static @Nullable String expected(List<Act> acts) {
        for (var act : acts) {
            if (act instanceof Act.Expect(var expectation)) {
                return expectation.name();
            }
        }
        return null;
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        if (digits.reveal().isEmpty()) {
            throw referee.broken("an empty entry reached the dialogue");
        }
        referee.dialogueReadsKeys();
        forget();
        said.setLength(0);
        hasWritten = false;
        return acts("keys");
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        if (!running.remove(toolCall)) {
            throw referee.broken("tool " + toolCall + " returned more often than it was called");
        }
        referee.dialogueGetsResult(toolCall);
        return acts("tool");
    }

    @Override
    public List<Act> silence(int count) {
        referee.dialogueAskedForSilence(count);
        return random.nextInt(3) == 0 ? acts("silence") : List.of();
    }

    @Override
    public List<Act> transferFailed(String reason) {
        referee.dialogueKnowsFailure();
        return ends.nextBoolean() ? acts("transfer") : List.of();
    }

    @Override
    public void interrupted(String heard) {
        boolean isSaid = said.toString().startsWith(heard) || saidBefore.startsWith(heard);
        if (hasWritten && !isSaid) {
            throw referee.broken("told of words that were not said: " + heard);
        }
        forget();
        referee.dialogueInterrupted();
    }

    @Override
    public boolean takeBack() {
        boolean can = random.nextBoolean();
        awaited = 0;
        if (can) {
            tookBack = true;
            forget();
            question = questionBefore;
            referee.dialogueTakesBack(question, heard);
        }
        return can;
    }

    @Override
    public Completeness completeness(String partialWords) {
        return complete(partialWords);
    }

    /// Drawn from the words themselves, so that the referee knows it too.
    static Completeness complete(String partialWords) {
        return switch (Math.floorMod(partialWords.hashCode(), 3)) {
            case 0 -> Completeness.OPEN;
            case 1 -> Completeness.PARTIAL;
            default -> Completeness.COMPLETE;
        };
    }

    @Override
    public int toCome(String partialWords) {
        return missing(partialWords);
    }

    static int missing(String partialWords) {
        return Math.floorMod(partialWords.hashCode() / 3, 4);
    }

    @Override
    public void summarized(long summary, Sensitive<String> text) {
        referee.dialogueGetsSummary(summary, text.reveal());
    }

    private List<Act> acts(String why) {
        if (ended) {
            throw referee.broken("the dialogue was asked after it had ended the call: " + why);
        }
        if (throwing && random.nextInt(8) == 0) {
            referee.dialogueThrows();
            throw new IllegalArgumentException("drawn");
        }
        referee.dialogueTransfers(false);
        if (stubborn) {
            var text = "s" + ++told + " again";
            referee.dialogueHasSentence(text, true, why.equals("begin"));
            referee.dialogueAsks(null);
            referee.dialogueSays(text, null);
            return List.of(Act.Say.of(text));
        }
        var acts = new ArrayList<Act>();
        int draw = random.nextInt(100);
        boolean writes = generating && models.nextInt(100) < 60;
        boolean isWordless = writes && models.nextBoolean();
        @Nullable String first = null;
        if (draw < 90 && !isWordless) {
            var texts = new ArrayList<String>();
            boolean interruptible = random.nextInt(100) < 85;
            for (int i = random.nextInt(3); i >= 0; i--) {
                var text = "s" + ++told + WORDS.get(random.nextInt(WORDS.size()));
                referee.dialogueHasSentence(text, interruptible, why.equals("begin"));
                says(text);
                texts.add(text);
            }
            first = texts.getFirst();
            acts.add(new Act.Say(texts, interruptible));
        }
        @Nullable String expected = null;
        if (draw % 3 != 0) {
            expected = "e" + ++told;
            question = expected;
            int digits = draw % 5 == 0 ? 0 : 1 + draw % 4;
            var grammar = draw % 4 == 0 ? List.of("one") : List.<String>of();
            acts.add(new Act.Expect(new Expectation(expected, grammar, digits)));
        }
        if (generating && minds.nextInt(4) == 0) {
            acts.add(new Act.Summarize(++summaries, REQUEST));
            referee.dialogueAsksSummary(summaries);
        }
        if (!running.isEmpty() && minds.nextInt(3) == 0) {
            long unwanted = running.remove(minds.nextInt(running.size()));
            acts.add(new Act.StopTool(unwanted));
            referee.dialogueStopsTool(unwanted);
        }
        if (draw % 5 == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                var filler = random.nextBoolean() ? "f" + ++told + " please" : "";
                running.add(++toolCalls);
                acts.add(new Act.CallTool(toolCalls, "tool", Map.of(), filler));
            }
        }
        if (writes && draw % 20 != 7) {
            hasWritten |= first != null;
            var filler = models.nextBoolean() ? "f" + ++told + " a moment" : "";
            acts.add(generate(filler, why.equals("hear") ? about(heard) : REQUEST));
            if (models.nextInt(8) == 0) {
                acts.add(generate(""));
            }
        }
        if (ends.nextInt(12) == 0 && draw % 20 != 7) {
            acts.add(new Act.Transfer("desk"));
            referee.dialogueTransfers(true);
        }
        if (draw % 20 == 7) {
            acts.add(new Act.End("drawn"));
            ended = true;
            referee.dialogueEnds();
        }
        if (!isWordless(acts)) {
            awaited = 0;
        }
        referee.dialogueAsks(expected);
        if (first != null) {
            referee.dialogueSays(first, expected);
        }
        return acts;
    }
}
