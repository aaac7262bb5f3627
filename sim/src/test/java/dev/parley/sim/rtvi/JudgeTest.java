package dev.parley.sim.rtvi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The judge knows a server that behaves from one that does not.
class JudgeTest {
    private static final URI NOWHERE = URI.create("ws://localhost/rtvi");
    private static final long FRAME_NANOS = 40_000_000;

    private Session session = new Session(RtviCall.binary(NOWHERE));

    /// A server's lines, one by one, 40 ms of sound at a time, on a clock that the test drives.
    private static final class Session {
        private final Judge judge;
        private long nanos;

        Session(RtviCall call) {
            judge = new Judge(call);
            var ready = new ClientMessages(call).clientReady("11");
            judge.sent(ready);
        }

        Session says(String json) {
            judge.binary(
                    FrameWriter.message("{\"label\":\"rtvi-ai\"," + json + "}"), nanos, millis());
            return this;
        }

        Session type(String type) {
            return says("\"type\":\"%s\"".formatted(type));
        }

        Session type(String type, String data) {
            return says("\"type\":\"%s\",\"data\":%s".formatted(type, data.replace('\'', '"')));
        }

        Session ready() {
            return says("\"type\":\"bot-ready\",\"id\":\"11\",\"data\":{\"version\":\"2.2.0\"}");
        }

        Session output(long segment, String status, String heard, String rest) {
            var text = heard + rest;
            return type(
                    "bot-output",
                    ("{'text':'%s','output_type':'sentence','text_type':'sentence',"
                                    + "'aggregated_by':'sentence','segment_id':%d,"
                                    + "'will_be_spoken':true,'spoken_status':'%s','spoken_progress':"
                                    + "{'accumulated_text':'%s','remaining_text':'%s'}}")
                            .formatted(text, segment, status, heard, rest));
        }

        /// 40 ms of sound, in time.
        Session sound() {
            soundNow();
            nanos += FRAME_NANOS;
            return this;
        }

        Session soundNow() {
            return sound(new byte[1920], 24_000, 1);
        }

        Session sound(byte[] bytes, int rate, int channels) {
            judge.binary(FrameWriter.audio(bytes, rate, channels), nanos, millis());
            return this;
        }

        Session interruption() {
            judge.binary(FrameWriter.field(5, new byte[0]), nanos, millis());
            return this;
        }

        /// The bot says "One two." and is heard to its end.
        Session spokenSentence(long segment) {
            type("bot-tts-started")
                    .type("bot-started-speaking")
                    .output(segment, "new", "", "One two.");
            sound().sound().output(segment, "in-progress", "One", " two.").sound().sound();
            return output(segment, "completed", "One two.", "")
                    .type("bot-tts-stopped")
                    .type("bot-stopped-speaking");
        }

        private long millis() {
            return nanos / 1_000_000;
        }

        List<String> rules() {
            return judge.violations().stream().map(RtviViolation::rule).toList();
        }
    }

    @Test
    void a_spoken_sentence_in_the_right_order_is_no_violation() {
        session.ready().spokenSentence(1).spokenSentence(2);
        assertThat(session.judge.violations()).isEmpty();
        assertThat(session.judge.heard()).containsExactly("One two.", "One two.");
        assertThat(session.judge.maxAheadMillis()).isEqualTo(40);
    }

