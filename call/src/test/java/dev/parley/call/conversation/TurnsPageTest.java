package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Keeps `docs/turns.md` equal to the code: the diagrams come from the machines' arrows, the table
/// of races from the tests that hold them. Written anew with `-Dparley.update=true`.
class TurnsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "turns.md");

    private static final String HEAD =
            """
            # Turns: who speaks when

            Generated from the code by `TurnsPageTest`; after a change run
            `./mvnw -pl call test -Dtest=TurnsPageTest -Dparley.update=true`.

            A conversation is made of small machines. Inputs and the time go in, effects come out; the
            machines tell each other what follows by signals, first-in first-out within one step
            (`Conversation.hear` lists who hears what). Every machine moves only along the arrows
            below; anything else is a defect and throws. The simulation
            (`ConversationSimulationTest`) takes every arrow at least a hundred times.

            The rules in short:

            - The dialogue is never ahead of the caller's ear: it is asked only when no reply plays and
              the caller's turn is over. What waits for that: the caller's keys, spoken and written words
              first, then what was cut by a noise or a broken connection, then results of tools, then
              the warning of the call's end.
            - While the caller's connection is away, the call held or handed over, nothing is said,
              nothing is answered and no silence counted.
            - A turn ends after a silence: as long as its answer needs by its grammar, longer while
              digits or letters are missing, longer for a caller who pauses longer, longer after words
              with which nobody ends a sentence (`Unfinished`); or when the
              recognizer says so, or the talk key is let go (`Endpointing`).
            - A model may be asked in each pause of open speech whether the turn is over. Its no makes
              the pause longer, its yes changes nothing (`TurnVeto`).
            - Turns that bring nothing do not keep a call alive (`Progress`).
            - The agent talks on while it is undecided whether the caller interrupts. Words stop it; speech
              without words yet holds it, and if nothing was said it goes on at the word it had not finished,
              at most two seconds after the last sound. With `turns.interruption.on-speech: pause` it
              is held from the first sound on.
            - What a model writes is spoken sentence by sentence while it writes on. It speaks in its turn
              only; when nothing of it sounds, the floor is free. Words, an interruption and the end of
              the call are the end of what it still writes (`Generations`).
            - While the caller pauses, a model is asked as if the turn were over. If it ends with those
              words, what was written meanwhile is the answer; else nobody has seen it (`Foresight`).
            - While a tool or a model is slow the caller hears one phrase, then at most two updates, never
              the same twice in a row, and none after the caller began to speak (`Fillers`).
            - A summary that a model writes in the background is waited for by nobody (`Summaries`).
            - Signs of listening, however long, never stop the agent. What must be heard whole is neither
              stopped nor held; the caller's words are answered after it.
            - An input that lay in the mailbox comes before a deadline; what is still due then fires in
              the same step.
            - Everything started has a number. Reports about what is over are dropped in one place
              (`Conversation.isLate`) and counted.
            - A close once decided keeps its reason, and ends within the drain limit. The longest call
              lasts its maximum plus the drain limit.

            """;

    @Test
    void page_is_equal_to_the_code() throws IOException {
        var page = page();
        if (Boolean.getBoolean("parley.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/turns.md is old: run this test with -Dparley.update=true and commit it")
                .isEqualTo(page);
    }

    private static String page() {
        var page = new StringBuilder(HEAD);
        page.append("## Machines\n");
        diagrams(page);
        page.append(
                "\n## Races\n\n| This happens | while | Decision | Test |\n|---|---|---|---|\n");
        races(page);
        page.append("\n## Guards\n\nLeft out one at a time, each is found by the simulation:\n\n");
        page.append(
                String.join(
                        ", ",
                        Arrays.stream(Guard.values()).map(guard -> "`" + guard + "`").toList()));
        return page.append(".\n").toString();
    }

    private static void diagrams(StringBuilder page) {
        var machines = new LinkedHashMap<String, List<Transition<?>>>();
        for (var arrow : Transitions.all()) {
            machines.computeIfAbsent(Transitions.machineOf(arrow), _ -> new ArrayList<>())
                    .add(arrow);
        }
        machines.forEach((machine, arrows) -> {
            page.append("\n### ").append(machine).append("\n\n```mermaid\n");
            page.append("stateDiagram-v2\n    [*] --> ");
            page.append(arrows.getFirst().from().getDeclaringClass().getEnumConstants()[0]);
            for (var arrow : arrows) {
                page.append("\n    ").append(arrow.from()).append(" --> ");
                page.append(arrow.to()).append(" : ").append(words(arrow.name()));
            }
            page.append("\n```\n");
        });
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void races(StringBuilder page) {
        var methods = new ArrayList<Method>();
        for (var tests :
                List.of(
                        RacesTest.class,
                        BargeInRacesTest.class,
                        OwnVoiceRacesTest.class,
                        WritingRacesTest.class,
                        AwayRacesTest.class,
                        HoldRacesTest.class,
                        JudgeRacesTest.class,
                        GenerationRacesTest.class,
                        BudgetRacesTest.class)) {
            methods.addAll(Arrays.asList(tests.getDeclaredMethods()));
        }
        methods.removeIf(method -> !method.isAnnotationPresent(Race.class));
        methods.sort(
                Comparator.comparing((Method method) -> method.getAnnotation(Race.class).during())
                        .thenComparing(Method::getName));
        for (var method : methods) {
            var race = method.getAnnotation(Race.class);
            page.append("| ").append(race.happens()).append(" | ").append(race.during());
            page.append(" | ").append(race.decision()).append(" | `");
            page.append(method.getName()).append("` |\n");
        }
    }
}
