package dev.parley.providers.deepgram;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.RawSocket;
import dev.parley.providers.contract.SynthesizerStage;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.SoundFormat;
import dev.parley.providers.net.SpeechLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/// Aura against a server that answers by hand as the vendor's sheet shows.
final class AuraStage implements SynthesizerStage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Network network = Network.open(1);
    private final RawServer server;
    private final AuraVoice voice;
    private volatile Behaviour behaviour;

    /// Messages that came, in order.
    final CopyOnWriteArrayList<String> messages = new CopyOnWriteArrayList<>();

    AuraStage(SoundFormat format) throws IOException {
        this(format, new Behaviour.Well(), Duration.ofMinutes(2), Duration.ofMinutes(2));
    }

    AuraStage(SoundFormat format, Behaviour first, Duration firstSound, Duration betweenSounds)
            throws IOException {
        behaviour = first;
        server = new RawServer(this::serve);
        voice =
                AuraVoice.open(
                        AuraSettings.of(Secret.of("dg-canary-4711"), AuraSettings.MODEL)
                                .at(server.url())
                                .as(format)
                                .within(
                                        new SpeechLimits(
                                                Duration.ofSeconds(30), firstSound, betweenSounds)),
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
        socket.text("{\"type\":\"Metadata\",\"request_id\":\"9d\"}");
        var text = new StringBuilder();
        for (var frame = socket.read(); !frame.isClose(); frame = socket.read()) {
            messages.add(frame.text());
            var message = JSON.readTree(frame.text());
            switch (message.path("type").asText()) {
                case "Speak" -> text.append(message.path("text").asText());
                case "Flush" -> {
                    speak(socket, peer, text.toString());
                    text.setLength(0);
                }
                case "Clear" -> {
                    text.setLength(0);
                    socket.binary(new byte[] {77, 7, 77, 7});
                    socket.text("{\"type\":\"Cleared\",\"sequence_id\":1}");
                }
                case "Close" -> socket.close(1000, "");
                default -> socket.close(1008, "DATA-0000");
            }
        }
    }

    private static void refuse(RawServer.Peer peer, ProviderFailure kind) throws IOException {
        switch (kind) {
            case KEY -> peer.answers(401, "", "{\"err_code\":\"INVALID_AUTH\"}");
            case QUOTA -> peer.answers(402, "", "{\"err_code\":\"ASR_PAYMENT_REQUIRED\"}");
            case RATE -> peer.answers(429, "", "{\"err_code\":\"TOO_MANY_REQUESTS\"}");
            case ENGINE -> peer.answers(500, "", "{}");
            case TIMED_OUT, OVERLOADED, NETWORK, PROTOCOL, CLOSED, CONTENT, RETIRED ->
                    throw new IllegalArgumentException("not a refusal: " + kind);
        }
        peer.close();
    }

    private void speak(RawSocket socket, RawServer.Peer peer, String text) throws IOException {
        switch (behaviour) {
            case Behaviour.Well _ -> {
                var sound = sound(text);
                for (int from = 0; from < sound.length; from += 777) {
                    socket.binary(
                            Arrays.copyOfRange(sound, from, Math.min(sound.length, from + 777)));
                }
                socket.text("{\"type\":\"Flushed\",\"sequence_id\":0}");
            }
            case Behaviour.Stalls(var afterSound) -> {
                if (afterSound) {
                    socket.binary(sound("x"));
                }
            }
            case Behaviour.Cuts _ -> {
                socket.binary(sound("x"));
                peer.close();
            }
            case Behaviour.Refuses _ -> peer.close();
        }
    }

    /// 60 ms at 8 kHz for each character, all of one value.
    private static byte[] sound(String text) {
        var bytes = new byte[2 * 480 * Math.max(1, text.length())];
        int value = value(text);
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = (byte) value;
            bytes[i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    private static int value(String text) {
        return 300 + 7 * text.length();
    }

    @Override
    public Synthesizer voice() {
        return voice;
    }

    @Override
    public boolean can(Behaviour wanted) {
        return true;
    }

    @Override
    public void behave(Behaviour changed) {
        behaviour = changed;
    }

    @Override
    public OptionalInt sampleOf(String text) {
        return OptionalInt.of(value(text));
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
