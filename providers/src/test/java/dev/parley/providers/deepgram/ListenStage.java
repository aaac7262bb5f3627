package dev.parley.providers.deepgram;

import dev.parley.call.speech.Recognizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.RawSocket;
import dev.parley.providers.contract.RecognizerStage;
import dev.parley.providers.contract.Tags;
import dev.parley.providers.net.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;

/// Deepgram's recognizers against a server that answers by hand as their sheet shows.
final class ListenStage implements RecognizerStage {
    private final Network network = Network.open(2);
    private final RawServer server;
    private final DeepgramRecognizer recognizer;
    private volatile Behaviour behaviour = new Behaviour.Well();

    /// Control messages that came, in order. How fast the vendor's clock runs against ours: 2 for
    /// one that takes the sound for 8 kHz.
    volatile double clock = 1;

    final CopyOnWriteArrayList<String> controls = new CopyOnWriteArrayList<>();

    ListenStage(String model) throws IOException {
        this(model, true, Duration.ofMinutes(2));
    }

    ListenStage(String model, boolean forcesEnd, Duration answer) throws IOException {
        server = new RawServer(this::serve);
        var usual =
                ListenSettings.of(Secret.of("dg-canary-4711"), model, "en")
                        .at(server.url())
                        .within(Duration.ofMillis(300), answer);
        recognizer =
                DeepgramRecognizer.open(
                        new ListenSettings(
                                usual.name(),
                                usual.url(),
                                usual.key(),
                                usual.model(),
                                usual.language(),
                                Duration.ofSeconds(30),
                                usual.settle(),
                                usual.answer(),
                                usual.keepAlive(),
                                0.7,
                                0.4,
                                forcesEnd,
                                usual.piece(),
                                usual.wire()),
                        network,
                        Meters.NONE);
    }

    RawServer server() {
        return server;
    }

    private void serve(RawServer.Request request, RawServer.Peer peer) throws IOException {
        if (behaviour instanceof Behaviour.Refuses(var kind)) {
            refuse(peer, kind);
            return;
        }
        var socket = RawSocket.accept(request, peer);
        if (request.head().startsWith("GET /v2/")) {
            new Flux(socket, peer).converse();
        } else {
            new Nova(socket, peer).converse();
        }
    }

    private static void refuse(RawServer.Peer peer, ProviderFailure kind) throws IOException {
        switch (kind) {
            case KEY -> peer.answers(401, "dg-error: wrong\r\n", "{\"err_code\":\"INVALID_AUTH\"}");
            case QUOTA -> peer.answers(402, "", "{\"err_code\":\"ASR_PAYMENT_REQUIRED\"}");
            case RATE -> peer.answers(429, "", "{\"err_code\":\"TOO_MANY_REQUESTS\"}");
            case ENGINE -> peer.answers(500, "", "{}");
            case TIMED_OUT, OVERLOADED, NETWORK, PROTOCOL, CLOSED, CONTENT, RETIRED ->
                    throw new IllegalArgumentException("not a refusal: " + kind);
        }
    }

    /// What both protocols share: sound comes, and is heard in segments.
    private abstract class Conversation {
        final RawSocket socket;
        final RawServer.Peer peer;
        final ByteArrayOutputStream sound = new ByteArrayOutputStream();
        int heard;

        Conversation(RawSocket socket, RawServer.Peer peer) {
            this.socket = socket;
            this.peer = peer;
        }

        final void converse() throws IOException {
            begin();
            for (var frame = socket.read(); !frame.isClose(); frame = socket.read()) {
                if (frame.isBinary()) {
                    sound.writeBytes(frame.payload());
                    sounded();
                } else {
                    controls.add(frame.text());
                    control(frame.text());
                }
            }
        }

        void begin() throws IOException {}

        void sounded() throws IOException {}

        abstract void control(String message) throws IOException;

        final double seconds() {
            return sound.size() / 32_000.0;
        }

        final String words() {
            var all = sound.toByteArray();
            return String.join(
                    " ", Tags.words(java.util.Arrays.copyOfRange(all, heard, all.length)));
        }
    }

    /// Listen v1.
    private final class Nova extends Conversation {
        private int interimAt;

        Nova(RawSocket socket, RawServer.Peer peer) {
            super(socket, peer);
        }

        @Override
        void sounded() throws IOException {
            if (behaviour instanceof Behaviour.Well && sound.size() - interimAt > 9600) {
                interimAt = sound.size();
                socket.text(results(false, false));
            }
        }

