package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeRuleTest {
    private static final int FRAME = 320;

    private final List<String> told = new ArrayList<>();
    private final EdgeRule rule = new EdgeRule(3, 4, FRAME);
    private long end;

    private final VoiceActivity.Edges edges =
            new VoiceActivity.Edges() {
                @Override
                public void started(long sample) {
                    told.add("started " + sample / FRAME + " at " + end / FRAME);
                }

                @Override
                public void stopped(long lastSpeechSample, long samplesSince) {
                    assertThat(lastSpeechSample + samplesSince).isEqualTo(end);
                    told.add("stopped " + lastSpeechSample / FRAME + " at " + end / FRAME);
                }
            };

    @Test
    void speech_starts_at_the_first_of_the_frames_that_prove_it() {
        hear("..##.#");
        assertThat(told).containsExactly("started 2 at 6");
    }

    @Test
    void a_cough_of_two_frames_is_no_speech() {
        hear("..##........##......#.#....");
        assertThat(told).isEmpty();
    }

    @Test
    void speech_stops_after_two_hundred_milliseconds_without_any() {
        hear("###..........");
        assertThat(told).containsExactly("started 0 at 3", "stopped 3 at 13");
    }

    @Test
    void a_shorter_pause_goes_unnoticed() {
        hear("###.........#.........#..........");
        assertThat(told).containsExactly("started 0 at 3", "stopped 23 at 33");
    }

    @Test
    void what_was_heard_before_a_stop_does_not_help_the_next_start() {
        hear("###..........##..###");
        assertThat(told).endsWith("started 17 at 20").hasSize(3);
    }

    @Test
    void keeping_is_easier_than_starting() {
        hear("+++###+++++++++++++++");
        assertThat(told).containsExactly("started 3 at 6");
        assertThat(rule.speaking()).isTrue();
    }

    /// `#` would start and keep speech, `+` only keep it.
    private void hear(String frames) {
        for (int i = 0; i < frames.length(); i++) {
            char frame = frames.charAt(i);
            end += FRAME;
            rule.frame(end, frame == '#', frame != '.', edges);
        }
    }
}
