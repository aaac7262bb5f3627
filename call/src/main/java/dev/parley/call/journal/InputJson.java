package dev.parley.call.journal;

import static dev.parley.call.journal.PlainValues.clean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.call.conversation.Input;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.provider.ProviderFailure;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.TreeMap;

/// Inputs of a conversation as JSON and back. The switches take every record apart, so an input or
/// a component that is added does not compile before it is journalled; a test reads all of them
/// back. Words are revealed: whoever keeps the JSON seals it.
final class InputJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private InputJson() {}

    static ObjectNode write(Input input) {
        return switch (input) {
            case Input.Opened(var opening) -> opening(opening);
            case Input.Ear ear -> ear(ear);
            case Input.Mouth mouth -> mouth(mouth);
            case Input.ToolReturned(long toolCall, var result) ->
                    result(type("tool-returned").put("tool", toolCall), result);
            case Input.Model(long generation, var event) ->
                    ModelJson.write(event).put("generation", generation);
            case Input.TurnJudged(long pause, double complete) ->
                    type("turn-judged").put("pause", pause).put("complete", complete);
            case Input.Line line -> line(line);
        };
    }

    private static ObjectNode opening(Opening opening) {
        var node = type("opened");
        node.put("call", opening.callId());
        node.put("wall", opening.wall().toString()).put("zone", opening.zone().getId());
        node.put("seed", opening.seed());
        node.put("from", clean(opening.from().reveal())).put("to", clean(opening.to()));
        if (opening.hasModel()) {
            node.put("model", true);
        }
        var parameters = node.putObject("parameters");
        new TreeMap<>(opening.parameters())
                .forEach((name, value) -> parameters.put(clean(name), clean(value)));
        return node;
    }

    private static ObjectNode ear(Input.Ear ear) {
        return switch (ear) {
            case Input.Ear.SpeechStarted(long utterance, long mediaMillis) ->
                    type("speech-started").put("utterance", utterance).put("media", mediaMillis);
            case Input.Ear.SpeechStopped(
                            long utterance,
                            long lastSpeechMillis,
                            long silenceMillis) ->
                    type("speech-stopped")
                            .put("utterance", utterance)
                            .put("media", lastSpeechMillis)
                            .put("silence", silenceMillis);
            case Input.Ear.PartialWords(long utterance, var words) ->
                    type("partial-words")
                            .put("utterance", utterance)
                            .put("words", clean(words.reveal()));
            case Input.Ear.FinalWords(long utterance, var words) ->
                    type("final-words")
                            .put("utterance", utterance)
                            .put("words", clean(words.reveal()));
            case Input.Ear.RecognitionFailed(long utterance, var failure) ->
                    type("recognition-failed")
                            .put("utterance", utterance)
                            .put("failure", failure.name());
            case Input.Ear.EndOfTurn(long utterance, double certainty) ->
                    type("end-of-turn").put("utterance", utterance).put("certainty", certainty);
            case Input.Ear.EagerEndOfTurn(long utterance) ->
                    type("eager-end-of-turn").put("utterance", utterance);
            case Input.Ear.TurnResumed(long utterance) ->
                    type("turn-resumed").put("utterance", utterance);
            case Input.Ear.OwnVoice(long utterance) ->
                    type("own-voice").put("utterance", utterance);
            case Input.Ear.KeyPressed(char key) ->
                    type("key-pressed").put("key", clean(String.valueOf(key)));
            case Input.Ear.MediaStalled(long mediaMillis) ->
                    type("media-stalled").put("media", mediaMillis);
            case Input.Ear.MediaResumed(long mediaMillis) ->
                    type("media-resumed").put("media", mediaMillis);
        };
    }

    private static ObjectNode mouth(Input.Mouth mouth) {
        return switch (mouth) {
            case Input.Mouth.SentenceStarted(long reply, int sentence) ->
                    sentence("sentence-started", reply, sentence);
            case Input.Mouth.SentencePlayed(long reply, int sentence, boolean certain) ->
                    sentence("sentence-played", reply, sentence).put("certain", certain);
            case Input.Mouth.ReplyPlayed(long reply) -> type("reply-played").put("reply", reply);
            case Input.Mouth.ReplyCut(long reply, int sentence, int heardChars, boolean certain) ->
                    sentence("reply-cut", reply, sentence)
                            .put("heard", heardChars)
                            .put("certain", certain);
            case Input.Mouth.ReplyResumed(
                            long reply,
                            int sentence,
                            int fromChars,
                            int wordsAgain) ->
                    sentence("reply-resumed", reply, sentence)
                            .put("from", fromChars)
                            .put("again", wordsAgain);
            case Input.Mouth.SpeechFailed(long reply, int sentence, var failure) ->
                    sentence("speech-failed", reply, sentence).put("failure", failure.name());
        };
    }

    private static ObjectNode line(Input.Line line) {
        return switch (line) {
            case Input.Line.HungUp() -> type("hung-up");
            case Input.Line.ConnectionLost() -> type("connection-lost");
            case Input.Line.ProtocolBroken() -> type("protocol-broken");
            case Input.Line.Written(var words, boolean answer, boolean voiced) ->
                    type("written")
                            .put("words", clean(words.reveal()))
                            .put("answer", answer)
                            .put("voiced", voiced);
            case Input.Line.Held() -> type("held");
            case Input.Line.Resumed() -> type("resumed");
            case Input.Line.Transferred() -> type("transferred");
            case Input.Line.TransferFailed(var reason) ->
                    type("transfer-failed").put("reason", clean(reason));
            case Input.Line.TurnOpened() -> type("turn-opened");
            case Input.Line.TurnClosed() -> type("turn-closed");
            case Input.Line.Away() -> type("away");
            case Input.Line.Back() -> type("back");
            case Input.Line.DrainRequested() -> type("drain-requested");
            case Input.Line.DrainLimitReached() -> type("drain-limit-reached");
            case Input.Line.BudgetNear(var budget) ->
                    type("budget-near").put("budget", clean(budget));
            case Input.Line.BudgetSpent(var budget) ->
                    type("budget-spent").put("budget", clean(budget));
            case Input.Line.Broken(var what) -> type("broken").put("what", clean(what));
        };
    }

    private static ObjectNode result(ObjectNode node, ToolResult result) {
        node.put("succeeded", result.succeeded()).put("error", clean(result.error()));
        node.put("subject", clean(result.subject()));
        node.set("data", PlainValues.write(result.data()));
        return node;
    }

    private static ObjectNode sentence(String type, long reply, int sentence) {
        return type(type).put("reply", reply).put("sentence", sentence);
    }

    static ObjectNode type(String type) {
        return NODES.objectNode().put("type", type);
    }

    /// Reads an input back.
    ///
    /// @throws IllegalArgumentException, which quotes nothing, if it is none
    static Input read(JsonNode node) {
        return switch (text(node, "type")) {
            case "opened" -> new Input.Opened(opening(node));
            case "speech-started" ->
                    new Input.Ear.SpeechStarted(number(node, "utterance"), number(node, "media"));
            case "speech-stopped" ->
                    new Input.Ear.SpeechStopped(
                            number(node, "utterance"),
                            number(node, "media"),
                            number(node, "silence"));
            case "partial-words" ->
                    new Input.Ear.PartialWords(number(node, "utterance"), words(node));
            case "final-words" -> new Input.Ear.FinalWords(number(node, "utterance"), words(node));
            case "recognition-failed" ->
                    new Input.Ear.RecognitionFailed(number(node, "utterance"), failure(node));
            case "end-of-turn" ->
                    new Input.Ear.EndOfTurn(number(node, "utterance"), part(node, "certainty"));
            case "eager-end-of-turn" -> new Input.Ear.EagerEndOfTurn(number(node, "utterance"));
            case "turn-resumed" -> new Input.Ear.TurnResumed(number(node, "utterance"));
            case "own-voice" -> new Input.Ear.OwnVoice(number(node, "utterance"));
            case "key-pressed" -> new Input.Ear.KeyPressed(text(node, "key").charAt(0));
            case "media-stalled" -> new Input.Ear.MediaStalled(number(node, "media"));
            case "media-resumed" -> new Input.Ear.MediaResumed(number(node, "media"));
            case "sentence-started" ->
                    new Input.Mouth.SentenceStarted(number(node, "reply"), whole(node, "sentence"));
            case "sentence-played" ->
                    new Input.Mouth.SentencePlayed(
                            number(node, "reply"), whole(node, "sentence"), truth(node, "certain"));
            case "reply-played" -> new Input.Mouth.ReplyPlayed(number(node, "reply"));
            case "reply-cut" ->
                    new Input.Mouth.ReplyCut(
                            number(node, "reply"),
                            whole(node, "sentence"),
                            whole(node, "heard"),
                            truth(node, "certain"));
            case "reply-resumed" ->
                    new Input.Mouth.ReplyResumed(
                            number(node, "reply"),
                            whole(node, "sentence"),
                            whole(node, "from"),
                            whole(node, "again"));
            case "speech-failed" ->
                    new Input.Mouth.SpeechFailed(
                            number(node, "reply"), whole(node, "sentence"), failure(node));
            case "tool-returned" -> new Input.ToolReturned(number(node, "tool"), result(node));
            case "model-text", "model-call", "model-done", "model-failed" ->
                    new Input.Model(number(node, "generation"), ModelJson.read(node));
            case "turn-judged" ->
                    new Input.TurnJudged(number(node, "pause"), part(node, "complete"));
            case "hung-up" -> new Input.Line.HungUp();
            case "connection-lost" -> new Input.Line.ConnectionLost();
            case "protocol-broken" -> new Input.Line.ProtocolBroken();
            case "written" ->
                    new Input.Line.Written(
                            words(node), truth(node, "answer"), truth(node, "voiced"));
            case "held" -> new Input.Line.Held();
            case "resumed" -> new Input.Line.Resumed();
            case "transferred" -> new Input.Line.Transferred();
            case "transfer-failed" -> new Input.Line.TransferFailed(text(node, "reason"));
            case "turn-opened" -> new Input.Line.TurnOpened();
            case "turn-closed" -> new Input.Line.TurnClosed();
            case "away" -> new Input.Line.Away();
            case "back" -> new Input.Line.Back();
            case "drain-requested" -> new Input.Line.DrainRequested();
            case "budget-near" -> new Input.Line.BudgetNear(text(node, "budget"));
            case "budget-spent" -> new Input.Line.BudgetSpent(text(node, "budget"));
            case "drain-limit-reached" -> new Input.Line.DrainLimitReached();
            case "broken" -> new Input.Line.Broken(text(node, "what"));
            default -> throw new IllegalArgumentException("expected a known type of input");
        };
    }

    private static Opening opening(JsonNode node) {
        var parameters = new LinkedHashMap<String, String>();
        node.path("parameters")
                .properties()
                .forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
        return new Opening(
                text(node, "call"),
                LocalDateTime.parse(text(node, "wall")),
                ZoneId.of(text(node, "zone")),
                number(node, "seed"),
                Sensitive.of(text(node, "from")),
                text(node, "to"),
                parameters,
                node.path("model").asBoolean(false));
    }

    private static ToolResult result(JsonNode node) {
        return new ToolResult(
                truth(node, "succeeded"),
                PlainValues.map(node.path("data")),
                text(node, "error"),
                text(node, "subject"));
    }

    private static ProviderFailure failure(JsonNode node) {
        return ProviderFailure.valueOf(text(node, "failure"));
    }

    private static Sensitive<String> words(JsonNode node) {
        return Sensitive.of(text(node, "words"));
    }

    static String text(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("expected text in field \"" + field + "\"");
        }
        return value.textValue();
    }

    static long number(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("expected a number in field \"" + field + "\"");
        }
        return value.longValue();
    }

    private static double part(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("expected a number in field \"" + field + "\"");
        }
        return value.doubleValue();
    }

    private static int whole(JsonNode node, String field) {
        return Math.toIntExact(number(node, field));
    }

    private static boolean truth(JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("expected true or false in field \"" + field + "\"");
        }
        return value.booleanValue();
    }
}
