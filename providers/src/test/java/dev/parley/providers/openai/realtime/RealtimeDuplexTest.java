package dev.parley.providers.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.duplex.Briefing;
import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.DuplexEvent;
import dev.parley.call.duplex.Opening;
import dev.parley.call.duplex.TurnMaster;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.compliance.Secret;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.DuplexStage.Behaviour;
import dev.parley.providers.contract.HeardTalk;
import dev.parley.providers.contract.Patience;
import dev.parley.providers.net.Network;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.ModelReply;
import dev.parley.sim.vendor.script.Switch;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the protocol says beyond the contract, against the simulated vendor.
final class RealtimeDuplexTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private RealtimeStage stage =
            new RealtimeStage(
                    TurnMaster.PROVIDER, Codec.MULAW_8K, new Behaviour.Well(), LONG, LONG);

    @AfterEach
    void close() {
        stage.duplex().close();
        stage.close();
    }

    private void reopened(Duration answer, Duration between) {
        close();
        stage =
                new RealtimeStage(
                        TurnMaster.PROVIDER, Codec.MULAW_8K, new Behaviour.Well(), answer, between);
    }

    private Duplex.Session session(HeardTalk heard) {
        return stage.duplex().open(stage.opening(), heard);
    }

    private void say(Duplex.Session session, int tag) {
        for (var frame : stage.speech(tag)) {
            session.audio(frame, 0, frame.length);
        }
        for (var frame : stage.silence()) {
            session.audio(frame, 0, frame.length);
        }
    }

    @Test
    void session_is_briefed_as_the_protocol_of_2026_wants_it() throws Exception {
        var heard = new HeardTalk();
        try (var _ = session(heard)) {
            heard.awaitReady();
            var request = stage.vendors().requests("openai", Stage.DUPLEX).getFirst();
            assertThat(request.headers()).doesNotContainKey("openai-beta");
            assertThat(request.query().get("model")).containsExactly(RealtimeSettings.MODEL);
            assertThat(request.texts().getFirst())
                    .contains("\"type\":\"realtime\"")
                    .contains("\"input\":{\"format\":{\"type\":\"audio/pcmu\"}")
                    .contains(
                            "\"output\":{\"format\":{\"type\":\"audio/pcmu\"},\"voice\":\"marin\"}")
                    .contains(
                            "\"transcription\":{\"model\":\"gpt-transcribe\",\"language\":\"en\"}")
                    .contains("\"type\":\"server_vad\"")
                    .contains("\"silence_duration_ms\":200")
                    .contains("{\"type\":\"function\",\"name\":\"find_slot\"");
        }
    }

    @Test
    void sound_of_a_telephone_goes_as_it_is() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            var request = stage.vendors().requests("openai", Stage.DUPLEX).getFirst();
            // 35 frames of 160 bytes: what a leg of G.711 brings.
            Patience.until("all sound has come", () -> request.audioBytes() == 35 * 160);
        }
    }

    @Test
    void use_of_an_answer_is_told_with_its_end() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            var usage = heard.all(DuplexEvent.AnswerEnded.class).getFirst().usage();
            assertThat(usage.known()).isTrue();
            assertThat(usage.textInput()).isEqualTo(44);
            assertThat(usage.audioInput()).isEqualTo(40);
            assertThat(usage.cachedInput()).isEqualTo(16);
            assertThat(usage.audioOutput()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, over NETWORK",
        "401, over KEY",
        "402, over QUOTA",
        "429, failed RATE",
        "5xx, failed ENGINE",
        "slow-first-byte:50ms, COMPLETE",
        "cut:3, over NETWORK",
        "error:3, over ENGINE",
        "garbage:3, over PROTOCOL",
        "split-utf8, COMPLETE",
        "duplicate, COMPLETE",
        "late:5, COMPLETE",
        "wrong-rate:16000, COMPLETE",
        "zero-bytes, COMPLETE",
        "too-fast, COMPLETE",
        "too-slow:5ms, COMPLETE"
    })
    void fault_of_the_vendor_has_one_end(String fault, String end) throws Exception {
        int parameter = fault.indexOf(':');
        stage.vendors()
                .fault(
                        parameter < 0
                                ? "duplex:" + fault + "@turn1"
                                : "duplex:"
                                        + fault.substring(0, parameter)
                                        + "@turn1"
                                        + fault.substring(parameter));
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            if (end.startsWith("over ")) {
                assertThat(heard.awaitOver()).isEqualTo(end.replace("over", "failed"));
            } else {
                assertThat(heard.awaitEnd(1)).isEqualTo(end);
                say(session, 4);
                assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
                assertThat(heard.words(2)).contains("four");
            }
        }
    }

    @Test
    void answer_that_stalls_has_timed_out_and_a_session_that_does_not_stop_it_is_given_up()
            throws Exception {
        reopened(LONG, Duration.ofMillis(300));
        stage.vendors().fault("duplex:stall@turn1:3");
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            assertThat(heard.awaitEnd(1)).isEqualTo("failed TIMED_OUT");
            assertThat(heard.awaitOver()).isEqualTo("failed TIMED_OUT");
        }
    }

    @ParameterizedTest
    @CsvSource({"length, LENGTH", "content_filter, failed CONTENT"})
    void incomplete_answer_says_why(String finish, String end) throws Exception {
        stage.vendors()
                .script(
                        stage.vendors()
                                .script()
                                .with(_ -> new ModelReply("A long story", List.of(), finish)));
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            say(session, 3);
            assertThat(heard.awaitEnd(1)).isEqualTo(end);
        }
    }

    @Test
    void request_made_while_the_caller_speaks_follows_the_answer_to_the_caller() throws Exception {
        var heard = new HeardTalk();
        try (var session = session(heard)) {
            for (var frame : stage.speech(3)) {
                session.audio(frame, 0, frame.length);
            }
            Patience.until(
                    "the caller is heard",
                    () -> !heard.all(DuplexEvent.CallerBegan.class).isEmpty());
            session.answer(Sensitive.of("And then this."));
            for (var frame : stage.silence()) {
                session.audio(frame, 0, frame.length);
            }
            assertThat(heard.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(heard.words(1)).contains("three");
            assertThat(heard.awaitEnd(2)).isEqualTo("COMPLETE");
            assertThat(heard.words(2)).contains("And then this.");
        }
    }

    /// Whoever is first: the caller is answered.
    @Test
    void request_that_crosses_with_the_callers_turn_costs_the_caller_no_answer() throws Exception {
        for (int i = 0; i < 10; i++) {
            var heard = new HeardTalk();
            try (var session = session(heard)) {
                heard.awaitReady();
                say(session, 3);
                session.answer(Sensitive.of("And then this."));
                Patience.until(
                        "the caller is answered",
                        () ->
                                LongStream.rangeClosed(1, heard.last())
                                        .anyMatch(answer ->
                                                heard.words(answer).contains("three")
                                                        && heard.ends(answer)
                                                                .equals(List.of("COMPLETE"))));
                heard.checkFaults();
            }
        }
    }

    @Test
    void words_of_the_caller_may_come_after_the_answer_or_not_at_all() throws Exception {
        var script = stage.vendors().script();
        stage.vendors().script(script.with(Switch.TRANSCRIPT_AFTER_ANSWER, true));
        var late = new HeardTalk();
        try (var session = session(late)) {
            say(session, 3);
            assertThat(late.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(late.awaitCallerWords(1)).isEqualTo("three");
        }
        stage.vendors().script(script.with(Switch.TRANSCRIPT_FAILS, true));
        var none = new HeardTalk();
        try (var session = session(none)) {
            say(session, 3);
            assertThat(none.awaitEnd(1)).isEqualTo("COMPLETE");
            assertThat(none.awaitCallerWords(1)).isEmpty();
        }
    }

    @Test
    void session_that_reached_its_longest_time_is_over_and_another_goes_on() throws Exception {
        var script = stage.vendors().script();
        stage.vendors().script(script.with(Delay.REALTIME_SESSION, Duration.ofMillis(200)));
        var heard = new HeardTalk();
        try (var _ = session(heard)) {
            assertThat(heard.awaitOver()).isEqualTo("failed NETWORK");
        }
        stage.vendors().script(script);
        var next = new HeardTalk();
        try (var session = session(next)) {
            say(session, 3);
            assertThat(next.awaitEnd(1)).isEqualTo("COMPLETE");
        }
    }

    @Test
    void unknown_model_is_retired() throws Exception {
        stage.vendors().script(stage.vendors().script().withModels("another"));
        var heard = new HeardTalk();
        try (var _ = session(heard)) {
            assertThat(heard.awaitOver()).isEqualTo("failed RETIRED");
        }
    }

    @Test
    void session_that_the_provider_does_not_take_is_over() throws Exception {
        var heard = new HeardTalk();
        var wrong = new Briefing(Sensitive.of(""), List.of(), "", "nobody");
        try (var _ = stage.duplex().open(Opening.of(wrong, Codec.MULAW_8K), heard)) {
            assertThat(heard.awaitOver()).isEqualTo("failed PROTOCOL");
        }
        assertThat(stage.vendors().violations()).hasSize(1);
        stage.forgive();
    }

    @Test
    void endless_answer_is_stopped() throws Exception {
        try (var network = Network.open(1)) {
            var usual = RealtimeSettings.of(Secret.of("sim-key"));
            var settings =
                    new RealtimeSettings(
                            "openai",
                            stage.vendors().socketUrl("openai") + "/v1",
                            usual.key(),
                            usual.model(),
                            usual.voice(),
                            "",
                            TurnMaster.PROVIDER,
                            usual.turnSilence(),
                            "",
                            usual.maxTokens(),
                            Duration.ofMillis(500),
                            usual.limits());
            try (var duplex = RealtimeDuplex.open(settings, network, Meters.NONE)) {
                var heard = new HeardTalk();
                try (var session = duplex.open(stage.opening(), heard)) {
                    session.answer(Sensitive.of("Tell me a long, long story."));
                    assertThat(heard.awaitEnd(1)).isEqualTo("failed OVERLOADED");
                    assertThat(heard.bytes(1)).isLessThanOrEqualTo(8 * 500);
                    session.answer(Sensitive.of("Hi."));
                    Patience.until("the next answer begins", () -> heard.last() == 2);
                }
            }
        }
    }

    @Test
    void wire_format_that_the_provider_does_not_take_is_refused() {
        assertThatThrownBy(() ->
                        stage.duplex()
                                .open(Opening.of(Briefing.of("x"), Codec.PCM_16K), new HeardTalk()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected wire formats of");
    }

    @Test
    void nothing_told_of_a_failure_holds_the_key() throws Exception {
        stage.vendors().script(stage.vendors().script().withKey("openai", "another"));
        var heard = new HeardTalk();
        try (var _ = session(heard)) {
            assertThat(heard.awaitOver()).isEqualTo("failed KEY");
            var fault = heard.all(DuplexEvent.Failed.class).getFirst().fault();
            assertThat(fault.kind()).isEqualTo(ProviderFailure.KEY);
            assertThat(fault.message()).doesNotContain("sim-key");
        }
    }
}
