package dev.parley.sim.caller.garage;

import dev.parley.sim.caller.CallerBrain;
import dev.parley.sim.caller.CallerOutcome;
import dev.parley.sim.caller.PromptReader.Said;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A caller of the garage who wants one thing, answers what they are asked in their own manner,
/// checks what is read back, and lets go of nothing that was understood wrongly. Pure.
public final class GarageCaller implements CallerBrain {
    private static final int MOST_REPEATS = 3;
    private static final int MOST_SILENCES = 4;
    private static final int MOST_REFUSALS = 3;

    private final GarageGoal goal;
    private final Manner manner;
    private final Answers answers;
    private final KeyAnswers keys;
    private final ReadBack readBack;
    private final Map<String, Integer> tries = new LinkedHashMap<>();
    private final Map<String, String> heard = new LinkedHashMap<>();

    /// Values by step of what is being answered.
    private final Map<String, Map<String, String>> read = new LinkedHashMap<>();

    private String lastQuestion = "";
    private List<String> lastAnswer = List.of();
    private String wrongPart = "";
    private int repeats;
    private int refusals;
    private boolean done;
    private boolean reached;
    private boolean hasStrayed;

    /// A calm customer who books.
    public GarageCaller(GarageWish wish) {
        this(GarageGoal.of(wish), Manner.CALM);
    }

    public GarageCaller(GarageGoal goal, Manner manner) {
        this.goal = goal;
        this.manner = manner;
        answers = new Answers(goal);
        keys = new KeyAnswers(goal);
        readBack = new ReadBack(goal);
    }

    /// The services that this caller can ask for, by id.
    public static List<String> services() {
        return Wording.services();
    }

    @Override
    public List<Move> heard(List<Said> prompts, String words) {
        prompts.forEach(this::note);
        read.clear();
        prompts.forEach(said ->
                read.computeIfAbsent(step(said), _ -> new LinkedHashMap<>()).putAll(said.gaps()));
        var moves =
                prompts.reversed().stream()
                        .map(this::answer)
                        .filter(list -> !list.isEmpty())
                        .findFirst();
        if (moves.isPresent()) {
            repeats = 0;
            return moves.get();
        }
        if (!prompts.isEmpty() || manner == Manner.KEYS_ONLY) {
            return List.of();
        }
        repeats++;
        if (repeats > MOST_REPEATS) {
            return lastQuestion.isEmpty() ? List.of(new Move.HangUp()) : again();
        }
        return List.of(
                new Move.Say(repeats % 2 == 1 ? "please repeat that" : "say that again please"));
    }

    @Override
    public List<Move> meanwhile(List<Said> prompts) {
        if (manner != Manner.INTERRUPTS || prompts.isEmpty()) {
            return List.of();
        }
        var said = prompts.getLast();
        return purpose(said).equals("ASK") && !step(said).equals("ask_time")
                ? answer(said)
                : List.of();
    }

    @Override
    public List<Move> silence(int count) {
        if (count >= MOST_SILENCES) {
            return List.of(new Move.HangUp());
        }
        boolean isSilentOne = manner == Manner.SILENT_AT_FIRST && tries.isEmpty();
        return lastQuestion.isEmpty() || isSilentOne ? List.of() : again();
    }

