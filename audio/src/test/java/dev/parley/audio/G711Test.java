package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class G711Test {
    /// ITU-T G.711 (11/88), table 2a (µ-law, positive values, 14 bits): for the second value and
    /// the first of every further segment its place, the decision value below it and the value
    /// itself.
    private static final int[][] MU_LAW_SEGMENTS = {
        {1, 1, 2},
        {16, 31, 33},
        {32, 95, 99},
        {48, 223, 231},
        {64, 479, 495},
        {80, 991, 1023},
        {96, 2015, 2079},
        {112, 4063, 4191}
    };

    /// ITU-T G.711 (11/88), table 1a (A-law, positive values, 13 bits): the same.
    private static final int[][] A_LAW_SEGMENTS = {
        {1, 2, 3},
        {32, 64, 66},
        {48, 128, 132},
        {64, 256, 264},
        {80, 512, 528},
        {96, 1024, 1056},
        {112, 2048, 2112}
    };

    @Test
    void mu_law_decodes_to_the_values_of_the_recommendation() {
        assertThat(fromMuLaw(0x80)).as("largest").isEqualTo((short) (8031 * 4));
        assertThat(fromMuLaw(0x00)).as("smallest").isEqualTo((short) (-8031 * 4));
        assertThat(fromMuLaw(0xFF)).as("zero").isZero();
        assertThat(fromMuLaw(0x7F)).as("negative zero").isZero();
        for (int[] segment : MU_LAW_SEGMENTS) {
            assertThat(fromMuLaw(0xFF - segment[0]))
                    .as("place %d", segment[0])
                    .isEqualTo((short) (segment[2] * 4));
            assertThat(fromMuLaw(0x7F - segment[0]))
                    .as("place -%d", segment[0])
                    .isEqualTo((short) (-segment[2] * 4));
        }
    }

    @Test
    void mu_law_changes_its_code_at_the_decision_values_of_the_recommendation() {
        for (int[] segment : MU_LAW_SEGMENTS) {
            int decision = segment[1] * 4;
            assertThat(toMuLaw(decision)).as("at %d", decision).isEqualTo(0xFF - segment[0]);
            assertThat(toMuLaw(decision - 1))
                    .as("under %d", decision)
                    .isEqualTo(0x100 - segment[0]);
            assertThat(toMuLaw(-decision)).as("at -%d", decision).isEqualTo(0x7F - segment[0]);
        }
        assertThat(toMuLaw(Short.MAX_VALUE)).isEqualTo(0x80);
        assertThat(toMuLaw(Short.MIN_VALUE)).isEqualTo(0x00);
    }

    @Test
    void a_law_decodes_to_the_values_of_the_recommendation() {
        assertThat(fromALaw(0xFF ^ 0x55)).as("largest").isEqualTo((short) (4032 * 8));
        assertThat(fromALaw(0x7F ^ 0x55)).as("smallest").isEqualTo((short) (-4032 * 8));
        assertThat(fromALaw(0xD5)).as("first positive").isEqualTo((short) 8);
        assertThat(fromALaw(0x55)).as("first negative").isEqualTo((short) -8);
        for (int[] segment : A_LAW_SEGMENTS) {
            assertThat(fromALaw((0x80 + segment[0]) ^ 0x55))
                    .as("place %d", segment[0])
                    .isEqualTo((short) (segment[2] * 8));
            assertThat(fromALaw(segment[0] ^ 0x55))
                    .as("place -%d", segment[0])
                    .isEqualTo((short) (-segment[2] * 8));
        }
    }

    @Test
    void a_law_changes_its_code_at_the_decision_values_of_the_recommendation() {
        for (int[] segment : A_LAW_SEGMENTS) {
            int decision = segment[1] * 8;
            assertThat(toALaw(decision))
                    .as("at %d", decision)
                    .isEqualTo((0x80 + segment[0]) ^ 0x55);
            assertThat(toALaw(decision - 1))
                    .as("under %d", decision)
                    .isEqualTo((0x80 + segment[0] - 1) ^ 0x55);
            assertThat(toALaw(-decision - 1))
                    .as("under -%d", decision)
                    .isEqualTo(segment[0] ^ 0x55);
        }
        assertThat(toALaw(Short.MAX_VALUE)).isEqualTo(0xFF ^ 0x55);
        assertThat(toALaw(Short.MIN_VALUE)).isEqualTo(0x7F ^ 0x55);
    }

    @Test
    void every_code_survives_the_round_trip() {
        for (int code = 0; code < 256; code++) {
            assertThat(toALaw(fromALaw(code))).as("A-law %d", code).isEqualTo(code);
            int expected = code == 0x7F ? 0xFF : code; // negative zero has no value of its own
            assertThat(toMuLaw(fromMuLaw(code))).as("µ-law %d", code).isEqualTo(expected);
        }
    }

    @Test
    void every_sample_goes_to_the_nearest_value_of_its_segment() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int size = Math.abs(sample);
            assertThat(Math.abs(fromMuLaw(toMuLaw(sample)) - sample))
                    .as("µ-law %d", sample)
                    .isLessThanOrEqualTo(Math.max(4, (size + 132) / 32));
            assertThat(Math.abs(fromALaw(toALaw(sample)) - sample))
                    .as("A-law %d", sample)
                    .isLessThanOrEqualTo(Math.max(8, size / 32 + 1));
        }
    }

    @Test
    void converts_only_the_range_it_was_given() {
        short[] samples = {1, 1, 1, 1};
        G711.decodeMuLaw(new byte[] {0, (byte) 0x80, (byte) 0xFF}, 1, 2, samples, 1);
        assertThat(samples).containsExactly(1, 32124, 0, 1);

        byte[] codes = {1, 1, 1};
        G711.encodeALaw(new short[] {0, 8}, 1, 1, codes, 2);
        assertThat(codes).containsExactly(1, 1, G711.A_LAW_SILENCE);
        assertThatThrownBy(() -> G711.encodeMuLaw(samples, 0, 5, new byte[9], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static short fromMuLaw(int code) {
        short[] out = new short[1];
        G711.decodeMuLaw(new byte[] {(byte) code}, 0, 1, out, 0);
        return out[0];
    }

    private static int toMuLaw(int sample) {
        byte[] out = new byte[1];
        G711.encodeMuLaw(new short[] {(short) sample}, 0, 1, out, 0);
        return out[0] & 0xFF;
    }

    private static short fromALaw(int code) {
        short[] out = new short[1];
        G711.decodeALaw(new byte[] {(byte) code}, 0, 1, out, 0);
        return out[0];
    }

    private static int toALaw(int sample) {
        byte[] out = new byte[1];
        G711.encodeALaw(new short[] {(short) sample}, 0, 1, out, 0);
        return out[0] & 0xFF;
    }
}
