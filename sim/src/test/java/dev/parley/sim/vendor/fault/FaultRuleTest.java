package dev.parley.sim.vendor.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "llm:stall@turn3",
                "stt:429@always:2",
                "llm:429@always:quota",
                "deepgram.tts:cut@request2+:4",
                "openai-backup:5xx@connection1:503",
                "tts:wrong-rate@always:16000",
                "stt:split-utf8@always"
            })
    void rule_reads_as_it_is_written(String text) {
        assertThat(FaultRule.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stall | expected target:fault@point",
                "llm:stall | expected target:fault@point",
                "llm:stal@turn3 | unknown fault \"stal\"; expected one of refuse, 401",
                "llm:stall@trun3 | unknown point \"trun\"; expected always, turnN",
                "llm:stall@turn | \"turn\" needs a number",
                "llm:stall@turn0 | turns are counted from 1",
                "llm:stall@always3 | \"always\" takes no number",
                "llm:stall@turn3: | \"stall\" takes a number of pieces",
                "llm:refuse@turn3:5 | \"refuse\" takes no parameter",
                "llm:5xx@turn3:404 | \"5xx\" takes one of 500",
                "llm:wrong-rate@always | has no meaning for llm; it applies to stt, tts",
                "LLM:stall@turn3 | expected target:fault@point"
            })
    void anything_else_is_refused_with_what_was_expected(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRule.parse(text))
                .withMessageContaining(why)
                .withMessageContaining("for example llm:stall@turn3");
    }

    @Test
    void rule_strikes_at_its_point_alone() {
        var third = FaultRule.parse("llm:stall@turn3");
        assertThat(third.strikesAt(new Moment(9, 9, 3))).isTrue();
        assertThat(third.strikesAt(new Moment(3, 3, 4))).isFalse();
        var onwards = FaultRule.parse("llm:stall@request2+");
        assertThat(onwards.strikesAt(new Moment(9, 1, 9))).isFalse();
        assertThat(onwards.strikesAt(new Moment(0, 5, 0))).isTrue();
        assertThat(FaultRule.parse("llm:stall@always").strikesAt(Moment.door(7))).isTrue();
        assertThat(onwards.strikesAt(Moment.door(7))).isFalse();
    }

    @Test
    void rule_is_about_a_stage_a_vendor_or_a_stage_of_a_vendor() {
        assertThat(FaultRule.parse("tts:cut@always").isAbout("deepgram", Stage.TTS)).isTrue();
        assertThat(FaultRule.parse("tts:cut@always").isAbout("deepgram", Stage.STT)).isFalse();
        assertThat(FaultRule.parse("deepgram:cut@always").isAbout("deepgram", Stage.STT)).isTrue();
        assertThat(FaultRule.parse("deepgram:cut@always").isAbout("deepgram-2", Stage.STT))
                .isFalse();
        assertThat(FaultRule.parse("deepgram.stt:cut@always").isAbout("deepgram", Stage.TTS))
                .isFalse();
    }

    @Test
    void parameter_is_a_number_of_pieces_or_a_time() {
        assertThat(FaultRule.parse("llm:stall@turn3:4").count(2)).isEqualTo(4);
        assertThat(FaultRule.parse("llm:stall@turn3:800ms").count(2)).isEqualTo(2);
        assertThat(FaultRule.parse("llm:stall@turn3:800ms").time(Duration.ZERO))
                .isEqualTo(Duration.ofMillis(800));
        assertThat(FaultRule.parse("llm:too-slow@turn3:2s").time(Duration.ZERO))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(FaultRule.parse("llm:too-slow@turn3").time(Duration.ofSeconds(9)))
                .isEqualTo(Duration.ofSeconds(9));
    }
}
