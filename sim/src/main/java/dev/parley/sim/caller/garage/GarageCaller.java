package dev.parley.sim.caller.garage;

import dev.parley.dialog.slot.Spoken;
import dev.parley.sim.caller.CallerBrain;
import dev.parley.sim.caller.CallerOutcome;
import dev.parley.sim.caller.PromptReader.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A customer who books what they were told to, answers what they are asked, checks what is read
/// back, and lets go of nothing that was understood wrongly. Pure.
public final class GarageCaller implements CallerBrain {
    private static final int MOST_REPEATS = 3;
    private static final int MOST_SILENCES = 4;
    private static final int MOST_REFUSALS = 3;

    private final GarageWish wish;
    private final Map<String, Integer> tries = new LinkedHashMap<>();
    private String lastQuestion = "";
    private String wrongPart = "";
    private int repeats;
    private int refusals;
    private boolean booked;
    private String bookedDate = "";
    private String bookedTime = "";

    public GarageCaller(GarageWish wish) {
        this.wish = wish;
    }

    /// The services that this caller can ask for, by id.
    public static List<String> services() {
        return Wording.services();
    }

    @Override
    public List<Move> heard(List<Said> prompts, String words) {
        for (var said : prompts) {
            if (said.name().equals("booked/TELL")) {
                booked = true;
                bookedDate = said.gaps().getOrDefault("booking.date", "");
                bookedTime = said.gaps().getOrDefault("booking.time", "");
            }
        }
        var answers =
                prompts.reversed().stream()
                        .map(this::answer)
                        .filter(list -> !list.isEmpty())
                        .findFirst();
        if (answers.isPresent()) {
            repeats = 0;
            return answers.get();
        }
        boolean isOver = prompts.stream().anyMatch(said -> said.name().equals("goodbye/TELL"));
        if (isOver || !prompts.isEmpty()) {
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
    public List<Move> silence(int count) {
        if (count >= MOST_SILENCES) {
            return List.of(new Move.HangUp());
        }
        return lastQuestion.isEmpty() ? List.of() : again();
    }

    @Override
    public CallerOutcome outcome() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("service", wish.service());
        facts.put("date", wish.date().toString());
        facts.put("time", wish.time().toString());
        facts.put("vehicle", wish.vehicle());
        facts.put("heard_date", bookedDate);
        facts.put("heard_time", bookedTime);
        return new CallerOutcome(booked, facts);
    }

    /// What this prompt asks for; empty if it asks for nothing.
    private List<Move> answer(Said said) {
        int slash = said.name().indexOf('/');
        var step = said.name().substring(0, slash);
        return switch (said.name().substring(slash + 1)) {
            case "ASK", "HELP", "SILENCE" -> spoken(step);
            case "KEYPAD" -> keys(step);
            case "CONFIRM" -> confirmed(said, step);
            case "WHICH" -> say("which", () -> List.of(wrongPart));
            default -> List.of();
        };
    }

    private List<Move> spoken(String step) {
        return switch (step) {
            case "ask_task" -> say(step, Wording::task);
            case "ask_service" -> say(step, () -> Wording.service(wish.service()));
            case "ask_vehicle" -> say(step, () -> Wording.vehicle(wish.vehicle()));
            case "ask_day" -> say(step, () -> Wording.date(wish.date(), wish.today()));
            case "ask_time" -> say(step, () -> Wording.time(wish.time()));
            case "ask_more" ->
                    booked ? say(step, Wording::nothingMore) : say("book_again", Wording::task);
            case "read_back" -> say(step, Wording::yes);
            default -> List.of();
        };
    }

    private List<Move> keys(String step) {
        return switch (step) {
            case "ask_task" -> press("1");
            case "ask_service" ->
                    press(
                            switch (wish.service()) {
                                case "oil_change" -> "1";
                                case "tire_rotation" -> "2";
                                case "brake_inspection" -> "3";
                                default -> "4";
                            });
            case "ask_day" ->
                    press(
                            "%02d%02d"
                                    .formatted(
                                            wish.date().getMonthValue(),
                                            wish.date().getDayOfMonth()));
            case "ask_time" ->
                    press("%02d%02d".formatted(wish.time().getHour(), wish.time().getMinute()));
            case "read_back" -> press(wrongPart.isEmpty() ? "1" : "2");
            case "ask_more" -> press("2");
            case "offer_callback" -> press("1");
            default -> List.of();
        };
    }

    private List<Move> confirmed(Said said, String step) {
        if (!step.equals("read_back")) {
            return say(step, Wording::yes);
        }
        wrongPart = wrongPart(said.gaps());
        if (wrongPart.isEmpty()) {
            return say(step, Wording::yes);
        }
        refusals++;
        return refusals > MOST_REFUSALS ? List.of(new Move.HangUp()) : say("refuse", Wording::no);
    }

    /// The first value read back that is not what was wanted; empty if all are right.
    private String wrongPart(Map<String, String> gaps) {
        if (!near(gaps.get("service"), wish.service().replace('_', ' '))) {
            return "the service";
        }
        if (!near(gaps.get("vehicle"), Spoken.heard(wish.vehicle()))) {
            return "the car";
        }
        if (!near(gaps.get("day"), Spoken.heard(Spoken.date(wish.date())))) {
            return "the day";
        }
        return near(gaps.get("time"), Spoken.heard(Spoken.time(wish.time()))) ? "" : "the time";
    }

    /// Whether what was heard is the same but for at most one word of three or more.
    private static boolean near(@Nullable String heard, String expected) {
        if (heard == null) {
            return false;
        }
        var wanted = new ArrayList<>(List.of(expected.split(" ")));
        int count = wanted.size();
        for (var word : heard.split(" ")) {
            wanted.remove(word);
        }
        return wanted.size() <= (count >= 3 ? 1 : 0);
    }

    private List<Move> say(String question, Supplier<List<String>> wordings) {
        lastQuestion = question;
        var all = wordings.get();
        int count = tries.merge(question, 1, Integer::sum);
        return List.of(new Move.Say(all.get((count - 1) % all.size())));
    }

    private List<Move> press(String keys) {
        return List.of(new Move.Press(keys));
    }

    private List<Move> again() {
        return switch (lastQuestion) {
            case "which" -> say("which", () -> List.of(wrongPart));
            case "refuse" -> say("refuse", Wording::no);
            case "book_again" -> say("book_again", Wording::task);
            case "offer_callback" -> say("offer_callback", Wording::yes);
            default -> spoken(lastQuestion);
        };
    }
}
