package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.flow.FlowDialogue;
import dev.parley.dialog.slot.Spoken;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Callers who say, type and interrupt at random, with tools that fail and return nonsense.
class GarageFlowPropertyTest {
    private static final int MOST_TURNS = 61;
    private static final List<String> WORDS = words();

    /// The appointment that stands in the books.
    private static final String SECRET = "november twenty third, at ten o'clock";

    private static final Set<String> NEED_PROOF =
            Set.of(
                    "open_customer",
                    "add_vehicle",
                    "note_papers",
                    "get_upcoming_appointments",
                    "get_slots_to_move",
                    "reschedule_appointment",
                    "cancel_appointment");
    private static final Set<String> WRITE =
            Set.of(
                    "book_appointment",
                    "create_customer",
                    "add_vehicle",
                    "note_papers",
                    "reschedule_appointment",
                    "cancel_appointment",
                    "request_callback");

    @Test
    void whatever_is_said_nothing_is_written_unconfirmed_or_told_unproven_and_every_call_ends() {
        assertThat(play(3_000)).as("calls that wrote").isGreaterThan(50);
    }

    @Test
    @Tag("long")
    void whatever_is_said_by_very_many_callers() {
        assertThat(play(200_000)).isGreaterThan(1_000);
    }

    private static int play(int calls) {
        int wrote = 0;
        for (int seed = 0; seed < calls; seed++) {
            var caller = new RandomCaller(seed);
            try {
                caller.play();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + String.join("\n", caller.log), e);
            }
            wrote += caller.wrote ? 1 : 0;
        }
        return wrote;
    }

    private static List<String> words() {
        var words = new LinkedHashSet<String>();
        GarageFlow.FLOW
                .expectations()
                .forEach(expectation ->
                        expectation
                                .phrases()
                                .forEach(phrase -> words.addAll(List.of(phrase.split(" ")))));
        words.addAll(List.of("zebra", "the", "[unk]", "1", "24th", "'", "a.m."));
        return List.copyOf(words);
    }

    private static final class RandomCaller {
        private final SplittableRandom random;
        private final int sense;
        private final Garage garage = new Garage();
        private final FlowDialogue dialogue = new FlowDialogue(GarageFlow.FLOW);
        private final List<String> log = new ArrayList<>();
        private List<String> phrases = List.of();
        private String lastQuestion = "";
        private boolean over;
        private boolean wrote;
        private boolean proven;
        private boolean saidYes;

        RandomCaller(long seed) {
            random = new SplittableRandom(seed);
            sense = random.nextInt(100);
            if (random.nextBoolean()) {
                garage.andVehicle("4", "Ford Focus");
            }
        }

        void play() {
            take(
                    dialogue.begin(
                            new Opening(
                                    "call",
                                    LocalDateTime.of(2026, 11, 21, 10, 0),
                                    ZoneId.of("America/Chicago"),
                                    1,
                                    Sensitive.of(from()),
                                    "",
                                    Map.of())));
            int turns = 0;
            while (!over) {
                assertThat(turns++).as("turns").isLessThan(MOST_TURNS);
                turn();
            }
            assertThat(dialogue.hear(Sensitive.of("yes"))).as("after the end").isEmpty();
            assertThat(dialogue.keys(Sensitive.of("1"))).isEmpty();
            assertThat(dialogue.silence(1)).isEmpty();
        }

        private String from() {
            return List.of("", "+12125550199", Garage.SARAH, Garage.SARAH).get(random.nextInt(4));
        }

        private void turn() {
            saidYes = false;
            if (random.nextInt(12) == 0) {
                dialogue.interrupted(
                        lastQuestion.substring(0, random.nextInt(lastQuestion.length() + 1)));
            }
            if (random.nextInt(20) == 0) {
                take(dialogue.silence(random.nextInt(3)));
            }
            if (random.nextInt(6) == 0) {
                var keys =
                        List.of("1", "2", "1124", "930", "1400", "0", "*", "5550142378", "77", "");
                var pressed = keys.get(random.nextInt(keys.size()));
                saidYes = pressed.equals("1");
                log.add("keys " + pressed);
                take(dialogue.keys(Sensitive.of(pressed)));
            } else {
                var words = words();
                saidYes =
                        words.matches(".*\\b(yes|yeah|sure|correct|right|okay|good|fine|is)\\b.*");
                log.add("caller " + words);
                dialogue.completeness(words);
                take(dialogue.hear(Sensitive.of(words)));
            }
        }

        private String words() {
            if (random.nextInt(100) < sense) {
                return sensible();
            }
            if (random.nextInt(4) > 0 && !phrases.isEmpty()) {
                return phrases.get(random.nextInt(phrases.size()));
            }
            if (random.nextInt(3) == 0) {
                return List.of("yes please", "tuesday", "nine thirty", "an oil change", "no")
                        .get(random.nextInt(5));
            }
            var words = new ArrayList<String>();
            for (int i = random.nextInt(7); i > 0; i--) {
                words.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            return String.join(" ", words);
        }

        /// What somebody would say who wants an appointment.
        private String sensible() {
            var answers =
                    Map.ofEntries(
                            Map.entry("help you", task()),
                            Map.entry(
                                    "four digits",
                                    random.nextBoolean()
                                            ? "zero one four seven"
                                            : "one two three four"),
                            Map.entry("license plate, or your vehicle", "last four digits"),
                            Map.entry("like to cancel it", "i sold the car"),
                            Map.entry("shall I move it", "tuesday at nine thirty"),
                            Map.entry("been here", random.nextBoolean() ? "yes" : "no"),
                            Map.entry(
                                    "we have of you",
                                    "two one two five five five zero one four seven"),
                            Map.entry("date of birth?", "march fifth nineteen eighty two"),
                            Map.entry("first and last name", "maria lopez"),
                            Map.entry("make and model", "ford focus"),
                            Map.entry("which year", "twenty nineteen"),
                            Map.entry("service does", "an oil change please"),
                            Map.entry("car is it for", "the honda civic"),
                            Map.entry("Which day", "next tuesday"),
                            Map.entry("day suits", "november twenty fourth"),
                            Map.entry("Which time", "the first one"),
                            Map.entry("Is that right", "yes please"),
                            Map.entry("Shall I book", "yes please"),
                            Map.entry("anything else", random.nextBoolean() ? "no" : task()));
            return answers.entrySet().stream()
                    .filter(answer -> lastQuestion.contains(answer.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("yes");
        }

        private String task() {
            return List.of(
                            "book an appointment",
                            "move my appointment",
                            "cancel my appointment",
                            "when is my appointment",
                            "add a car")
                    .get(random.nextInt(5));
        }

        private void take(List<Act> acts) {
            var said = new StringBuilder();
            for (var act : acts) {
                switch (act) {
                    case Act.Say say -> said.append(String.join(" ", say.sentences())).append(' ');
                    case Act.Expect expect -> phrases = expect.expectation().phrases();
                    case Act.CallTool call -> {
                        log.add("tool " + call);
                        check(call);
                        if (random.nextInt(15) == 0) {
                            dialogue.hear(Sensitive.of("yes please"));
                        }
                        var result = result(call);
                        proven |= result.succeeded() && provedBy(call, result);
                        assertThat(dialogue.toolReturned(call.id() + 1, result)).isEmpty();
                        take(dialogue.toolReturned(call.id(), result));
                    }
                    case Act.End end -> {
                        log.add("end " + end.outcome());
                        over = true;
                    }
                    case Act.Note _, Act.Transfer _, Act.HandOver _ -> {}
                    case Act.StopTool _, Act.Generate _, Act.StopGenerating _, Act.Summarize _ -> {}
                }
            }
            if (!said.isEmpty()) {
                lastQuestion = said.toString();
                log.add("agent " + said);
                assertThat(lastQuestion).doesNotContain("null").doesNotContain("{");
                if (!proven) {
                    assertThat(lastQuestion).as("told before the proof").doesNotContain(SECRET);
                }
            }
        }

        /// What is written was read back in the last words of the agent and answered by a yes; what
        /// needs a proof had one.
        private void check(Act.CallTool call) {
            if (NEED_PROOF.contains(call.name())) {
                assertThat(proven).as("%s after a proof", call.name()).isTrue();
            }
            if (!WRITE.contains(call.name())) {
                return;
            }
            wrote = true;
            assertThat(saidYes).as("an explicit yes").isTrue();
            if (call.arguments().containsKey("date")) {
                var date = LocalDate.parse(String.valueOf(call.arguments().get("date")));
                var time = LocalTime.parse(String.valueOf(call.arguments().get("time")));
                assertThat(lastQuestion).contains(Spoken.date(date)).contains(Spoken.time(time));
            }
            if (call.name().equals("cancel_appointment")) {
                assertThat(lastQuestion).contains(SECRET);
            }
        }

        private static boolean provedBy(Act.CallTool call, ToolResult result) {
            return Boolean.TRUE.equals(result.data().get("verified"))
                    || (call.name().equals("create_customer")
                            && Boolean.TRUE.equals(result.data().get("found")));
        }

        private ToolResult result(Act.CallTool call) {
            return switch (random.nextInt(10)) {
                case 0 -> ToolResult.failure("failed");
                case 1 ->
                        random.nextBoolean()
                                ? ToolResult.failure("slot-taken")
                                : ToolResult.success(Map.of("found", "nonsense", "open", true));
                default -> garage.call(call);
            };
        }
    }
}