    @Test
    void a_turn_of_the_user_with_a_barge_in_is_no_violation() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One two.").sound();
        session.output(1, "in-progress", "One", " two.").interruption();
        session.type("user-started-speaking").type("bot-interrupted").type("bot-stopped-speaking");
        session.type(
                "user-input",
                "{'text':'hello','input_type':'transcription','timestamp':'2026-11-21T10:00:00Z','final':true}");
        session.type(
                "user-transcription",
                "{'text':'hello','user_id':'','timestamp':'2026-11-21T10:00:00Z','final':true}");
        session.type("user-stopped-speaking").spokenSentence(2);
        assertThat(session.judge.violations()).isEmpty();
        assertThat(session.judge.heard()).containsExactly("One", "One two.");
    }

    @ParameterizedTest
    @CsvSource({
        "bot-ready-id,      12, 2.2.0",
        "bot-ready-version, 11, 3.0.0",
        "bot-ready-version, 11, two",
        "bot-ready-version, 11, 1.2.0",
    })
    void a_wrong_bot_ready_is_caught(String rule, String id, String version) {
        session.says(
                "\"type\":\"bot-ready\",\"id\":\"%s\",\"data\":{\"version\":\"%s\"}"
                        .formatted(id, version));
        assertThat(session.rules()).containsExactly(rule);
    }

    @Test
    void the_first_generation_gets_its_own_version_back() {
        session = new Session(RtviCall.binary(NOWHERE).asVersion("1.2.0"));
        session.ready();
        assertThat(session.rules()).containsExactly("bot-ready-version");
    }

    @Test
    void a_version_nobody_knows_gets_an_error_and_then_bot_ready() {
        session = new Session(RtviCall.binary(NOWHERE).asVersion("7.0.0"));
        session.ready();
        assertThat(session.rules()).containsExactly("bot-ready-unwarned");
        session = new Session(RtviCall.binary(NOWHERE).asVersion("7.0.0"));
        session.says("\"type\":\"error-response\",\"id\":\"11\",\"data\":{\"error\":\"7.0.0\"}")
                .ready();
        assertThat(session.rules()).isEmpty();
    }

    @Test
    void speech_and_sound_before_bot_ready_are_caught() {
        session.type("bot-started-speaking").sound();
        assertThat(session.rules()).containsExactly("before-ready", "before-ready");
    }

    @Test
    void a_second_bot_ready_that_nobody_asked_for_is_caught() {
        session.ready().ready();
        assertThat(session.rules()).containsExactly("bot-ready-unasked");
    }

    @Test
    void sound_after_bot_interrupted_is_caught_until_the_bot_speaks_anew() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One.").sound();
        session.type("bot-interrupted").sound().type("bot-stopped-speaking");
        assertThat(session.rules()).containsExactly("sound-after-interruption");
        session.spokenSentence(2);
        assertThat(session.rules()).hasSize(1);
    }

    @Test
    void sound_after_the_interruption_frame_is_caught_too() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One.").sound();
        session.interruption().sound();
        assertThat(session.rules()).containsExactly("sound-after-interruption");
    }

    @Test
    void sound_while_the_bot_does_not_speak_is_caught() {
        session.ready().sound();
        assertThat(session.rules()).containsExactly("sound-while-silent");
    }

    @ParameterizedTest
    @CsvSource({
        "odd-sound,    1919, 24000, 1",
        "odd-sound,       0, 24000, 1",
        "sound-format, 1920, 16000, 1",
        "sound-format, 1920, 24000, 2",
    })
    void sound_that_the_player_cannot_play_is_caught(
            String rule, int bytes, int rate, int channels) {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One.");
        session.sound(new byte[bytes], rate, channels);
        assertThat(session.rules()).containsExactly(rule);
    }

    @Test
    void a_whole_voice_at_once_is_too_far_ahead() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One.");
        for (int i = 0; i < 6; i++) {
            session.soundNow();
        }
        assertThat(session.rules()).containsExactly("too-far-ahead");
        assertThat(session.judge.maxAheadMillis()).isEqualTo(240);
    }

    @Test
    void a_burst_after_a_stall_of_our_own_is_not_the_servers_fault() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One.").sound();
        session.nanos += 10 * FRAME_NANOS;
        session.judge.late(400, session.nanos);
        for (int i = 0; i < 10; i++) {
            session.soundNow();
        }
        assertThat(session.rules()).isEmpty();
    }

    @Test
    void what_the_player_still_has_of_a_cut_sentence_is_not_counted_against_the_next() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One two.");
        session.soundNow().soundNow().soundNow().soundNow();
        session.type("bot-interrupted").type("bot-stopped-speaking");
        session.type("bot-started-speaking").output(2, "new", "", "Three.");
        session.soundNow().soundNow().soundNow().soundNow();
        assertThat(session.rules()).isEmpty();
        assertThat(session.judge.maxAheadMillis()).isEqualTo(320);
        session.soundNow().soundNow();
        assertThat(session.rules()).containsExactly("too-far-ahead");
    }

    @Test
    void progress_is_held_against_the_text() {
        session.ready().type("bot-started-speaking").sound();
        session.output(7, "in-progress", "One", " two.");
        assertThat(session.rules()).containsExactly("progress-before-new");
        session.output(8, "new", "", "One two.").output(8, "in-progress", "One", " three.");
        assertThat(session.rules()).endsWith("text-changed", "progress-sum");
        session.output(8, "in-progress", "", "One two.");
        assertThat(session.rules()).endsWith("progress-back");
        session.output(8, "completed", "One", " two.");
        assertThat(session.rules()).endsWith("completed-unfinished");
        session.output(8, "in-progress", "One two.", "");
        assertThat(session.rules()).endsWith("progress-after-completed");
        session.output(8, "new", "", "One two.");
        assertThat(session.rules()).endsWith("segment-reused").hasSize(7);
    }

    @Test
    void words_that_are_shown_as_heard_without_sound_are_caught() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One.");
        session.output(1, "completed", "One.", "");
        assertThat(session.rules()).containsExactly("completed-without-sound");
    }

    @Test
    void sound_that_goes_on_after_the_last_word_was_completed_is_caught() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One.").sound();
        session.output(1, "completed", "One.", "");
        for (int i = 0; i < 8; i++) {
            session.sound();
        }
        assertThat(session.rules()).containsExactly("sound-without-text");
    }

    @Test
    void a_cut_segment_that_is_completed_afterwards_is_caught() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One two.").sound();
        session.type("bot-interrupted").type("bot-stopped-speaking");
        session.output(1, "completed", "One two.", "");
        assertThat(session.rules()).containsExactly("progress-after-interruption");
    }

    @Test
    void a_segment_left_open_when_the_bot_stops_is_caught() {
        session.ready().type("bot-started-speaking").output(1, "new", "", "One.").sound();
        session.type("bot-stopped-speaking");
        assertThat(session.rules()).containsExactly("unfinished-segment");
    }

    @Test
    void a_segment_announced_before_the_bot_speaks_is_caught() {
        session.ready().output(1, "new", "", "One.");
        assertThat(session.rules()).containsExactly("new-before-started");
    }

    @ParameterizedTest
    @CsvSource({
        "user-started-speaking, user-stopped-speaking",
        "bot-started-speaking, bot-stopped-speaking",
        "bot-tts-started, bot-tts-stopped",
        "bot-llm-started, bot-llm-stopped",
    })
    void what_starts_twice_or_stops_first_is_caught(String start, String stop) {
        session.ready().type(stop).type(start).type(start);
        assertThat(session.rules()).containsExactly("pairs", "pairs");
    }

    @Test
    void a_tool_that_stops_before_it_is_in_progress_is_caught() {
        session.ready();
        session.type("llm-function-call-stopped", "{'tool_call_id':'a','cancelled':false}");
        session.type("llm-function-call-in-progress", "{'tool_call_id':'b'}");
        session.type(
                "llm-function-call-stopped", "{'tool_call_id':'b','cancelled':true,'result':{}}");
        session.type("llm-function-call-stopped", "{'tool_call_id':'b','cancelled':false}");
        assertThat(session.rules())
                .containsExactly("tool-stopped-first", "tool-cancelled-result", "tool-twice");
    }

    @Test
    void an_answer_to_nobody_and_a_second_answer_are_caught() {
        session.ready();
        var call = RtviCall.binary(NOWHERE);
        var data = ClientMessages.object().put("t", "time");
        session.judge.sent(new ClientMessages(call).message("client-message", "5", data));
        session.says("\"type\":\"server-response\",\"id\":\"5\",\"data\":{\"t\":\"time\"}");
        session.says("\"type\":\"server-response\",\"id\":\"5\",\"data\":{\"t\":\"date\"}");
        session.says("\"type\":\"error-response\",\"id\":\"6\",\"data\":{\"error\":\"no\"}");
        session.type(
                "user-input",
                "{'text':'hi','input_type':'chat','timestamp':'2026-11-21T10:00:00Z','final':true,'msg_id':'5'}");
        assertThat(session.rules())
                .containsExactly("answered-twice", "answer-topic", "answer-to-nobody", "msg-id");
    }

    @Test
    void messages_out_of_shape_are_caught() {
        session.ready();
        session.type("user-started-speaking", "{}");
        session.type(
                "user-transcription", "{'text':'hi','user_id':'','timestamp':'now','final':1}");
        session.type("bot-llm-text", "{}");
        session.says("\"type\":\"bot-interrupted\",\"id\":\"3\"");
        session.type("brand-new");
        session.type("server-message", "{'parley':'turn-state','state':'sleeping'}");
        assertThat(session.rules())
                .containsExactly("shape", "shape", "shape", "shape", "id", "unknown-type", "shape");
    }

    @Test
    void bytes_that_are_no_frame_are_caught() {
        session.ready();
        var judge = session.judge;
        judge.binary(new byte[0], 0, 0);
        judge.binary(new byte[] {0x22, -1}, 0, 0);
        judge.binary(FrameWriter.field(9, new byte[0]), 0, 0);
        judge.binary(FrameWriter.field(4, FrameWriter.field(2, new byte[1])), 0, 0);
        judge.binary(FrameWriter.message("{not json"), 0, 0);
        judge.binary(FrameWriter.message("{\"label\":\"other\",\"type\":\"x\"}"), 0, 0);
        judge.text("{}", 0, 0);
        judge.binary(
                FrameWriter.message("{\"label\":\"rtvi-ai\",\"type\":\"a\",\"type\":\"b\"}"), 0, 0);
        assertThat(session.rules())
                .containsExactly(
                        "frame", "frame", "frame", "frame", "json", "label", "wrong-wire", "json");
    }

    @Test
    void the_text_wire_carries_sound_only_when_asked() {
        var quiet = new Judge(RtviCall.text(NOWHERE));
        quiet.sent(new ClientMessages(RtviCall.text(NOWHERE)).clientReady("11"));
        quiet.text(
                "{\"label\":\"rtvi-ai\",\"type\":\"bot-ready\",\"id\":\"11\",\"data\":{\"version\":\"2.2.0\"}}",
                0,
                0);
        quiet.text("{\"label\":\"rtvi-ai\",\"type\":\"bot-started-speaking\"}", 0, 0);
        quiet.text(
                "{\"label\":\"rtvi-ai\",\"type\":\"eval-bot-audio\",\"data\":{\"audio\":\"AAAA\",\"sampleRate\":24000}}",
                0,
                0);
        assertThat(quiet.violations())
                .extracting(RtviViolation::rule)
                .containsExactly("sound-unasked", "odd-sound");
    }

    @Test
    void a_message_on_a_broken_websocket_is_no_reason_to_fall_over() {
        session.judge.broken("frame with opcode 3", 5);
        assertThat(session.rules()).containsExactly("websocket");
    }
}
