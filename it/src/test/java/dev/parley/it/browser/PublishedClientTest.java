package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.it.browser.PeerKit.Session;
import dev.parley.it.browser.ServedParley.Served;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The client that others publish and use, unchanged, in a real browser: what its users see and hear
/// of a call with us.
@ExtendWith(ServedParley.class)
final class PublishedClientTest {
    private static final int RATE = 48_000;

    @TempDir private Path folder;
    private final Served served;
    private PeerKit kit;

    PublishedClientTest(Served served) {
        this.served = served;
    }

    @BeforeEach
    void prepare() throws Exception {
        Voice.needed();
        kit = PeerKit.withBrowser(folder);
    }

    @Test
    void a_question_by_voice_is_understood_answered_and_interrupted_by_the_next() throws Exception {
        var hours = Voice.file(folder, "hours.wav", RATE, 100, "what are your opening hours");
        var prices = Voice.file(folder, "stop.wav", RATE, 100, "i would like to book an appointment");
        // The first question comes when the agent has said its own, the second into the answer.
        var steps =
                """
                [{"on":"botStoppedSpeaking","nth":1,"after":300,"do":"play","args":["%s"]},
                 {"on":"botStartedSpeaking","nth":2,"after":900,"do":"play","args":["%s"]},
                 {"on":"botStoppedSpeaking","nth":3,"after":200,"do":"disconnect"}]
                """
                        .formatted(hours, prices);
        var session =
                kit.call(
                        folder.resolve("barge-in"),
                        45,
                        List.of(
                                served.socket() + "?agent=garage",
                                "--steps", steps,
                                "--expect", "botReady",
                                "--expect", "userTranscript[final=true,text~hours]",
                                "--expect", "botOutput",
                                "--expect", "userStartedSpeaking*2",
                                "--expect", "botReady<botStartedSpeaking",
                                "--expect", "heard>=4",
                                "--expect", "mic>=5",
                                "--expect", "hush<=250",
                                "--expect", "disconnected",
                                "--expect", "!error",
                                "--expect", "!messageError"));
        assertExpected(session);
        assertThat(session.wire()).anySatisfy(line -> assertType(line, "bot-interrupted"));
        assertThat(soundAfterInterruption(session)).isZero();
        assertThat(session.report().at("/botAudio/maxAheadMs").asInt()).isLessThanOrEqualTo(200);
        assertThat(session.report().at("/botReady/version").asText()).startsWith("2.");
        assertThat(session.report().at("/console").toString()).doesNotContain("pageerror");
    }

    @Test
    void a_call_begins_at_the_start_endpoint_and_goes_on_by_text_and_keys() throws Exception {
        var steps =
                """
                [{"on":"botStoppedSpeaking","nth":1,"after":100,"do":"sendText","args":["what are your opening hours"]},
                 {"on":"botStoppedSpeaking","nth":2,"after":100,"do":"sendDTMF","args":[["0"]]},
                 {"on":"botStoppedSpeaking","nth":3,"after":100,"do":"sendClientRequest","args":["nothing-we-know"]},
                 {"on":"messageError","nth":1,"after":100,"do":"disconnectBot"}]
                """;
        var session =
                kit.call(
                        folder.resolve("start"),
                        40,
                        List.of(
                                "--start", served.start().toString(),
                                "--start-body", "{\"agent\":\"garage\"}",
                                "--no-mic",
                                "--player-rate", "24000",
                                "--steps", steps,
                                "--expect", "connectResolved",
                                "--expect", "botReady",
                                "--expect", "botOutput[text~We are open]",
                                "--expect", "botStartedSpeaking*3",
                                "--expect", "messageError",
                                "--expect", "heard>=4",
                                "--expect", "disconnected"));
        assertExpected(session);
        assertThat(session.report().at("/socketUrl/0").asText()).contains("token=");
    }

    @Test
    void a_page_that_plays_at_16_kilohertz_hears_the_same_voice() throws Exception {
        var session =
                kit.call(
                        folder.resolve("rate"),
                        20,
                        List.of(
                                served.socket() + "?agent=garage&player_rate=16000",
                                "--no-mic",
                                "--player-rate", "16000",
                                "--until", "botStoppedSpeaking",
                                "--expect", "heard>=2",
                                "--expect", "!error"));
        assertExpected(session);
        assertThat(session.report().at("/botAudio/rates").has("16000")).isTrue();
    }

    private static void assertExpected(Session session) {
        assertThat(session.isAsExpected())
                .as(
                        "%s%n%s%n%s",
                        session.report().path("expect"),
                        session.report().path("console"),
                        session.report().path("events"))
                .isTrue();
    }

    private static void assertType(JsonNode line, String type) {
        assertThat(line.at("/message/type").asText()).isEqualTo(type);
    }

    /// Frames of sound between `bot-interrupted` and the next `bot-started-speaking`.
    private static int soundAfterInterruption(Session session) {
        boolean isCut = false;
        int frames = 0;
        for (var line : session.wire()) {
            if (!line.path("direction").asText().equals("in")) {
                continue;
            }
            switch (line.at("/message/type").asText()) {
                case "bot-interrupted" -> isCut = true;
                case "bot-started-speaking" -> isCut = false;
                default -> {}
            }
            if (isCut && line.path("kind").asText().equals("audio")) {
                frames++;
            }
        }
        return frames;
    }
}
