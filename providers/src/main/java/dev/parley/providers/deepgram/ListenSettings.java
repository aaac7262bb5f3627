package dev.parley.providers.deepgram;

import dev.parley.compliance.Secret;
import dev.parley.providers.net.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Deepgram's recognizers.
///
/// @param name for records and metrics
/// @param model `flux-…` speaks v2 with turns, every other v1
/// @param language as v1 takes it ("en", "de", "multi"); v2 has it in the model's name
/// @param connect until the upgrade was taken
/// @param settle after this long an answer is what was understood, if that covers the sound: a
///   `Finalize` need not be answered (sheet: "not guaranteed"). Less than a chain of recognizers
///   waits for words
/// @param answer after this long an utterance fails
/// @param keepAlive between signs of life while nobody speaks; the vendor's limit is 10 s
/// @param endOfTurn Flux: certainty from 0.5 to 0.9 from which a turn is over
/// @param eagerEndOfTurn Flux: from 0.3, at most `endOfTurn`; 0 for none
/// @param forceEndTurn Flux: asks for the end of the turn, which is not enabled everywhere
/// @param piece sound goes in pieces of this length, from 20 to 250 ms (sheet: 20–250 ms, Flux 80);
///   the last of an utterance goes at once
/// @param wire how sound goes; empty for what the line carries
public record ListenSettings(
        String name,
        String url,
        Secret key,
        String model,
        String language,
        Duration connect,
        Duration settle,
        Duration answer,
        Duration keepAlive,
        double endOfTurn,
        double eagerEndOfTurn,
        boolean forceEndTurn,
        Duration piece,
        Optional<WireSound> wire) {
    public static final String URL = "wss://api.deepgram.com";

    private static final String FLUX = "flux-";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,80}");

    public ListenSettings {
        var _ = Endpoint.of(url);
        if (!PLAIN.matcher(model).matches() || !PLAIN.matcher(language).matches()) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected a model and a language, got \""
                            + model
                            + "\" and \""
                            + language
                            + "\"");
        }
        if (piece.toMillis() < 20 || piece.toMillis() > 250) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected sound in pieces of 20 to 250 ms, got "
                            + piece);
        }
        if (connect.isNegative() || settle.isNegative() || answer.compareTo(settle) < 0) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected an answer's limit of at least "
                            + settle
                            + ", got "
                            + answer);
        }
        if (keepAlive.toMillis() < 1 || keepAlive.toSeconds() > 9) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected a sign of life within 9 s, got "
                            + keepAlive);
        }
        if (endOfTurn < 0.5
                || endOfTurn > 1
                || eagerEndOfTurn > endOfTurn
                || (eagerEndOfTurn != 0 && eagerEndOfTurn < 0.3)) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected an end of turn from 0.5 to 1 and an"
                            + " eager one from 0.3 up to it, or 0, got "
                            + endOfTurn
                            + " and "
                            + eagerEndOfTurn);
        }
    }

    /// The vendor's own address, and times for telephone calls.
    public static ListenSettings of(Secret key, String model, String language) {
        return new ListenSettings(
                "deepgram",
                URL,
                key,
                model,
                language,
                Duration.ofSeconds(3),
                Duration.ofMillis(400),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                0.7,
                0,
                true,
                Duration.ofMillis(model.startsWith(FLUX) ? 80 : 60),
                Optional.empty());
    }

    public ListenSettings at(String changed) {
        return new ListenSettings(
                name,
                changed,
                key,
                model,
                language,
                connect,
                settle,
                answer,
                keepAlive,
                endOfTurn,
                eagerEndOfTurn,
                forceEndTurn,
                piece,
                wire);
    }

    public ListenSettings within(Duration settled, Duration answered) {
        return new ListenSettings(
                name,
                url,
                key,
                model,
                language,
                connect,
                settled,
                answered,
                keepAlive,
                endOfTurn,
                eagerEndOfTurn,
                forceEndTurn,
                piece,
                wire);
    }

    /// Older models refuse `keyterm`.
    boolean takesKeyTerms() {
        return isFlux() || model.startsWith("nova-3");
    }

    boolean isFlux() {
        return model.startsWith(FLUX);
    }
}
