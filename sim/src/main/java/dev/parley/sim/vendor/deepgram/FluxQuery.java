package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.wire.HttpRequest;
import java.util.Optional;
import java.util.Set;

/// The parameters of `/v2/listen` that change what is answered.
record FluxQuery(Coding coding, int rate, FluxThresholds thresholds) {
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "encoding",
                    "sample_rate",
                    "eot_threshold",
                    "eager_eot_threshold",
                    "eot_timeout_ms",
                    "keyterm",
                    "language_hint",
                    "profanity_filter",
                    "numerals",
                    "redact",
                    "tag",
                    "mip_opt_out");

    static Optional<String> problem(HttpRequest request) {
        return QueryRules.unknown(request, KNOWN)
                .or(() ->
                        Set.of("flux-general-en", "flux-general-multi")
                                        .contains(request.query("model", ""))
                                ? Optional.empty()
                                : Optional.of(
                                        "model: expected flux-general-en or flux-general-multi"))
                .or(() -> QueryRules.sound(request))
                .or(() ->
                        QueryRules.oneOf(
                                request,
                                "sample_rate",
                                Set.of("8000", "16000", "24000", "44100", "48000")))
                .or(() -> QueryRules.number(request, "eot_threshold", 0.5, 1))
                .or(() -> QueryRules.number(request, "eager_eot_threshold", 0.3, 0.9))
                .or(() -> QueryRules.number(request, "eot_timeout_ms", 500, 60_000))
                .or(() -> QueryRules.bool(request, "profanity_filter", "numerals", "mip_opt_out"))
                .or(() ->
                        request.query().containsKey("language_hint")
                                        && !request.query("model", "").equals("flux-general-multi")
                                ? Optional.of("language_hint needs flux-general-multi")
                                : Optional.empty())
                .or(() -> of(request).thresholds().problem());
    }

    static FluxQuery of(HttpRequest request) {
        return new FluxQuery(
                Coding.named(request.query("encoding", "")).orElse(Coding.LINEAR16),
                Integer.parseInt(request.query("sample_rate", "16000")),
                new FluxThresholds(
                        Double.parseDouble(request.query("eot_threshold", "0.7")),
                        Double.parseDouble(request.query("eager_eot_threshold", "0")),
                        Integer.parseInt(request.query("eot_timeout_ms", "5000"))));
    }
}
