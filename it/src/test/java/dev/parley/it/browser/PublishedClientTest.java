package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.garage.DemoCustomers;
import dev.parley.it.browser.PeerKit.Session;
import dev.parley.it.browser.ServedParley.Served;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The client that others publish and use, unchanged, in a real browser: what its users see and
/// hear of a call with us.
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
    void a_caller_answers_by_voice_into_the_agents_question() throws Exception {
        Tries.of(this::answersByVoice);
    }

    private void answersByVoice(int number) throws Exception {
        var book = Voice.file(folder, "book.wav", RATE, 100, "i would like to book an appointment");
        var oil = Voice.file(folder, "oil.wav", RATE, 100, "an oil change please");
        // The wish comes with the greeting, the answer into the question that follows.
        var steps =
                """
                [{"on":"botStoppedSpeaking","nth":1,"after":1500,"do":"play","args":["%s"]},
                 {"on":"userStoppedSpeaking","nth":1,"after":500,"do":"play","args":["%s"]}]
                """
                        .formatted(book, oil);
        var caller = DemoCustomers.all().get(1).phone();
        var session =
                kit.call(
                        folder.resolve("barge-in" + number),
                        60,
                        List.of(
                                "--start",
                                served.start().toString(),
                                "--start-body",
                                "{\"agent\":\"garage\",\"caller\":\"%s\"}".formatted(caller),
                                "--steps",
                                steps,
                                "--until",
                                "botOutput[text~Which day]",
                                "--linger",
                                "2",
                                "--expect",
                                "botReady<botStartedSpeaking",
                                "--expect",
                                "userTranscript[final=true,text~appointment]",
                                "--expect",
                                "userTranscript[final=true,text~oil change]",
                                "--expect",
                                "botOutput[text~Which day]",
                                "--expect",
                                "userStartedSpeaking*2",
                                "--expect",
                                "heard>=3",
                                "--expect",
                                "mic>=3",
                                "--expect",
                                "hush<=250",
                                "--expect",
                                "!error",
                                "--expect",
                                "!messageError"));
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
                [{"on":"botReady","after":8000,"do":"sendText","args":["what are your opening hours"]},
                 {"on":"botReady","after":15000,"do":"sendDTMF","args":[["0"]]},
                 {"on":"botReady","after":17000,"do":"sendClientRequest","args":["nothing-we-know"]},
                 {"on":"messageError","nth":1,"after":100,"do":"disconnectBot"}]
                """;
        var session =
                kit.call(
                        folder.resolve("start"),
                        40,
                        List.of(
                                "--start",
                                served.start().toString(),
                                "--start-body",
                                "{\"agent\":\"garage\"}",
                                "--no-mic",
                                "--player-rate",
                                "24000",
                                "--steps",
                                steps,
                                "--expect",
                                "connectResolved",
                                "--expect",
                                "botReady",
                                "--expect",
                                "botOutput[text~We are open]",
                                "--expect",
                                "botStartedSpeaking*3",
                                "--expect",
                                "messageError",
                                "--expect",
                                "heard>=4",
                                "--expect",
                                "disconnected"));
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
                                "--player-rate",
                                "16000",
                                "--until",
                                "botStoppedSpeaking",
                                "--expect",
                                "heard>=2",
                                "--expect",
                                "!error"));
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
