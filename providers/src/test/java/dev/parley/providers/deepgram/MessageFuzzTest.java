package dev.parley.providers.deepgram;

import dev.parley.call.speech.Recognizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.Fuzz;
import dev.parley.providers.contract.Mutation;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.RawSocket;
import dev.parley.providers.contract.Storm;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.SoundFormat;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Deepgram may send instead of its messages: nothing of it escapes as an exception or stays.
final class MessageFuzzTest {
    private static final int IN_THE_GATE = 5_000;
    private static final int MANY = 10_000_000;

    /// Nobody listens there; the messages come from the test.
    private static final String NOWHERE = "ws://127.0.0.1:1";

    private static final List<String> LISTEN =
            List.of(
                    "{\"type\":\"Results\",\"channel_index\":[0,1],\"duration\":1.2,\"start\":0.4,\"is_final\":true,\"speech_final\":true,\"from_finalize\":true,\"channel\":{\"alternatives\":[{\"transcript\":\"a table\",\"confidence\":0.9,\"words\":[{\"word\":\"a\",\"start\":0.1,\"end\":0.2}]}]}}",
                    "{\"type\":\"SpeechStarted\",\"channel\":[0,1],\"timestamp\":0.2}",
                    "{\"type\":\"UtteranceEnd\",\"channel\":[0,1],\"last_word_end\":1.4}",
                    "{\"type\":\"Metadata\",\"request_id\":\"9d\",\"duration\":1.0}",
                    "{\"type\":\"Connected\",\"request_id\":\"c\",\"sequence_id\":0}",
                    "{\"type\":\"TurnInfo\",\"request_id\":\"c\",\"sequence_id\":3,\"event\":\"EndOfTurn\",\"turn_index\":0,\"audio_window_start\":0.0,\"audio_window_end\":1.5,\"transcript\":\"a table\",\"words\":[{\"word\":\"a\",\"start\":0.1,\"end\":0.3}],\"end_of_turn_confidence\":0.9}",
                    "{\"type\":\"TurnInfo\",\"event\":\"EagerEndOfTurn\",\"turn_index\":1,\"transcript\":\"tomorrow\",\"words\":[]}",
                    "{\"type\":\"TurnInfo\",\"event\":\"TurnResumed\",\"turn_index\":1}",
                    "{\"type\":\"Warning\",\"code\":\"FORCE_END_TURN_NO_ACTIVE_TURN\"}");

    /// The second ends a sentence.
    private static final List<String> SPEAK =
            List.of(
                    "{\"type\":\"Metadata\",\"request_id\":\"9d\"}",
                    "{\"type\":\"Flushed\",\"sequence_id\":0}",
                    "{\"type\":\"Cleared\",\"sequence_id\":1}",
                    "{\"type\":\"Warning\",\"code\":\"SLOW\",\"description\":\"x\"}",
                    "{\"type\":\"Error\",\"err_code\":\"NET-0001\"}");

    private static final Recognizer.Listener DEAF =
            new Recognizer.Listener() {
                @Override
                public void partialWords(long utterance, String words) {}

                @Override
                public void finalWords(long utterance, String words) {}

                @Override
                public void failed(long utterance, ProviderFailure failure) {}
            };

    @ParameterizedTest
    @ValueSource(strings = {"nova-3", "flux-general-en"})
    void messages_of_a_recognizer_never_throw(String model) throws InterruptedException {
        listens(model, IN_THE_GATE, 41);
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(strings = {"nova-3", "flux-general-en"})
    void ten_million_messages_of_a_recognizer_never_throw(String model)
            throws InterruptedException {
        listens(model, MANY, 42);
    }

    private static void listens(String model, int inputs, long seed) throws InterruptedException {
        var mutation = new Mutation(seed, LISTEN);
        try (var network = Network.open(1);
                var recognizer =
                        DeepgramRecognizer.open(
                                ListenSettings.of(Secret.of("canary"), model, "en").at(NOWHERE),
                                network,
                                Meters.NONE)) {
            var loop = network.loop();
            var session = new ListenSession[1];
            var left = new int[1];
            var utterance = new long[1];
            Fuzz.on(
                    loop,
                    inputs,
                    () -> {
                        if (left[0]-- == 0) {
                            left[0] = 100 + mutation.choice(200);
                            if (session[0] != null) {
                                session[0].close();
                            }
                            session[0] = (ListenSession) recognizer.open(DEAF);
                        }
                        switch (mutation.choice(10)) {
                            case 0 -> {
                                session[0].begin(++utterance[0], Expectation.OPEN);
                                session[0].audio(new short[320], 0, 320);
                            }
                            case 1 -> session[0].finish(utterance[0]);
                            case 2 -> session[0].binary(Buffer.buffer(mutation.noise(200)));
                            default -> session[0].text(mutation.text());
                        }
                    });
        }
    }

    @Test
    void storm_of_messages_leaves_a_voice_whole() throws Exception {
        speaks(200, 43);
    }

    @Test
    @Tag("long")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void ten_million_messages_leave_a_voice_whole() throws Exception {
        speaks(MANY / Storm.MESSAGES, 44);
    }

    private static void speaks(int sentences, long seed) throws Exception {
        var storm = new Storm(seed, SPEAK, SPEAK.get(1));
        try (var network = Network.open(1);
                var server =
                        new RawServer((request, peer) -> {
                            var socket = RawSocket.accept(request, peer);
                            for (var frame = socket.read();
                                    !frame.isClose();
                                    frame = socket.read()) {
                                if (frame.text().contains("Flush")) {
                                    storm.blow(socket, peer, message -> message);
                                }
                            }
                        });
                var voice =
                        AuraVoice.open(
                                AuraSettings.of(Secret.of("canary"), AuraSettings.MODEL)
                                        .at(server.url())
                                        .as(SoundFormat.PCM_8K),
                                network,
                                Meters.NONE)) {
            storm.over(voice, sentences);
        }
    }
}
