package dev.parley.providers.deepgram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.KeyTerms;
import dev.parley.providers.net.PlainWords;
import java.time.Duration;
import java.util.List;

/// Listen v1: `Finalize` asks for the words of what was sent. Results are laid to utterances by
/// their time in the sound, so that late ones of a forgotten utterance reach nobody.
///
/// Plain words are asked for, without punctuation and numerals: that is what grammars read.
final class NovaDialect implements Dialect {
    /// The vendor's times and ours differ by less.
    private static final double TOLERANCE = 0.1;

    private final ListenSession session;
    private final ListenSettings settings;
    private final WireSound wire;
    private final List<String> keyTerms;

    /// Words came since the last answer to a `Finalize` that belong to no utterance.
    private boolean hasStrayWords;

    NovaDialect(
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
                        "/v1/listen",
                        "model="
                                + settings.model()
                                + "&language="
                                + settings.language()
                                + "&"
                                + wire.query()
                                + "&channels=1&interim_results=true&endpointing=300"
                                + KeyTerms.query("keyterm", keyTerms));
    }

    /// Without any sound the connection is not kept, whatever signs of life come.
    @Override
    public void opened() {
        hasStrayWords = false;
        session.sendSilence(Duration.ofMillis(20));
    }

    @Override
    public void finish(SpokenUtterance utterance) {
        session.send("{\"type\":\"Finalize\"}");
    }

    /// So that no result holds words of this utterance and the next.
    @Override
    public void forget(SpokenUtterance utterance) {
        session.send("{\"type\":\"Finalize\"}");
    }

    @Override
    public void keepAlive() {
        session.send("{\"type\":\"KeepAlive\"}");
    }

    @Override
    public String farewell() {
        return "{\"type\":\"CloseStream\"}";
    }

    @Override
    public void message(JsonNode message) {
        if (!message.path("type").asText().equals("Results")) {
            return; // Metadata, SpeechStarted, UtteranceEnd, and what is new
        }
        double start = message.path("start").asDouble(0);
        double end = start + message.path("duration").asDouble(0);
        if (session.isAhead(end)) {
            return;
        }
        var words = PlainWords.of(message.at("/channel/alternatives/0/transcript").asText(""));
        boolean isFinalized = message.path("from_finalize").asBoolean();
        boolean isHeld = false;
        for (var utterance : List.copyOf(session.unanswered())) {
            if (utterance.holds((start + end) / 2)) {
                isHeld = true;
                understood(utterance, words, end, message.path("is_final").asBoolean());
            }
        }
        hasStrayWords |= !isHeld && !words.isBlank();
        if (isFinalized) {
            finalized(end);
        }
    }

    private void understood(SpokenUtterance utterance, String words, double end, boolean isFinal) {
        if (isFinal) {
            utterance.settle(words, end);
        } else {
            utterance.guess(words, end);
        }
        session.partial(utterance);
    }

    /// All utterances whose sound lies before are decided, the forgotten ones too. Where the times
    /// do not tell, it is the oldest; unless words were laid to nobody and it has none: then the
    /// vendor counts the sound at another rate.
    private void finalized(double end) {
        boolean isTold = false;
        SpokenUtterance oldest = null;
        for (var utterance : List.copyOf(session.unanswered())) {
            if (!utterance.hasEnded()) {
                continue;
            }
            oldest = oldest == null ? utterance : oldest;
            if (utterance.end() <= end + TOLERANCE) {
                isTold = true;
                session.answer(utterance);
            }
        }
        if (!isTold && oldest != null) {
            if (hasStrayWords && oldest.words().isBlank()) {
                session.broken(
                        new ProviderFault(
                                ProviderFailure.PROTOCOL,
                                "expected times up to %.1f s of sound, got %.1f s"
                                        .formatted(oldest.end(), end)));
            } else {
                session.answer(oldest);
            }
        }
        hasStrayWords = false;
    }
}
