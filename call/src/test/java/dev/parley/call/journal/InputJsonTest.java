package dev.parley.call.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Line;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InputJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// One of each, with values that are easily lost.
    private static final List<Input> ALL =
            List.of(
                    new Input.Opened(
                            new Opening(
                                    "c1",
                                    LocalDateTime.parse("2026-11-21T12:00:00.123456789"),
                                    ZoneId.of("America/New_York"),
                                    Long.MIN_VALUE,
                                    Sensitive.of("+12125550147"),
                                    "+12125550100",
                                    Map.of("b", "2", "a", "1"))),
                    new Input.Opened(
                            new Opening(
                                    "c2",
                                    LocalDateTime.parse("2026-11-21T12:00:00"),
                                    ZoneId.of("Europe/Berlin"),
                                    0,
                                    Sensitive.of(""),
                                    "",
                                    Map.of(),
                                    true)),
                    new Ear.SpeechStarted(1, 2),
                    new Ear.SpeechStopped(3, 4, 5),
                    new Ear.PartialWords(6, Sensitive.of("oil \"change\"\n\0 ü \uD83D\uDE97")),
                    new Ear.FinalWords(7, Sensitive.of("")),
                    new Ear.RecognitionFailed(8, ProviderFailure.OVERLOADED),
                    new Ear.EndOfTurn(8, 0.1),
                    new Ear.EagerEndOfTurn(8),
                    new Ear.TurnResumed(8),
                    new Ear.OwnVoice(9),
                    new Ear.KeyPressed('#'),
                    new Ear.MediaStalled(9),
                    new Ear.MediaResumed(10),
                    new Mouth.SentenceStarted(11, 12),
                    new Mouth.SentencePlayed(13, 14, true),
                    new Mouth.ReplyPlayed(15),
                    new Mouth.ReplyCut(16, -1, 18, false),
                    new Mouth.ReplyResumed(91, 92, 93, 94),
                    new Mouth.SpeechFailed(19, 20, ProviderFailure.NETWORK),
                    new Input.ToolReturned(
                            21,
                            ToolResult.success(
                                            Map.of(
                                                    "int",
                                                    7,
                                                    "long",
                                                    7L,
                                                    "double",
                                                    0.1,
                                                    "decimal",
                                                    new BigDecimal("7.10"),
                                                    "flag",
                                                    true,
                                                    "list",
                                                    List.of("a", 1, Map.of("k", 1L))))
                                    .about("customer:12")),
                    new Input.ToolReturned(22, ToolResult.failure("slot-taken")),
                    new Line.BudgetNear("call"),
                    new Line.BudgetSpent("agent-day"),
                    new Input.TurnJudged(23, 0.25),
                    new Input.Model(24, new ModelEvent.Text(" caf\u00e9,\n")),
                    new Input.Model(
                            25, new ModelEvent.Called(new ToolCall("c1", "find", "{\"day\": 1}"))),
                    new Input.Model(
                            26,
                            new ModelEvent.Done(
                                    new Finish(Finish.Reason.LENGTH, new Usage(3, 2, 1)))),
                    new Input.Model(
                            27, new ModelEvent.Done(new Finish(Finish.Reason.STOP, Usage.UNKNOWN))),
                    new Input.Model(
                            28,
                            new ModelEvent.Failed(
                                    new ProviderFault(
                                            ProviderFailure.RATE,
                                            Duration.ofMillis(1500),
                                            "too many"))),
                    new Input.Model(
                            29,
                            new ModelEvent.Failed(
                                    new ProviderFault(ProviderFailure.KEY, "no key"))),
                    new Line.HungUp(),
                    new Line.ConnectionLost(),
                    new Line.ProtocolBroken(),
                    new Line.Written(Sensitive.of("hello"), true, false),
                    new Line.Held(),
                    new Line.Resumed(),
                    new Line.Transferred(),
                    new Line.TransferFailed("busy"),
                    new Line.TurnOpened(),
                    new Line.TurnClosed(),
                    new Line.Away(),
                    new Line.Back(),
                    new Line.DrainRequested(),
                    new Line.DrainLimitReached(),
                    new Line.Broken("mailbox full"));

    @Test
    void every_input_comes_back_as_it_was() throws Exception {
        for (var input : ALL) {
            var json = InputJson.write(input).toString();
            assertThat(InputJson.read(JSON.readTree(json))).as(json).isEqualTo(input);
        }
    }

    @Test
    void every_input_there_is_was_tried() {
        assertThat(ALL.stream().map(Object::getClass).distinct())
                .as("add one of the new input to ALL, and a case to InputJson.read")
                .containsExactlyInAnyOrderElementsOf(records(Input.class).toList());
    }

    @Test
    void half_of_a_surrogate_pair_becomes_a_sign_that_a_file_can_hold() {
        assertThat(InputJson.write(new Line.Broken("a\uD83Db")).path("what").asText())
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void what_is_no_input_is_refused_without_being_quoted() throws Exception {
        for (var json :
                List.of(
                        "{}",
                        "{\"type\":\"canary\"}",
                        "{\"type\":\"final-words\",\"utterance\":\"canary\",\"words\":\"a\"}",
                        "{\"type\":\"written\",\"words\":\"a\",\"answer\":\"canary\"}")) {
            var node = JSON.readTree(json);
            assertThatThrownBy(() -> InputJson.read(node))
                    .as(json)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(InputJsonTest::records)
                : Stream.of(type);
    }
}
