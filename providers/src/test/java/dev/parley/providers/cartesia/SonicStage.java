package dev.parley.providers.cartesia;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Base64;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/// Sonic against a server that answers by hand as the vendor's sheet shows.
final class SonicStage implements SynthesizerStage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Network network = Network.open(1);
    private final RawServer server;
    private final SonicVoice voice;
    private volatile Behaviour behaviour;

    /// Messages that came, in order.
    final CopyOnWriteArrayList<String> messages = new CopyOnWriteArrayList<>();

    SonicStage() throws IOException {
        this(
                SoundFormat.PCM_8K,
                new Behaviour.Well(),
                Duration.ofMinutes(2),
                Duration.ofMinutes(2));
    }

    SonicStage(SoundFormat format, Behaviour first, Duration firstSound, Duration betweenSounds)
            throws IOException {
        behaviour = first;
        server = new RawServer(this::serve);
        voice =
                SonicVoice.open(
                        SonicSettings.of(Secret.of("sk_car_canary"), "voice-1", "en")
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
        for (var frame = socket.read(); !frame.isClose(); frame = socket.read()) {
            messages.add(frame.text());
            var message = JSON.readTree(frame.text());
            if (message.path("cancel").asBoolean()) {
                chunk(socket, message.path("context_id").asText(), new byte[] {77, 7, 77, 7});
                socket.text(end(message.path("context_id").asText()));
            } else {
                speak(socket, peer, message);
            }
        }
    }

    private static void refuse(RawServer.Peer peer, ProviderFailure kind) throws IOException {
        switch (kind) {
            case KEY -> peer.answers(401, "", "{\"title\":\"no\",\"error_code\":\"unauthorized\"}");
            case QUOTA -> peer.answers(402, "", "{\"title\":\"pay\"}");
            case RATE -> peer.answers(429, "", "{\"error_code\":\"concurrency_limited\"}");
            case ENGINE -> peer.answers(500, "", "oops");
            case TIMED_OUT, OVERLOADED, NETWORK, PROTOCOL, CLOSED, CONTENT, RETIRED ->
                    throw new IllegalArgumentException("not a refusal: " + kind);
        }
        peer.close();
    }

    private void speak(RawSocket socket, RawServer.Peer peer, JsonNode message) throws IOException {
        var id = message.path("context_id").asText();
        var text = message.path("transcript").asText();
        switch (behaviour) {
            case Behaviour.Well _ -> {
                var sound = sound(text);
                // Pieces that end within samples.
                for (int from = 0; from < sound.length; from += 333) {
                    chunk(
                            socket,
                            id,
                            Arrays.copyOfRange(sound, from, Math.min(sound.length, from + 333)));
                }
                socket.text(words(id, text));
                socket.text(end(id));
            }
            case Behaviour.Stalls(var afterSound) -> {
                if (afterSound) {
                    chunk(socket, id, sound("x"));
                }
            }
            case Behaviour.Cuts _ -> {
                chunk(socket, id, sound("x"));
                peer.close();
            }
            case Behaviour.Refuses _ -> peer.close();
        }
    }

    /// 60 ms for each character, all of one value.
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

    private static void chunk(RawSocket socket, String id, byte[] sound) throws IOException {
        socket.text(
                "{\"type\":\"chunk\",\"context_id\":\""
                        + id
                        + "\",\"data\":\""
                        + Base64.getEncoder().encodeToString(sound)
                        + "\",\"done\":false,\"status_code\":206,\"step_time\":42.1}");
    }

    private static String words(String id, String text) throws IOException {
        var words = JSON.createArrayNode();
        var starts = JSON.createArrayNode();
        var ends = JSON.createArrayNode();
        int at = 0;
        for (var word : text.split(" ", -1)) {
            words.add(word);
            starts.add(at * 0.06);
            ends.add((at + word.length()) * 0.06);
            at += word.length() + 1;
        }
        return "{\"type\":\"timestamps\",\"context_id\":\""
                + id
                + "\",\"done\":false,\"status_code\":206,\"word_timestamps\":{\"words\":"
                + words
                + ",\"start\":"
                + starts
                + ",\"end\":"
                + ends
                + "}}";
    }

    private static String end(String id) {
        return "{\"type\":\"done\",\"context_id\":\""
                + id
                + "\",\"done\":true,\"status_code\":200}";
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
