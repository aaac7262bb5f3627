package dev.parley.providers.deepgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.speech.Recognizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.Expectation;
import dev.parley.providers.contract.HeardWords;
import dev.parley.providers.contract.Patience;
import dev.parley.providers.contract.Tags;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeepgramRecognizerTest {
    @Test
    void connection_is_opened_with_the_call_and_before_any_word() throws Exception {
        try (var stage = new ListenStage("nova-3")) {
            try (var call = stage.recognizer().open(new HeardWords())) {
                Patience.until(
                        "a connection is asked for", () -> !stage.server().requests.isEmpty());
                call.begin(1, Expectation.OPEN);
            }
            var asked = stage.server().requests.getFirst();
            assertThat(asked.head())
                    .startsWith(
                            "GET /v1/listen?model=nova-3&language=en&encoding=linear16"
                                    + "&sample_rate=16000&channels=1&interim_results=true"
                                    + "&endpointing=300 HTTP/1.1");
            assertThat(asked.header("authorization")).isEqualTo("Token dg-canary-4711");
            stage.recognizer().close();
        }
    }

    @Test
    void partial_words_come_while_the_caller_speaks() throws Exception {
        try (var stage = new ListenStage("nova-3")) {
            var heard = new HeardWords();
            try (var call = stage.recognizer().open(heard)) {
                call.begin(1, Expectation.OPEN);
                for (int i = 0; i < 40; i++) {
                    call.audio(Tags.frame(i < 20 ? 1 : 2), 0, 320);
                }
                Patience.until(
                        "both words are understood", () -> heard.partials(1).contains("one two"));
                assertThat(heard.ends(1)).isEmpty();
            }
            stage.recognizer().close();
        }
    }

    @Test
    void flux_tells_its_own_ends_of_turns() throws Exception {
        try (var stage = new ListenStage("flux-general-en")) {
            var heard = new HeardWords();
            try (var call = stage.recognizer().open(heard)) {
                call.begin(1, Expectation.OPEN);
                for (int i = 0; i < 60; i++) {
                    call.audio(i < 20 ? Tags.frame(5) : new short[320], 0, 320);
                }
                Patience.until("the turn is over", () -> heard.events().contains("end 1 0.9"));
                assertThat(heard.events().getFirst()).isEqualTo("eager 1");
                call.finish(1);
                assertThat(heard.awaitEnd(1)).isEqualTo("words five");
            }
            stage.recognizer().close();
        }
    }

    @Test
    void flux_that_cannot_be_forced_decides_by_the_silence_it_is_sent() throws Exception {
        try (var stage = new ListenStage("flux-general-en", false, Duration.ofMinutes(2))) {
            var heard = new HeardWords();
            try (var call = stage.recognizer().open(heard)) {
                call.begin(1, Expectation.OPEN);
                for (int i = 0; i < 20; i++) {
                    call.audio(Tags.frame(5), 0, 320);
                }
                call.finish(1);
                assertThat(heard.awaitEnd(1)).isEqualTo("words five");
                assertThat(stage.controls).noneMatch(text -> text.contains("ForceEndTurn"));
            }
            stage.recognizer().close();
        }
    }

    @ParameterizedTest
    @CsvSource({"nova-3, true", "flux-general-en, true", "nova-2-phonecall, false"})
    void likely_words_of_the_call_are_told_to_models_that_take_them(String model, boolean takes)
            throws Exception {
        try (var stage = new ListenStage(model)) {
            var terms = List.of("Riverside Auto", "brake & tire");
            try (var call =
                    stage.recognizer().open(new HeardWords(), new Recognizer.Line(16_000, terms))) {
                Patience.until("it is asked", () -> !stage.server().requests.isEmpty());
                assertThat(
                                stage.server()
                                        .requests
                                        .getFirst()
                                        .head()
                                        .contains(
                                                "&keyterm=Riverside+Auto&keyterm=brake+%26+tire "))
                        .isEqualTo(takes);
                call.cancel(1);
            }
            stage.recognizer().close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nova-3", "flux-general-en"})
    void vendor_that_counts_the_sound_at_another_rate_is_told_apart(String model) throws Exception {
        try (var stage = new ListenStage(model)) {
            stage.clock = 2;
            var heard = new HeardWords();
            try (var call = stage.recognizer().open(heard)) {
                call.begin(1, Expectation.OPEN);
                for (int i = 0; i < 60; i++) {
                    call.audio(Tags.frame(1), 0, 320);
                }
                call.finish(1);
                assertThat(heard.awaitEnd(1)).isEqualTo("failed PROTOCOL");
            }
            stage.recognizer().close();
        }
    }

    @Test
    void words_that_a_slower_clock_lays_to_nobody_are_no_empty_answer() throws Exception {
        try (var stage = new ListenStage("nova-3")) {
            stage.clock = 0.5;
            var heard = new HeardWords();
            try (var call = stage.recognizer().open(heard)) {
                for (int utterance = 1; utterance <= 2; utterance++) {
                    call.begin(utterance, Expectation.OPEN);
                    for (int i = 0; i < 40; i++) {
                        call.audio(Tags.frame(utterance), 0, 320);
                    }
                    call.finish(utterance);
                    assertThat(heard.awaitEnd(utterance))
                            .isEqualTo(utterance == 1 ? "words one" : "failed PROTOCOL");
                }
            }
            stage.recognizer().close();
        }
    }

    @Test
    void farewell_is_said_before_the_socket_closes() throws Exception {
        try (var stage = new ListenStage("nova-3")) {
            var call = stage.recognizer().open(new HeardWords());
            Patience.until("a connection stands", () -> stage.busy() == 1);
            call.begin(1, Expectation.OPEN);
            call.audio(Tags.frame(1), 0, 320);
            call.finish(1);
            Patience.until("words are asked for", () -> !stage.controls.isEmpty());
            call.close();
            Patience.until("the connection is closed", () -> stage.busy() == 0);
            assertThat(stage.controls).last().asString().contains("CloseStream");
            stage.recognizer().close();
        }
    }

    @Test
    void settings_that_cannot_work_are_refused_without_the_key() {
        var good = ListenSettings.of(Secret.of("dg-canary"), "nova-3", "en");
        assertThat(good.toString()).doesNotContain("canary");
        assertThatThrownBy(() -> good.at("ftp://host")).hasMessageContaining("https");
        assertThatThrownBy(() -> good.within(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("at least PT2S");
        assertThatThrownBy(() -> ListenSettings.of(Secret.of("k"), "nova-3&x=1", "en"))
                .hasMessageContaining("nova-3&x=1");
    }
}
