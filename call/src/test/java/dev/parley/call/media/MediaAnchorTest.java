package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MediaAnchorTest {
    private final MediaAnchor anchor = new MediaAnchor();

    @Test
    void the_soonest_frame_says_when_media_time_began() {
        anchor.observe(20, 520);
        anchor.observe(40, 525);
        anchor.observe(60, 180);
        anchor.observe(80, 230);

        assertThat(anchor.zero()).isEqualTo(120);
        assertThat(anchor.settledZero()).isEqualTo(120);
    }

    @Test
    void a_carrier_with_a_slow_clock_is_followed_within_the_jitter() {
        var random = new SplittableRandom(1);
        for (long frame = 1; frame <= 180_000; frame++) { // an hour
            long media = 20 * frame;
            long arrival = media + media * 80 / 1_000_000 + 100 + random.nextInt(10);
            anchor.observe(media, arrival);
        }

        long truth = 100 + 3_600_000L * 80 / 1_000_000;
        assertThat(anchor.zero()).isBetween(truth - 12, truth + 12);
        assertThat(anchor.settledZero()).isBetween(truth - 60, truth + 60);
    }
}
