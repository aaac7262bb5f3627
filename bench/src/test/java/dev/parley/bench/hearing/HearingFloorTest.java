package dev.parley.bench.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.voices.Voice;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A floor under the figures of `bench/hearing.md`, on the same path, with the one voice that every
/// machine has. The same sound gives the same words, so what is understood here may become more and
/// not less.
class HearingFloorTest {
    private static final int ITEMS = 6;
    private static final Voice KEVIN =
            Voice.ALL.stream().filter(v -> v.name().equals("kevin16")).findFirst().orElseThrow();
    private static final Trial TRIAL = new Trial(Path.of("target", "hearing"));

    @AfterAll
    static void close() {
        TRIAL.close();
    }

    @Test
    void a_clean_line_is_understood() {
        for (var kind : new String[] {"date", "phone"}) {
            assertThat(understood(kind, "clean")).as(kind).isEqualTo(ITEMS);
        }
    }

    @Test
    void a_noisy_line_is_understood_mostly() {
        assertThat(understood("phone", "pink 10 dB")).as("phone").isGreaterThanOrEqualTo(4);
        assertThat(understood("time", "pink 10 dB")).as("time").isGreaterThanOrEqualTo(5);
    }

    private static int understood(String kind, String line) {
        var answers =
                Answers.all(ITEMS).stream()
                        .filter(each -> each.kind().equals(kind))
                        .findFirst()
                        .orElseThrow();
        var condition =
                Condition.ALL.stream()
                        .filter(each -> each.name().equals(line))
                        .findFirst()
                        .orElseThrow();
        var tally = Tally.NOTHING;
        for (var answer : answers.answers()) {
            var words = TRIAL.hear(answer, KEVIN, condition, answers.listening());
            var meant = answers.listening().read(answer, Answers.AT);
            tally = tally.plus(Tally.of(meant, answers.listening().read(words, Answers.AT)));
        }
        return tally.right();
    }
}
