package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.wire.HttpRequest;
import java.util.Optional;
import java.util.Set;

/// The parameters of `/v1/listen` that change what is answered.
///
/// @param endpointing milliseconds; negative: off
/// @param utteranceEnd milliseconds; 0: off
record ListenQuery(
        Coding coding,
        int rate,
        boolean interim,
        int endpointing,
        int utteranceEnd,
        boolean vadEvents,
        String model) {
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "language",
                    "encoding",
                    "sample_rate",
                    "channels",
                    "multichannel",
                    "interim_results",
                    "endpointing",
                    "utterance_end_ms",
                    "vad_events",
                    "punctuate",
                    "smart_format",
                    "numerals",
                    "dictation",
                    "profanity_filter",
                    "filler_words",
                    "diarize",
                    "diarize_model",
                    "detect_entities",
                    "redact",
                    "replace",
                    "search",
                    "keywords",
                    "keyterm",
                    "callback",
                    "callback_method",
                    "tag",
                    "extra",
                    "version",
                    "mip_opt_out",
                    "no_delay");

    static Optional<String> problem(HttpRequest request) {
        return QueryRules.unknown(request, KNOWN)
                .or(() -> model(request))
                .or(() -> QueryRules.sound(request))
                .or(() ->
                        QueryRules.bool(
                                request,
                                "interim_results",
                                "vad_events",
                                "punctuate",
                                "smart_format",
                                "numerals",
                                "dictation",
                                "profanity_filter",
                                "filler_words",
                                "diarize",
                                "multichannel",
                                "mip_opt_out",
                                "no_delay"))
                .or(() -> QueryRules.number(request, "channels", 1, 1))
                .or(() ->
                        request.query("endpointing", "").equals("false")
                                ? Optional.empty()
                                : QueryRules.number(request, "endpointing", 0, 60_000))
                .or(() -> QueryRules.number(request, "utterance_end_ms", 1_000, 60_000))
                .or(() -> pairs(request));
    }

    private static Optional<String> model(HttpRequest request) {
        var model = request.query("model", "");
        if (model.startsWith("flux")) {
            return Optional.of("model: %s needs /v2/listen".formatted(model));
        }
        return model.isEmpty() ? Optional.of("model: required") : Optional.empty();
    }

    private static Optional<String> pairs(HttpRequest request) {
        var model = request.query("model", "");
        if (request.query().containsKey("utterance_end_ms")
                && !request.query("interim_results", "").equals("true")) {
            return Optional.of("utterance_end_ms needs interim_results=true");
        }
        if (request.query().containsKey("keyterm") && !model.startsWith("nova-3")) {
            return Optional.of("keyterm needs a nova-3 model");
        }
        return request.query().containsKey("keywords") && model.startsWith("nova-3")
                ? Optional.of("keywords is not supported by nova-3; use keyterm")
                : Optional.empty();
    }

    static ListenQuery of(HttpRequest request) {
        var endpointing = request.query("endpointing", "10");
        return new ListenQuery(
                Coding.named(request.query("encoding", "")).orElse(Coding.LINEAR16),
                Integer.parseInt(request.query("sample_rate", "8000")),
                request.query("interim_results", "").equals("true"),
                endpointing.equals("false") ? -1 : Integer.parseInt(endpointing),
                Integer.parseInt(request.query("utterance_end_ms", "0")),
                request.query("vad_events", "").equals("true"),
                request.query("model", ""));
    }
}
