package dev.parley.providers.deepgram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.KeyTerms;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.PlainWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Listen v2, Flux: it decides about turns itself, by the sound, so after the caller's last sound
/// silence is sent until it has decided. Words are laid to utterances by their time, because a turn
/// of Flux may span two of ours.
final class FluxDialect implements Dialect {
    private static final Duration PIECE = Duration.ofMillis(80);

    private final ListenSession session;
    private final ListenSettings settings;
    private final WireSound wire;
    private final List<String> keyTerms;
    private Loop.@Nullable Alarm silence;

    /// Nothing was said since the last end of a turn.
    private boolean isBetweenTurns = true;

    FluxDialect(
            ListenSession session, ListenSettings settings, WireSound wire, List<String> keyTerms) {
        this.session = session;
        this.settings = settings;
        this.wire = wire;
        this.keyTerms = keyTerms;
    }

    @Override
    public String path() {
        return Endpoint.of(settings.url())
                .at(
                        "/v2/listen",
                        "model="
                                + settings.model()
                                + "&"
                                + wire.query()
                                + "&eot_threshold="
                                + settings.endOfTurn()
                                + (settings.eagerEndOfTurn() > 0
                                        ? "&eager_eot_threshold=" + settings.eagerEndOfTurn()
                                        : "")
                                + KeyTerms.query("keyterm", keyTerms));
    }

    @Override
    public void opened() {
        isBetweenTurns = true;
        stopSilence();
    }

    @Override
    public void finish(SpokenUtterance utterance) {
        if (isBetweenTurns && utterance.isCovered()) {
            session.answer(utterance); // its own end of the turn is why we are asked
            return;
        }
        if (settings.forceEndTurn()) {
            session.send("{\"type\":\"ForceEndTurn\"}");
        }
        if (silence == null) {
            silence = session.loop().every(PIECE, this::moreSilence);
        }
    }

    @Override
    public void forget(SpokenUtterance utterance) {
        session.unanswered().remove(utterance);
    }

    private void moreSilence() {
        boolean isWaitedFor =
                session.unanswered().stream().anyMatch(each -> each.hasEnded() && !each.isOver());
        if (isWaitedFor) {
            session.sendSilence(PIECE);
        } else {
            stopSilence();
        }
    }

    private void stopSilence() {
        if (silence != null) {
            silence.close();
            silence = null;
        }
    }

    /// There is no message for it.
    @Override
    public void keepAlive() {
        session.sendSilence(PIECE);
    }

    @Override
    public String farewell() {
        stopSilence();
        return "{\"type\":\"CloseStream\"}";
    }

    @Override
    public void message(JsonNode message) {
        switch (message.path("type").asText()) {
            case "TurnInfo" -> turnInfo(message);
            case "Warning" -> {
                if (message.path("code").asText().equals("FORCE_END_TURN_NO_ACTIVE_TURN")) {
                    nothingActive();
                }
            }
            default -> {
                // Connected, ConfigureSuccess, and what is new
            }
        }
    }

    /// Nothing is being spoken, so what is understood by now is all.
    private void nothingActive() {
        for (var utterance : List.copyOf(session.unanswered())) {
            if (utterance.hasEnded()) {
                session.answer(utterance);
            }
        }
    }

    private void turnInfo(JsonNode message) {
        double upTo = message.path("audio_window_end").asDouble(0);
        if (session.isAhead(upTo)) {
            return;
        }
        boolean isEnd = message.path("event").asText().equals("EndOfTurn");
        isBetweenTurns = isEnd || message.path("transcript").asText("").isBlank();
        for (var utterance : List.copyOf(session.unanswered())) {
            if (utterance.isOver() || utterance.start() >= upTo) {
                continue;
            }
            var words = wordsOf(utterance, message);
            if (isEnd) {
                utterance.settle(words, upTo);
            } else {
                utterance.guess(words, upTo);
            }
            session.partial(utterance);
            event(utterance, message);
        }
    }

    private void event(SpokenUtterance utterance, JsonNode message) {
        if (utterance.hasEnded()) {
            if (message.path("event").asText().equals("EndOfTurn") && utterance.isCovered()) {
                session.answer(utterance);
            }
            return;
        }
        switch (message.path("event").asText()) {
            case "EndOfTurn" ->
                    session.listener()
                            .endOfTurn(
                                    utterance.id,
                                    message.path("end_of_turn_confidence").asDouble(1));
            case "EagerEndOfTurn" -> session.listener().eagerEndOfTurn(utterance.id);
            case "TurnResumed" -> session.listener().turnResumed(utterance.id);
            default -> {
                // Update, StartOfTurn: the words say it
            }
        }
    }

    /// Those of its words that were spoken within the utterance.
    private static String wordsOf(SpokenUtterance utterance, JsonNode message) {
        var words = message.path("words");
        if (!words.isArray() || words.isEmpty() || !words.get(0).has("start")) {
            return PlainWords.of(message.path("transcript").asText(""));
        }
        var within = new ArrayList<String>();
        for (var word : words) {
            double middle = (word.path("start").asDouble() + word.path("end").asDouble()) / 2;
            if (utterance.holds(middle)) {
                within.add(word.path("word").asText());
            }
        }
        return PlainWords.of(String.join(" ", within));
    }
}
