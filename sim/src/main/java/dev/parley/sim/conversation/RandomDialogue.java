package dev.parley.sim.conversation;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Says, asks and does anything a dialogue may; every sentence, filler and expectation is unique.
/// Complains when it is called in a way its contract forbids.
final class RandomDialogue implements Dialogue {
    private static final List<String> WORDS =
            List.of(" one", " two and", " three or more", " four", " fifteen of them");

    private final SplittableRandom random;
    private final SplittableRandom ends;
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

    RandomDialogue(
            SplittableRandom random, SplittableRandom ends, Weather weather, Referee referee) {
        this.random = random;
        this.ends = ends;
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
            referee.dialogueAnswerStands(again);
            return answer;
        }
        tookBack = false;
        heard = words.reveal();
        referee.dialogueHears(heard);
        var before = question;
        answer = acts("hear");
        questionBefore = before;
        return answer;
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
        return acts("keys");
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        if (!running.remove(toolCall)) {
            throw referee.broken("tool " + toolCall + " returned more often than it was called");
        }
        referee.dialogueGetsResult();
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
        referee.dialogueInterrupted();
    }

    @Override
    public boolean takeBack() {
        boolean can = random.nextBoolean();
        if (can) {
            tookBack = true;
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
        @Nullable String first = null;
        if (draw < 90) {
            var texts = new ArrayList<String>();
            boolean interruptible = random.nextInt(100) < 85;
            for (int i = random.nextInt(3); i >= 0; i--) {
                var text = "s" + ++told + WORDS.get(random.nextInt(WORDS.size()));
                referee.dialogueHasSentence(text, interruptible, why.equals("begin"));
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
        if (draw % 5 == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                var filler = random.nextBoolean() ? "f" + ++told + " please" : "";
                running.add(++toolCalls);
                acts.add(new Act.CallTool(toolCalls, "tool", Map.of(), filler));
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
        referee.dialogueAsks(expected);
        if (first != null) {
            referee.dialogueSays(first, expected);
        }
        return acts;
    }
}
