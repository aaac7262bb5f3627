package dev.parley.providers.openai;

import dev.parley.call.speech.Recognizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.RecognizerStage;
import dev.parley.providers.contract.Tags;
import dev.parley.providers.net.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A recognizer against a server of `/v1/audio/transcriptions` that answers by hand as the sheet
/// shows. It hears the sound of the file by its tags.
final class TranscriptionStage implements RecognizerStage {
    static final String KEY = "sk-canary-4711";

    private static final int WAV_HEADER = 44;

    private final Network network = Network.open(1);
    private final RawServer server;
    private final TranscriptionRecognizer recognizer;
    private volatile Behaviour behaviour = new Behaviour.Well();

    TranscriptionStage(UnaryOperator<TranscriptionSettings> changed) throws IOException {
        server = new RawServer(this::serve);
        recognizer =
                TranscriptionRecognizer.open(
                        changed.apply(
                                TranscriptionSettings.of(
                                                TranscriptionProfile.OPENAI,
                                                Optional.of(Secret.of(KEY)))
                                        .at(server.url() + "/v1")),
                        network,
                        Meters.NONE);
    }

    /// @param streams whether the client asks for events
    static TranscriptionStage limited(boolean streams, Duration answer) throws IOException {
        return new TranscriptionStage(
                settings -> settings.streaming(streams).within(Duration.ofSeconds(30), answer));
    }

    RawServer server() {
        return server;
    }

    private void serve(RawServer.Request request, RawServer.Peer peer) throws IOException {
        switch (behaviour) {
            case Behaviour.Refuses(var kind) -> refuse(peer, kind);
            case Behaviour.Stalls _ -> peer.awaitClientGone();
            case Behaviour.Cuts _ -> peer.close();
            case Behaviour.Well _ -> {
                var words = String.join(" ", Tags.words(sound(request)));
                if (request.body().contains("name=\"stream\"")) {
                    streams(peer, words);
                } else {
                    peer.answers(
                            200,
                            "",
                            "{\"text\":\""
                                    + said(words)
                                    + "\",\"usage\":{\"type\":\"duration\",\"seconds\":1}}");
                }
            }
        }
    }

    private static void streams(RawServer.Peer peer, String words) throws IOException {
        peer.streams("text/event-stream; charset=utf-8");
        for (var word : words.split(" ", -1)) {
            peer.chunk(
                    "data: {\"type\":\"transcript.text.delta\",\"delta\":\"" + word + " \"}\n\n");
        }
        peer.chunk(
                "data: {\"type\":\"transcript.text.done\",\"text\":\""
                        + said(words)
                        + "\",\"usage\":{\"type\":\"tokens\",\"total_tokens\":23}}\n\n");
        peer.endOfStream();
    }

    /// As these servers write: with blanks around, a capital and a full stop.
    private static String said(String words) {
        return words.isEmpty()
                ? ""
                : " "
                        + words.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                        + words.substring(1)
                        + ".\\n";
    }

    /// The sound in the file's part.
    static byte[] sound(RawServer.Request request) {
        var body = request.body();
        int part = body.indexOf("filename=\"");
        int from = body.indexOf("\r\n\r\n", part) + 4;
        int to = body.indexOf("\r\n--parley-", from);
        return body.substring(from + WAV_HEADER, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void refuse(RawServer.Peer peer, ProviderFailure kind) throws IOException {
        switch (kind) {
            case KEY -> peer.answers(401, "", "{\"error\":{\"code\":\"invalid_api_key\"}}");
            case QUOTA -> peer.answers(429, "", "{\"error\":{\"code\":\"insufficient_quota\"}}");
            case RATE -> peer.answers(429, "", "{\"detail\":\"slow down\"}");
            case ENGINE -> peer.answers(500, "", "{\"error\":\"failed to process audio\"}");
            case TIMED_OUT, OVERLOADED, NETWORK, PROTOCOL, CLOSED, CONTENT, RETIRED ->
                    throw new IllegalArgumentException("not a refusal: " + kind);
        }
    }

    @Override
    public Recognizer recognizer() {
        return recognizer;
    }

    @Override
    public void behave(Behaviour changed) {
        behaviour = changed;
    }

    /// Connections without work belong to the client, not to a call.
    @Override
    public int busy() {
        return server.serving();
    }

    @Override
    public void close() throws IOException {
        network.close();
        server.close();
    }
}
