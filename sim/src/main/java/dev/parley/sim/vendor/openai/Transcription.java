package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.hear.HeardWord;
import dev.parley.sim.vendor.hear.Listening;
import dev.parley.sim.vendor.host.BodyOutlet;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.host.Struck;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Limit;
import dev.parley.sim.vendor.script.Switch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /v1/audio/transcriptions`: one WAV file is one utterance.
final class Transcription {
    private static final Set<String> KNOWN =
            Set.of(
                    "file",
                    "model",
                    "language",
                    "prompt",
                    "response_format",
                    "temperature",
                    "include[]",
                    "timestamp_granularities[]",
                    "stream",
                    "chunking_strategy",
                    "languages[]",
                    "keywords[]",
                    "known_speaker_names[]",
                    "known_speaker_references[]");
    private static final Set<String> FORMATS = Set.of("json", "text", "srt", "verbose_json", "vtt");
    private static final double SHORTEST_SECONDS = 0.1;

    private final Visit visit;

    Transcription(Visit visit) {
        this.visit = visit;
    }

    void answer() throws IOException, InterruptedException {
        var request = visit.exchange().request();
        long number = visit.desk().nextRequest(Stage.STT);
        if (Refusals.atDoor(visit, number, number)) {
            return;
        }
        var form = Multipart.parse(request.header("content-type"), request.body());
        if (form.isEmpty()) {
            wrong(Problem.invalid("Could not parse multipart form", null, null));
            return;
        }
        var problem = problem(form.get());
        if (problem.isPresent()) {
            wrong(problem.get());
            return;
        }
        try {
            hear(form.get(), visit.inStream(number, number));
        } catch (IllegalArgumentException e) {
            wrong(
                    Problem.invalid(
                            "The audio file could not be decoded: " + e.getMessage(),
                            "file",
                            "invalid_value"));
        } catch (Struck struck) {
            struck.end(visit);
        }
    }

    private void wrong(Problem problem) throws IOException {
        Refusals.violation(visit, "request", problem);
    }

    private Optional<Problem> problem(Multipart form) {
        for (var name : form.parts().keySet()) {
            if (!KNOWN.contains(name) && visit.script().is(Switch.UNKNOWN_FIELDS_REFUSED)) {
                return invalid("Unrecognized request argument supplied: " + name, name);
            }
        }
        var file = form.parts().get("file");
        if (file == null || file.file().isEmpty()) {
            return Optional.of(Problem.missing("file"));
        }
        var model = form.text("model", "");
        if (model.isEmpty()) {
            return Optional.of(Problem.missing("model"));
        }
        if (Models.find(visit.script().models(), model).isEmpty()) {
            return Optional.of(Models.unknown(model));
        }
        if (!file.file().toLowerCase(Locale.ROOT).endsWith(".wav")) {
            return invalid("Invalid file format: this simulator reads wav alone.", "file");
        }
        if (file.content().length() > visit.script().limit(Limit.FILE_BYTES)) {
            return Optional.of(
                    new Problem(
                            413,
                            "Maximum content size limit exceeded",
                            Problem.INVALID,
                            null,
                            null));
        }
        return format(form, model);
    }

    private static Optional<Problem> format(Multipart form, String model) {
        var format = form.text("response_format", "json");
        if (!FORMATS.contains(format)) {
            return invalid("Invalid value: '" + format + "'.", "response_format");
        }
        if (model.startsWith("gpt-") && !format.equals("json")) {
            return Optional.of(
                    Problem.invalid(
                            "response_format '%s' is not compatible with model '%s'."
                                    .formatted(format, model),
                            "response_format",
                            "unsupported_value"));
        }
        if (form.parts().containsKey("timestamp_granularities[]")
                && !format.equals("verbose_json")) {
            return invalid(
                    "timestamp_granularities needs response_format verbose_json",
                    "timestamp_granularities");
        }
        return Set.of("true", "false").contains(form.text("stream", "false"))
                ? Optional.empty()
                : invalid("Invalid value for 'stream'.", "stream");
    }

    private static Optional<Problem> invalid(String message, String param) {
        return Optional.of(Problem.invalid(message, param, "invalid_value"));
    }

    private void hear(Multipart form, @Nullable FaultRule fault)
            throws IOException, InterruptedException {
        var file = form.parts().get("file");
        var wav = WavFile.read(file == null ? new byte[0] : file.bytes());
        visit.audio(2L * wav.samples().length);
        if (wav.seconds() < SHORTEST_SECONDS) {
            Refusals.refuse(
                    visit,
                    Problem.invalid(
                            "Audio file is too short. Minimum audio length is 0.1 seconds.",
                            "file",
                            "audio_too_short"),
                    Map.of());
            return;
        }
        var listening =
                new Listening(
                        visit.script().hearing(),
                        () -> visit.desk().nextTurn(Stage.STT),
                        wav.rate());
        listening.hear(wav.samples(), (_, _) -> {});
        var stretch = listening.stretch();
        List<HeardWord> words = stretch == null ? List.of() : stretch.words(true);
        var text = String.join(" ", words.stream().map(HeardWord::word).toList());
        if (form.text("stream", "false").equals("true")
                && !form.text("model", "").equals("whisper-1")) {
            stream(text, wav, fault);
        } else {
            var format = form.text("response_format", "json");
            boolean isJson = format.endsWith("json");
            WholeAnswer.pour(
                    visit,
                    fault,
                    Delay.WORDS,
                    isJson ? "application/json" : "text/plain; charset=utf-8",
                    isJson
                            ? Json.bytes(json(text, words, wav, format, fault))
                            : (plain(format, text, wav) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static ObjectNode json(
            String text,
            List<HeardWord> words,
            WavFile wav,
            String format,
            @Nullable FaultRule fault) {
        var json = Json.object();
        if (format.equals("verbose_json")) {
            double scale =
                    fault != null && fault.kind() == FaultKind.WRONG_RATE
                            ? wav.rate() / (double) fault.count(2 * wav.rate())
                            : 1;
            json.put("task", "transcribe").put("language", "english");
            json.put("duration", wav.seconds() * scale);
            var list = json.putArray("words");
            for (var word : words) {
                list.addObject()
                        .put("word", word.word())
                        .put("start", word.start() * scale)
                        .put("end", word.end() * scale);
            }
        }
        json.put("text", text)
                .putObject("usage")
                .put("type", "duration")
                .put("seconds", (int) Math.ceil(wav.seconds()));
        return json;
    }

    private static String plain(String format, String text, WavFile wav) {
        long millis = Math.round(wav.seconds() * 1_000);
        var end =
                "%02d:%02d:%02d"
                        .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60);
        return switch (format) {
            case "srt" -> "1\n00:00:00,000 --> %s,%03d\n%s\n".formatted(end, millis % 1_000, text);
            case "vtt" ->
                    "WEBVTT\n\n00:00:00.000 --> %s.%03d\n%s\n".formatted(end, millis % 1_000, text);
            default -> text;
        };
    }

    private void stream(String text, WavFile wav, @Nullable FaultRule fault)
            throws IOException, InterruptedException {
        var exchange = visit.exchange();
        var lines = new EventLines(visit.script());
        exchange.pause(Spout.firstWait(fault, visit.script(), Delay.WORDS));
        var chunked = exchange.open(200, Headers.of(visit, "text/event-stream; charset=utf-8"));
        var outlet = new BodyOutlet(visit, chunked, Refusals.body(Problem.BROKEN, false));
        var spout = new Spout<byte[]>(outlet, fault, visit.script());
        for (var token : Tokens.of(text)) {
            var delta = Json.object().put("type", "transcript.text.delta").put("delta", token);
            spout.content(lines.event(delta.toString()));
            spout.waitForNext(Delay.BETWEEN_TOKENS);
        }
        var done = Json.object().put("type", "transcript.text.done").put("text", text);
        done.putObject("usage")
                .put("type", "duration")
                .put("seconds", (int) Math.ceil(wav.seconds()));
        if (!spout.has(FaultKind.ZERO_BYTES)) {
            spout.mark(lines.event(done.toString()));
        }
        visit.end("done");
        chunked.end();
    }
}
