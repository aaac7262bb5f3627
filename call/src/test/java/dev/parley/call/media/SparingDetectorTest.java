package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.vad.VoiceActivity;
import dev.parley.meter.Meters;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SparingDetectorTest {
    @ParameterizedTest
    @CsvSource({"4999, 400, false", "5000, 400, true", "5000, 25, true", "90000, 24, false"})
    void a_call_gets_the_light_detector_when_many_calls_made_the_loop_late(
            long lagMicros, int calls, boolean isLight) {
        VoiceActivity usual = new FakeActivity();
        VoiceActivity light = new FakeActivity();
        var detector =
                new SparingDetector(
                        _ -> usual,
                        _ -> light,
                        () -> Duration.ofNanos(lagMicros * 1000),
                        () -> calls,
                        Meters.NONE);
        assertThat(detector.apply(8000)).isSameAs(isLight ? light : usual);
    }
}
