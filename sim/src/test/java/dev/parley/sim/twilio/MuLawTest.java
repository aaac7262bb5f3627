package dev.parley.sim.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuLawTest {

    /// Decision and output values of ITU-T G.711 table 2a/2b (14-bit values × 4), code as sent.
    @ParameterizedTest
    @CsvSource({
        "0x80, 32124", "0x8F, 16764", "0x9F, 8316", "0xAF, 4092", "0xBF, 1980", "0xCF, 924",
        "0xDF, 396", "0xEF, 132", "0xFE, 8", "0xFF, 0", "0x00, -32124", "0x0F, -16764",
        "0x7E, -8", "0x7F, 0"
    })
    void codes_have_the_values_of_the_recommendation(String code, short value) {
        assertThat(MuLaw.decode((byte) Integer.decode(code).intValue())).isEqualTo(value);
    }

    @Test
    void every_code_survives_the_round_trip() {
        for (int code = 0; code < 256; code++) {
            byte again = MuLaw.encode(MuLaw.decode((byte) code));
            // 0x7F, "minus zero", is the one code with a twin.
            assertThat(again).isEqualTo(code == 0x7F ? MuLaw.SILENCE : (byte) code);
        }
    }

    @Test
    void every_sample_is_coded_to_the_nearest_value() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample += 7) {
            int value = MuLaw.decode(MuLaw.encode((short) sample));
            int magnitude = Math.min(Math.abs(sample), 32_635);
            int step = Integer.highestOneBit(magnitude + 132) >> 4;
            assertThat(Math.abs(Math.abs(value) - magnitude)).isLessThanOrEqualTo(step / 2 + 1);
        }
    }
}
