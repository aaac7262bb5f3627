package dev.parley.dialog.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Act;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random callers and a model that does anything at all: the flow keeps its rules.
class TalkingFlowPropertyTest {
    private static final int CALLS = 400;
    private static final int TURNS = 40;

    private static final List<String> CALLER =
            List.of(
                    "yes",
                    "yes",
                    "no",
                    "well my brakes sort of squeal",
                    "i suppose so my dear",
                    "book an appointment",
                    "ask something",
                    "a brake check",
                    "an oil change",
                    "honda",
                    "tuesday",
                    "at nine thirty",
                    "one two three four",
                    "the day",
                    "wait i meant an oil change",
                    "go back",
                    "repeat",
                    "i want to complain",
                    "the weather",
                    "");

    private static final List<String> SENTENCES =
            List.of(
                    "Of course.",
                    "Shall I go on?",
                    "I have booked it for you.",
                    "That is $900.",
                    "Yes, yes, yes.",
                    "Is that right?",
                    "```code```");

    private static final List<String> ANSWERS =
            List.of(
                    "{\"task\":\"book\"}",
                    "{\"task\":\"ask\"}",
                    "{\"task\":\"book\",\"service\":\"oil\",\"day\":\"2026-11-25\",\"time\":\"10:00\"}",
                    "{\"service\":\"brakes\"}",
                    "{\"service\":\"oil\",\"time\":\"11:00\"}",
                    "{\"car\":1}",
                    "{\"car\":9}",
                    "{\"day\":\"2026-11-24\"}",
                    "{\"day\":\"2026-11-24\",\"time\":\"09:30\"}",
                    "{\"time\":\"14:00\"}",
                    "{\"pin\":\"1234\"}",
                    "{\"sure\":true}",
                    "{\"sure\":false}",
                    "{\"not_right\":\"unsaid\"}",
                    "{\"not_right\":\"day\"}",
                    "{\"yes\":true}",
                    "{",
                    "");

    private static final List<String> WAYS =
            List.of(
                    "repeat",
                    "back",
                    "restart",
                    "person",
                    "complaint",
                    "weather",
                    "change_day",
                    "change_service",
                    "yes",
                    "help");

    private final List<String> heardSince = new ArrayList<>();
    private boolean isWritten;
    private int booked;
    private int asked;

    @Test
    void nothing_is_written_without_a_plain_yes_and_nobody_is_proven_by_a_model() {
        for (int seed = 0; seed < CALLS; seed++) {
            call(new Random(seed), "seed " + seed);
        }
        assertThat(booked).as("calls that came to something").isGreaterThan(5);
        assertThat(asked).as("turns in which a model was asked").isGreaterThan(1_000);
    }

    private void call(Random random, String seed) {
        var call = TalkedFlow.begun();
        heardSince.clear();
        isWritten = false;
        keep(call);
        for (int turn = 0; turn < TURNS && call.acts(Act.End.class).isEmpty(); turn++) {
            if (random.nextInt(6) == 0) {
                interrupt(call, random);
            }
            var words = CALLER.get(random.nextInt(CALLER.size()));
            call.hear(words);
            writesOnlyAfterYes(call, words, seed);
            var before = List.copyOf(heardSince);
            heardSince.clear();
            keep(call);
            int pieces = 0;
            while (call.asksModel() && pieces++ < 3) {
                asked++;
                write(call, random, seed);
            }
            if (random.nextInt(8) == 0 && call.dialogue.takeBack()) {
                // Nothing of the answer had reached the ear.
                heardSince.clear();
                heardSince.addAll(before);
                call.hear("well my brakes");
                writesOnlyAfterYes(call, "", seed);
            }
            while (!call.acts(Act.CallTool.class).isEmpty()) {
                call.returned(result(call.acts(Act.CallTool.class).getFirst().name(), random));
                keep(call);
            }
        }
    }

    private void keep(TalkedFlow call) {
        heardSince.addAll(call.said());
    }

    private void interrupt(TalkedFlow call, Random random) {
        var all = String.join(" ", heardSince);
        call.hearsOnly(all.substring(0, random.nextInt(all.length() + 1)).strip());
    }

    /// Pieces of one answer, until it is over or the flow has taken it.
    private void write(TalkedFlow call, Random random, String seed) {
        for (int i = 0; i < 6; i++) {
            switch (random.nextInt(6)) {
                case 0 -> call.writes(SENTENCES.get(random.nextInt(SENTENCES.size())) + " ");
                case 1, 2 -> call.answers(ANSWERS.get(random.nextInt(ANSWERS.size())));
                case 3 -> call.goes(WAYS.get(random.nextInt(WAYS.size())));
                case 4 -> call.calls("book", "{\"service\":\"oil\"}");
                default -> call.fails(ProviderFailure.NETWORK);
            }
            modelWritesNothing(call, seed);
            if (!call.acts(Act.CallTool.class).isEmpty() || !call.acts(Act.End.class).isEmpty()) {
                return;
            }
        }
        call.ends(random.nextBoolean() ? Finish.Reason.STOP : Finish.Reason.LENGTH);
        modelWritesNothing(call, seed);
    }

    private void modelWritesNothing(TalkedFlow call, String seed) {
        keep(call);
        assertThat(call.acts(Act.CallTool.class))
                .as(seed)
                .noneMatch(tool -> List.of("book", "call_back", "check").contains(tool.name()));
        if (!isWritten) {
            assertThat(call.said()).as(seed).doesNotContain("I have booked it for you.");
        }
    }

    private void writesOnlyAfterYes(TalkedFlow call, String words, String seed) {
        for (var tool : call.acts(Act.CallTool.class)) {
            switch (tool.name()) {
                case "book", "call_back" -> {
                    booked++;
                    isWritten = true;
                    assertThat(words).as(seed).isEqualTo("yes");
                    assertThat(heardSince)
                            .as("%s: what was said last is the flow's question", seed)
                            .last()
                            .isIn(
                                    "Is that right?",
                                    "Yes or no?",
                                    "Shall we call you back?",
                                    "A call back?",
                                    "Press one or two.");
                    if (tool.name().equals("book")) {
                        assertThat(heardSince)
                                .as("%s: the values were read back", seed)
                                .anyMatch(said -> said.contains(" at ") || said.contains(" on "));
                    }
                }
                case "check" -> assertThat(words).as(seed).isEqualTo("one two three four");
                default -> {}
            }
        }
    }

    private static Map<String, Object> result(String tool, Random random) {
        return switch (tool) {
            case "check" -> Map.of("right", random.nextBoolean());
            case "file" -> Map.of("person", "p1", "note", "likes blue");
            case "book" -> Map.of("number", "n1");
            case "call_back" -> Map.of();
            default -> throw new AssertionError(tool);
        };
    }
}
