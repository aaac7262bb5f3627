package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.wire.HttpRequest;
import java.util.Optional;
import java.util.Set;

/// The parameters of `/v1/speak`.
record SpeakQuery(String model, Coding coding, int rate) {
    private static final Set<String> KNOWN =
            Set.of("model", "encoding", "sample_rate", "speed", "mip_opt_out", "container");
    private static final Set<String> REFUSED = Set.of("aura-2-perseo-it");

    static Optional<String> problem(HttpRequest request) {
        var encoding = request.query("encoding", "linear16");
        return QueryRules.unknown(request, KNOWN)
                .or(() -> model(request.query("model", "aura-asteria-en")))
                .or(() ->
                        QueryRules.oneOf(request, "encoding", Set.of("linear16", "mulaw", "alaw")))
                .or(() ->
                        QueryRules.oneOf(
                                request,
                                "sample_rate",
                                encoding.equals("linear16")
                                        ? Set.of("8000", "16000", "24000", "32000", "48000")
                                        : Set.of("8000", "16000")))
                .or(() -> QueryRules.oneOf(request, "container", Set.of("none")))
                .or(() -> QueryRules.number(request, "speed", 0.5, 2))
                .or(() -> QueryRules.bool(request, "mip_opt_out"));
    }

    private static Optional<String> model(String model) {
        return model.matches("aura-(2-)?[a-z]+-[a-z]{2}") && !REFUSED.contains(model)
                ? Optional.empty()
                : Optional.of("model: no such voice: " + model);
    }

    static SpeakQuery of(HttpRequest request) {
        var encoding = request.query("encoding", "linear16");
        return new SpeakQuery(
                request.query("model", "aura-asteria-en"),
                Coding.named(encoding).orElse(Coding.LINEAR16),
                Integer.parseInt(
                        request.query(
                                "sample_rate", encoding.equals("linear16") ? "24000" : "8000")));
    }
}
