package dev.parley.providers.cartesia;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.Fuzz;
import dev.parley.providers.contract.Mutation;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.RawSocket;
import dev.parley.providers.contract.Storm;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.SentenceDesk;
import dev.parley.providers.net.SoundFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What Cartesia may send instead of its messages: nothing of it hurts the voice.
final class MessageFuzzTest {
    private static final int MANY = 10_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MESSAGES =
            List.of(
                    "{\"type\":\"chunk\",\"context_id\":\"CONTEXT\",\"status_code\":206,\"done\":false,\"data\":\"AAEAAQAB\",\"step_time\":1.5}",
                    "{\"type\":\"timestamps\",\"context_id\":\"CONTEXT\",\"status_code\":206,\"done\":false,\"word_timestamps\":{\"words\":[\"Nine\",\"o'clock\"],\"start\":[0.0,0.3],\"end\":[0.3,0.8]}}",
                    "{\"type\":\"done\",\"context_id\":\"CONTEXT\",\"status_code\":200,\"done\":true}",
                    "{\"type\":\"error\",\"context_id\":\"CONTEXT\",\"status_code\":400,\"done\":true,\"error_code\":\"invalid_transcript\",\"title\":\"x\",\"message\":\"y\"}",
                    "{\"type\":\"flush_done\",\"context_id\":\"CONTEXT\",\"flush_done\":true,\"flush_id\":1}");

    @Test
    void storm_of_messages_leaves_a_voice_whole() throws Exception {
        speaks(200, 51);
    }

    @Test
    @Tag("long")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void ten_million_messages_leave_a_voice_whole() throws Exception {
        speaks(MANY / Storm.MESSAGES, 52);
    }

    @Test
    void messages_never_throw() throws Exception {
        reads(5_000, 53);
    }

    @Test
    @Tag("long")
    void ten_million_messages_never_throw() throws Exception {
        reads(MANY, 54);
    }

    /// The server takes everything and says nothing; the messages come from the test.
    private static void reads(int inputs, long seed) throws Exception {
        var mutation = new Mutation(seed, MESSAGES);
        try (var network = Network.open(1);
                var server =
                        new RawServer((request, peer) -> {
                            var socket = RawSocket.accept(request, peer);
                            while (!socket.read().isClose()) {
                                // whatever it is
                            }
                        })) {
            var settings =
                    SonicSettings.of(Secret.of("canary"), "voice-1", "en")
                            .at(server.url())
                            .as(SoundFormat.PCM_8K);
            var loop = network.loop();
            try (var socket = new SonicSocket(settings, network, loop, Meters.NONE);
                    var desk =
                            new SentenceDesk(
                                    "fuzz", loop, settings.limits(), 10, socket, Meters.NONE)) {
                var started = new int[1];
                Fuzz.on(
                        loop,
                        inputs,
                        () -> {
                            if (mutation.choice(50) == 0) {
                                var speaking =
                                        desk.speak(
                                                "Nine o'clock is free.", SoundFormat.PCM_8K, DEAF);
                                started[0]++;
                                if (mutation.choice(2) == 0) {
                                    speaking.close();
                                }
                            }
                            var id = "s" + Math.max(1, started[0] - mutation.choice(8));
                            socket.text(mutation.text().replace("CONTEXT", id));
                        });
            }
        }
    }

    private static final Synthesizer.Listener DEAF =
            new Synthesizer.Listener() {
                @Override
                public void audio(short[] samples, int offset, int count) {}

                @Override
                public void done() {}

                @Override
                public void failed(ProviderFailure failure) {}
            };

    private static void speaks(int sentences, long seed) throws Exception {
        var storm = new Storm(seed, MESSAGES, MESSAGES.get(2));
        try (var network = Network.open(1);
                var server =
                        new RawServer((request, peer) -> {
                            var socket = RawSocket.accept(request, peer);
                            for (var frame = socket.read();
                                    !frame.isClose();
                                    frame = socket.read()) {
                                var wanted = JSON.readTree(frame.text());
                                if (wanted.has("transcript")
                                        && !wanted.path("transcript").asText().isBlank()) {
                                    var id = wanted.path("context_id").asText();
                                    storm.blow(
                                            socket,
                                            peer,
                                            message -> message.replace("CONTEXT", id));
                                }
                            }
                        });
                var voice =
                        SonicVoice.open(
                                SonicSettings.of(Secret.of("canary"), "voice-1", "en")
                                        .at(server.url())
                                        .as(SoundFormat.PCM_8K),
                                network,
                                Meters.NONE)) {
            storm.over(voice, sentences);
        }
    }
}