    @Override
    public CallerOutcome outcome() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("task", goal.task().name());
        facts.put("service", goal.service());
        facts.put("date", goal.date().toString());
        facts.put("time", goal.time().toString());
        facts.put("vehicle", goal.vehicle());
        facts.put("heard_date", heard.getOrDefault("date", ""));
        facts.put("heard_time", heard.getOrDefault("time", ""));
        return new CallerOutcome(reached, facts);
    }

    /// What the agent says is done.
    private void note(Said said) {
        var step = step(said);
        // The services are named in the same words where help is asked for.
        boolean isServices =
                goal.task() == GarageGoal.Task.SERVICES && said.name().equals("ask_service/HELP");
        reached |= step.equals(goal.task().done()) || isServices;
        done |= reached || step.equals("callback_noted") || step.equals("no_price");
        if (step.equals("booked") || step.equals("appointment_moved")) {
            said.gaps()
                    .forEach((gap, words) -> heard.put(gap.substring(gap.indexOf('.') + 1), words));
        }
    }

    /// What this prompt asks for; empty if it asks for nothing.
    private List<Move> answer(Said said) {
        var step = step(said);
        return switch (purpose(said)) {
            case "ASK", "HELP", "SILENCE" -> asked(step);
            case "KEYPAD" -> press(step);
            case "CONFIRM" -> confirmed(said, step);
            case "WHICH" -> say("which", List.of(wrongPart));
            default -> List.of();
        };
    }

    private List<Move> asked(String step) {
        if (manner == Manner.KEYS_ONLY) {
            return press(step);
        }
        if (step.equals("ask_more")) {
            return done
                    ? say(step, Wording.nothingMore())
                    : say("again", Wording.task(goal.task()));
        }
        if (step.equals("ask_task") && !hasStrayed) {
            hasStrayed = true;
            switch (manner) {
                case IMPATIENT -> {
                    return say(step, List.of("hurry up"));
                }
                case OFF_TOPIC -> {
                    return say(step, List.of("how is the weather"));
                }
                case SILENT_AT_FIRST -> {
                    lastQuestion = step;
                    return List.of();
                }
                case CALM, CHANGES_MIND, CORRECTS, INTERRUPTS, KEYS_ONLY -> {}
            }
        }
        var wordings = answers.to(step);
        if (wordings.isEmpty()) {
            return List.of();
        }
        boolean first = !tries.containsKey(step);
        if (first && (step.equals("ask_day") || step.equals("ask_new_day"))) {
            if (manner == Manner.CHANGES_MIND) {
                return say(step, answers.day(otherDay()));
            }
            if (manner == Manner.CORRECTS) {
                return say(
                        step,
                        List.of(answers.day(otherDay()).getFirst() + " no " + wordings.getFirst()));
            }
        }
        if (first && step.equals("ask_time") && manner == Manner.CHANGES_MIND) {
            return say(step, List.of("no " + answers.day(goal.date()).getFirst()));
        }
        return say(step, wordings);
    }

    /// A working day that is not the one that is wanted.
    private LocalDate otherDay() {
        return switch (goal.date().getDayOfWeek()) {
            case FRIDAY -> goal.date().minusDays(1);
            case SATURDAY -> goal.date().plusDays(2);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, SUNDAY -> goal.date().plusDays(1);
        };
    }

    private List<Move> confirmed(Said said, String step) {
        // Each sentence is a prompt of its own: what was read back may stand in the one before.
        var values = read.getOrDefault(step, said.gaps());
        wrongPart = readBack.wrongPart(values).orElse("");
        if (manner == Manner.KEYS_ONLY) {
            return List.of(new Move.Press(wrongPart.isEmpty() ? "1" : "2"));
        }
        if (wrongPart.isEmpty()) {
            return say(step, Wording.yes());
        }
        refusals++;
        if (refusals > 2 * MOST_REFUSALS) {
            return List.of(new Move.HangUp());
        }
        return refusals > MOST_REFUSALS
                ? say("person", Wording.task(GarageGoal.Task.PERSON))
                : say("refuse", Wording.no());
    }

    private List<Move> say(String question, List<String> wordings) {
        lastQuestion = question;
        lastAnswer = wordings;
        int count = tries.merge(question, 1, Integer::sum);
        return List.of(new Move.Say(wordings.get((count - 1) % wordings.size())));
    }

    private List<Move> press(String step) {
        if (step.equals("ask_more") && !done) {
            return List.of(new Move.Press("1"));
        }
        var pressed = keys.to(step);
        boolean isConfirmation = step.startsWith("read_back") || step.equals("confirm_number");
        if (pressed.isEmpty() && isConfirmation) {
            return List.of(new Move.Press(wrongPart.isEmpty() ? "1" : "2"));
        }
        return pressed.isEmpty() ? List.of() : List.of(new Move.Press(pressed));
    }

    private List<Move> again() {
        return say(lastQuestion, lastAnswer.isEmpty() ? answers.to(lastQuestion) : lastAnswer);
    }

    private static String step(Said said) {
        return said.name().substring(0, said.name().indexOf('/'));
    }

    private static String purpose(Said said) {
        return said.name().substring(said.name().indexOf('/') + 1);
    }
}