        @Override
        void control(String message) throws IOException {
            if (message.contains("CloseStream")) {
                socket.text("{\"type\":\"Metadata\",\"duration\":1.0}");
                socket.close(1000, "");
            } else if (message.contains("Finalize")) {
                switch (behaviour) {
                    case Behaviour.Well _ -> {
                        socket.text(results(true, true));
                        heard = sound.size();
                    }
                    case Behaviour.Stalls _ -> heard = sound.size();
                    case Behaviour.Cuts _ -> peer.close();
                    case Behaviour.Refuses _ -> {}
                }
            }
        }

        private String results(boolean isFinal, boolean fromFinalize) {
            var words = words();
            double start = heard / 32_000.0;
            return "{\"type\":\"Results\",\"channel_index\":[0,1],\"duration\":"
                    + clock * (seconds() - start)
                    + ",\"start\":"
                    + clock * start
                    + ",\"is_final\":"
                    + isFinal
                    + ",\"speech_final\":false,\"from_finalize\":"
                    + fromFinalize
                    + ",\"channel\":{\"alternatives\":[{\"transcript\":\""
                    + words
                    + "\",\"confidence\":0.9,\"words\":[]}]}}";
        }
    }

    /// Listen v2.
    private final class Flux extends Conversation {
        private int turn;
        private int sequence;
        private int updatedAt;

        Flux(RawSocket socket, RawServer.Peer peer) {
            super(socket, peer);
        }

        @Override
        void begin() throws IOException {
            socket.text(
                    "{\"type\":\"Connected\",\"request_id\":\"c\",\"sequence_id\":"
                            + sequence++
                            + "}");
        }

        @Override
        void sounded() throws IOException {
            if (behaviour instanceof Behaviour.Well && sound.size() - updatedAt >= 2560) {
                updatedAt = sound.size();
                if (isSilent()) {
                    if (!words().isEmpty()) {
                        end();
                    }
                } else {
                    turnInfo("Update", 0.2);
                }
            }
        }

        /// A third of a second of silence.
        private boolean isSilent() {
            var all = sound.toByteArray();
            if (all.length < 9600) {
                return false;
            }
            for (int i = all.length - 9600; i < all.length; i++) {
                if (all[i] != 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void control(String message) throws IOException {
            if (message.contains("CloseStream")) {
                socket.close(1000, "");
            } else if (message.contains("ForceEndTurn")) {
                switch (behaviour) {
                    case Behaviour.Well _ -> {
                        if (words().isEmpty()) {
                            socket.text(
                                    "{\"type\":\"Warning\",\"code\":"
                                            + "\"FORCE_END_TURN_NO_ACTIVE_TURN\"}");
                        } else {
                            end();
                        }
                    }
                    case Behaviour.Stalls _ -> heard = sound.size();
                    case Behaviour.Cuts _ -> peer.close();
                    case Behaviour.Refuses _ -> {}
                }
            }
        }

        private void end() throws IOException {
            turnInfo("EagerEndOfTurn", 0.5);
            turnInfo("EndOfTurn", 0.9);
            turn++;
            heard = sound.size();
        }

        private void turnInfo(String event, double confidence) throws IOException {
            socket.text(
                    "{\"type\":\"TurnInfo\",\"request_id\":\"c\",\"sequence_id\":"
                            + sequence++
                            + ",\"event\":\""
                            + event
                            + "\",\"turn_index\":"
                            + turn
                            + ",\"audio_window_start\":"
                            + heard / 32_000.0
                            + ",\"audio_window_end\":"
                            + clock * seconds()
                            + ",\"transcript\":\""
                            + words()
                            + "\",\"words\":["
                            + timedWords()
                            + "],\"end_of_turn_confidence\":"
                            + confidence
                            + "}");
        }

        private String timedWords() {
            var json = new StringBuilder();
            var all = sound.toByteArray();
            int from = heard;
            for (int i = heard; i + 1 < all.length; i += 2) {
                boolean ends =
                        i + 3 >= all.length || all[i + 3] != all[i + 1] || all[i + 2] != all[i];
                if (ends) {
                    var word = Tags.words(java.util.Arrays.copyOfRange(all, from, i + 2));
                    if (!word.isEmpty()) {
                        json.append(json.isEmpty() ? "" : ",")
                                .append("{\"word\":\"")
                                .append(word.getFirst())
                                .append("\",\"start\":")
                                .append(from / 32_000.0)
                                .append(",\"end\":")
                                .append((i + 2) / 32_000.0)
                                .append("}");
                    }
                    from = i + 2;
                }
            }
            return json.toString();
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

    @Override
    public int busy() {
        return server.open();
    }

    @Override
    public void close() throws IOException {
        network.close();
        server.close();
    }
}
