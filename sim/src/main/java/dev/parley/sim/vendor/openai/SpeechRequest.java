package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.host.BodyOutlet;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.host.Struck;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Limit;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.voice.Rendering;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /v1/audio/speech`: `pcm` is headerless 16-bit mono at 24 kHz; `wav` has a header with no
/// true sizes, as streamed ones have. Pieces end anywhere, also within a sample.
final class SpeechRequest {
    private static final int RATE = 24_000;
    private static final int LATE_PIECES = 3;
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "input",
                    "voice",
                    "instructions",
                    "response_format",
                    "speed",
                    "stream_format");
    private static final Set<String> FORMATS = Set.of("mp3", "opus", "aac", "flac", "wav", "pcm");

    private final Visit visit;

    SpeechRequest(Visit visit) {
        this.visit = visit;
    }

    void answer() throws IOException, InterruptedException {
        long number = visit.desk().nextRequest(Stage.TTS);
        if (Refusals.atDoor(visit, number, number)) {
            return;
        }
        var body = Json.parse(visit.exchange().request().text());
        var problem =
                body.isEmpty()
                        ? Optional.of(
                                Problem.invalid(
                                        "We could not parse the JSON body of your request.",
                                        null,
                                        null))
                        : problem(body.get());
        if (problem.isPresent()) {
            Refusals.violation(visit, "request", problem.get());
            return;
        }
        try {
            pour(body.orElseGet(Json::object), visit.inStream(number, number));
        } catch (Struck struck) {
            struck.end(visit);
        }
    }

    private Optional<Problem> problem(ObjectNode body) {
        for (var field : body.properties()) {
            if (!KNOWN.contains(field.getKey())
                    && visit.script().is(Switch.UNKNOWN_FIELDS_REFUSED)) {
                return invalid(
                        "Unrecognized request argument supplied: " + field.getKey(),
                        field.getKey());
            }
        }
        for (var name : new String[] {"model", "input"}) {
            if (!body.path(name).isTextual()) {
                return Optional.of(Problem.missing(name));
            }
        }
        if (!body.path("voice").isTextual() && !body.path("voice").path("id").isTextual()) {
            return Optional.of(Problem.missing("voice"));
        }
        if (Models.find(visit.script().models(), body.path("model").asText()).isEmpty()) {
            return Optional.of(Models.unknown(body.path("model").asText()));
        }
        if (body.path("input").asText().isEmpty()
                || body.path("input").asText().length()
                        > visit.script().limit(Limit.SPEECH_INPUT)) {
            return invalid(
                    "Invalid 'input': expected 1 to %d characters."
                            .formatted(visit.script().limit(Limit.SPEECH_INPUT)),
                    "input");
        }
        double speed = body.path("speed").asDouble(1);
        if (speed < 0.25 || speed > 4) {
            return invalid("Invalid 'speed': expected 0.25 to 4.", "speed");
        }
        var format = body.path("response_format").asText("mp3");
        if (!FORMATS.contains(format)) {
            return invalid("Invalid value: '" + format + "'.", "response_format");
        }
        boolean isOld = body.path("model").asText().startsWith("tts-1");
        if (isOld
                && (body.has("instructions")
                        || body.path("stream_format").asText().equals("sse"))) {
            return invalid("Not supported by this model: instructions, sse.", "model");
        }
        return format.equals("pcm") || format.equals("wav")
                ? Optional.empty()
                : invalid(
                        "This simulator speaks pcm and wav alone, not " + format + ".",
                        "response_format");
    }

    private static Optional<Problem> invalid(String message, String param) {
        return Optional.of(Problem.invalid(message, param, "invalid_value"));
    }

    private void pour(ObjectNode body, @Nullable FaultRule fault)
            throws IOException, InterruptedException {
        var exchange = visit.exchange();
        boolean isEvents = body.path("stream_format").asText().equals("sse");
        boolean isWav = body.path("response_format").asText().equals("wav");
        int rate = body.path("sample_rate").asInt(RATE);
        exchange.pause(Spout.firstWait(fault, visit.script(), Delay.FIRST_SOUND));
        var chunked =
                exchange.open(
                        200,
                        Headers.of(
                                visit,
                                isEvents
                                        ? "text/event-stream; charset=utf-8"
                                        : isWav ? "audio/wav" : "audio/pcm"));
        var outlet = new BodyOutlet(visit, chunked, Refusals.body(Problem.BROKEN, false));
        var spout = new Spout<byte[]>(outlet, fault, visit.script());
        var text = body.path("input").asText();
        if (isWav && !isEvents) {
            spout.content(wavHeader(rate));
        }
        for (var piece :
                Rendering.of(visit.script(), text, Coding.LINEAR16, rate, spout).pieces()) {
            spout.content(isEvents ? delta(piece.bytes()) : piece.bytes());
            spout.waitForNext(Delay.BETWEEN_SOUNDS);
        }
        if (isEvents) {
            spout.mark(done(text));
        } else {
            spout.mark(new byte[0]);
        }
        if (spout.has(FaultKind.LATE)) {
            for (int i = 0; i < spout.count(LATE_PIECES); i++) {
                outlet.send(isEvents ? delta(new byte[320]) : new byte[320]);
            }
        }
        visit.end("done");
        chunked.end();
    }

    private static byte[] delta(byte[] sound) {
        return event(
                Json.object()
                        .put("type", "speech.audio.delta")
                        .put("audio", Base64.getEncoder().encodeToString(sound)));
    }

    private static byte[] done(String text) {
        int words = Tokens.words(text);
        var done = Json.object().put("type", "speech.audio.done");
        done.putObject("usage")
                .put("input_tokens", words)
                .put("output_tokens", 10 * words)
                .put("total_tokens", 11 * words);
        return event(done);
    }

    private static byte[] event(ObjectNode json) {
        return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /// The sizes are not known when it is written.
    private static byte[] wavHeader(int rate) {
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(-1)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(2 * rate)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(-1)
                .array();
    }
}
