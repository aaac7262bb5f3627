package dev.parley.sim.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.Conversation;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Phrases;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.sim.caller.AgentPrompt;
import dev.parley.sim.caller.CallerBrain;
import dev.parley.sim.caller.CallerOutcome;
import dev.parley.sim.caller.PromptReader;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpokenCallTest {
    private static final Opening OPENING =
            new Opening(
                    "call-1",
                    LocalDateTime.of(2026, 11, 21, 12, 0),
                    ZoneOffset.UTC,
                    1,
                    Sensitive.of("+15550101"),
                    "+15550100",
                    Map.of());

    /// Asks for a colour, repeats the answer, and ends.
    private static final class ColourDialogue implements Dialogue {
        private final List<String> heard = new ArrayList<>();
        private final List<String> cut = new ArrayList<>();

        @Override
        public List<Act> begin(Opening opening) {
            return List.of(
                    Act.Say.of("Welcome to the paint shop.", "Which colour would you like?"),
                    new Act.Expect(new Expectation("colour", List.of("red", "blue"), 1)));
        }

        @Override
        public List<Act> hear(Sensitive<String> words) {
            return answer(words.reveal());
        }

        @Override
        public List<Act> keys(Sensitive<String> digits) {
            return answer("key " + digits.reveal());
        }

        private List<Act> answer(String what) {
            heard.add(what);
            return List.of(Act.Say.of("You said " + what + ". Goodbye."), new Act.End("told"));
        }

        @Override
        public List<Act> toolReturned(long toolCall, ToolResult result) {
            return List.of();
        }

        @Override
        public List<Act> silence(int count) {
            return List.of();
        }

        @Override
        public void interrupted(String soFar) {
            cut.add(soFar);
        }

        @Override
        public Completeness completeness(String partialWords) {
            return partialWords.endsWith("red") ? Completeness.OPEN : Completeness.COMPLETE;
        }
    }

    /// Answers a question, and can do so before it was asked to the end.
    private record Caller(List<Move> answer, List<Move> early) implements CallerBrain {
        @Override
        public List<Move> heard(List<PromptReader.Said> prompts, String words) {
            return isAsked(prompts) ? answer : List.of();
        }

        @Override
        public List<Move> meanwhile(List<PromptReader.Said> prompts) {
            return isAsked(prompts) ? early : List.of();
        }

        private static boolean isAsked(List<PromptReader.Said> prompts) {
            return prompts.stream().anyMatch(said -> said.name().equals("ask"));
        }

        @Override
        public List<Move> silence(int count) {
            return List.of();
        }

        @Override
        public CallerOutcome outcome() {
            return new CallerOutcome(true, Map.of());
        }
    }

    private final ColourDialogue dialogue = new ColourDialogue();

    private SpokenReport call(CallerBrain brain) {
        return SpokenCall.run(
                new SpokenCall.Parts(
                        new Conversation(
                                ConversationSettings.defaults(), Phrases.english(), dialogue),
                        OPENING,
                        brain,
                        new PromptReader(
                                List.of(AgentPrompt.of("ask", "Which colour would you like?"))),
                        Expectation.OPEN,
                        SpokenLine.textTrue(),
                        SpokenLine.textTrue(),
                        _ -> ToolResult.failure("none"),
                        Duration.ofMinutes(5)));
    }

    private static List<CallerBrain.Move> say(String text) {
        return List.of(new CallerBrain.Move.Say(text));
    }

    @Test
    void an_answer_is_heard_and_the_goodbye_is_said_to_its_end() {
        var report = call(new Caller(say("Red, please."), List.of()));
        assertThat(dialogue.heard).containsExactly("red please");
        assertThat(report.end()).isEqualTo(EndReason.COMPLETED);
        assertThat(report.outcome()).isEqualTo("told");
        assertThat(report.log().getLast()).isEqualTo("agent: You said red please. Goodbye.");
    }

    @Test
    void a_pause_for_thought_does_not_end_the_answer() {
        call(new Caller(say("red | no blue"), List.of()));
        assertThat(dialogue.heard).containsExactly("red no blue");
    }

    @Test
    void an_answer_into_the_question_cuts_it_and_is_answered() {
        call(new Caller(List.of(), say("blue please now")));
        assertThat(dialogue.heard).containsExactly("blue please now");
        assertThat(dialogue.cut)
                .singleElement()
                .satisfies(heard ->
                        assertThat(heard)
                                .startsWith("Welcome to the paint shop. Which")
                                .doesNotContain("like"));
    }

    @Test
    void keys_are_an_answer() {
        call(new Caller(List.of(new CallerBrain.Move.Press("2")), List.of()));
        assertThat(dialogue.heard).containsExactly("key 2");
    }

    @Test
    void a_caller_who_never_speaks_is_asked_twice_and_let_go() {
        var report = call(new Caller(List.of(), List.of()));
        assertThat(report.end()).isEqualTo(EndReason.CALLER_SILENT);
        assertThat(report.log()).contains("agent: Are you still there?");
    }
}
