package dev.parley.sim.vendor.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.vendor.RawSocket;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Limit;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.script.VendorScript;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpeakTest {
    private static final String QUERY = "model=aura-2-thalia-en&encoding=mulaw&sample_rate=8000";
    private static final String FLUSH = "{\"type\":\"Flush\"}";

    private final Vendors vendors =
            Vendors.start(VendorScript.usual().with(Delay.FIRST_SOUND, Duration.ZERO));

    @AfterEach
    void close() {
        vendors.close();
    }

    private RawSocket open() {
        return new RawSocket(
                vendors.socketUrl("deepgram") + "/v1/speak?" + QUERY,
                "Authorization",
                "Token sim-key");
    }

    private static String speak(String text) {
        return "{\"type\":\"Speak\",\"text\":\"" + text + "\"}";
    }

    @Test
    void text_is_spoken_and_flush_confirms_after_the_last_sound() throws Exception {
        try (var socket = open()) {
            assertThat(socket.next("Metadata").path("model_name").asText())
                    .isEqualTo("aura-2-thalia-en");
            socket.text(speak("Good morning. ")).text(speak("How are you")).text(FLUSH);
            assertThat(socket.soundUntil("Flushed")).hasSize(25 * 400);
            socket.text(FLUSH);
            assertThat(socket.next("Flushed").path("sequence_id").asInt()).isEqualTo(1);
            socket.text("{\"type\":\"Close\"}");
            assertThat(socket.end().code()).isEqualTo(1000);
        }
        assertThat(vendors.violations()).isEmpty();
    }

    @Test
    void clear_drops_what_is_not_sent_yet() throws Exception {
        vendors.fault("tts:too-slow@turn1:5s");
        try (var socket = open()) {
            socket.text(speak("A long text that nobody hears. ")).text(FLUSH);
            while (!(socket.next() instanceof byte[])) {}
            socket.text("{\"type\":\"Clear\"}");
            socket.next("Cleared");
            socket.text(speak("New.")).text(FLUSH);
            assertThat(socket.soundUntil("Flushed")).hasSize(4 * 400);
        }
    }

    @Test
    void flushes_over_the_limit_are_warned_about_and_ignored() throws Exception {
        vendors.script(vendors.script().with(Limit.FLUSHES, 1));
        try (var socket = open()) {
            socket.text(FLUSH).text(FLUSH);
            var all = socket.until("Warning");
            assertThat(all).hasSizeBetween(2, 3);
        }
        assertThat(vendors.violations().getFirst().rule()).isEqualTo("flushes");
    }

    @Test
    void close_lets_the_rest_be_spoken_if_that_is_the_reading() throws Exception {
        vendors.script(vendors.script().with(Switch.CLOSE_SPEAKS_REST, true));
        try (var socket = open()) {
            socket.text(speak("The rest")).text("{\"type\":\"Close\"}");
            int bytes = 0;
            Object next = socket.next();
            while (!(next instanceof RawSocket.Ended)) {
                bytes += next instanceof byte[] sound ? sound.length : 0;
                next = socket.next();
            }
            assertThat(bytes).isEqualTo(8 * 400);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 1008 | DATA-0000",
                "no json | 1008 | DATA-0000",
                "{\"type\":\"Speak\"} | 1008 | DATA-0000",
                "{\"type\":\"Speak\",\"text\":\"far too long\"} | 1009 | BIG-0001"
            })
    void wrong_message_closes_with_the_code_of_the_vendor(String message, int code, String reason)
            throws Exception {
        vendors.script(vendors.script().with(Limit.SPEAK_CHARACTERS, 5));
        try (var socket = open()) {
            socket.text(message);
            assertThat(socket.end()).isEqualTo(new RawSocket.Ended(code, reason));
        }
        assertThat(vendors.violations()).hasSize(1);
    }

    @Test
    void binary_and_silence_close() throws Exception {
        try (var socket = open()) {
            socket.bytes(new byte[2]);
            assertThat(socket.end()).isEqualTo(new RawSocket.Ended(1003, "MESSAGE-0000"));
        }
        vendors.script(vendors.script().with(Delay.DEEPGRAM_SPEAK_IDLE, Duration.ofMillis(30)));
        try (var socket = open()) {
            assertThat(socket.end()).isEqualTo(new RawSocket.Ended(1011, "NET-0001"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model=aura-2-perseo-it",
                "model=nova-3",
                "model=aura-2-thalia-en&encoding=mulaw&sample_rate=24000",
                "model=aura-2-thalia-en&encoding=mp3",
                "model=aura-2-thalia-en&container=wav",
                "model=aura-2-thalia-en&language=en"
            })
    void wrong_query_is_refused(String query) {
        var url = vendors.socketUrl("deepgram") + "/v1/speak?" + query;
        assertThat(RawSocket.refused(url, "Authorization", "Token sim-key").statusCode())
                .isEqualTo(400);
        vendors.fault("tts:429@always");
        assertThat(RawSocket.refused(url, "Authorization", "Token sim-key").statusCode())
                .isEqualTo(429);
    }

    @Test
    void faults_of_a_text_are_what_they_are_called() throws Exception {
        vendors.fault("tts:zero-bytes@turn1");
        vendors.fault("tts:wrong-rate@turn2:4000");
        vendors.fault("tts:duplicate@turn3");
        vendors.fault("tts:late@turn4:2");
        vendors.fault("tts:split-utf8@turn5");
        vendors.fault("tts:error@turn6:1");
        try (var socket = open()) {
            for (int i = 0; i < 6; i++) {
                socket.text(speak("A text of some length.")).text(FLUSH);
            }
            assertThat(socket.soundUntil("Flushed")).isEmpty();
            assertThat(socket.soundUntil("Flushed")).hasSize(22 * 200);
            assertThat(socket.soundUntil("Flushed")).hasSize(22 * 400);
            assertThat(socket.soundUntil("Flushed")).isEmpty();
            assertThat(socket.soundUntil("Flushed")).hasSize(22 * 400);
            assertThat(socket.soundUntil("Flushed")).hasSize(2 * 320 + 22 * 400);
            assertThat(socket.end()).isEqualTo(new RawSocket.Ended(1011, "NET-0000"));
        }
    }
}
