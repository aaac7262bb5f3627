package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Mouth.ReplyCut;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.Onlooker.Sight.Progress;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is shown as heard while a sentence plays.
final class ProgressTest {
    private static final String WORDS = "Yes, Tuesday at nine";

    @Test
    void words_are_shown_as_heard_when_their_sound_was_played() {
        var stage = MouthStage.watched(FakeLeg.clock(80, true, false));
        stage.mouth.speak(1, 0, WORDS);
        stage.voice.last().listener.word(0, 3, 0, 100);
        stage.voice.last().listener.word(5, 12, 120, 500);
        stage.voice.last().frames(50, 1);

        stage.time.pass(600);

        assertThat(stage.progress()).containsExactly("102 1.0 at 4", "502 1.0 at 12");
    }

    @Test
    void without_word_times_whole_words_are_estimated_from_the_place_in_the_sound() {
        var stage = MouthStage.watched(FakeLeg.clock(80, true, false));
        stage.say(1, 0, WORDS, 100);

        stage.time.pass(2010);

        assertThat(stage.progress())
                .containsExactly("402 1.0 at 4", "1202 1.0 at 12", "1502 1.0 at 15");
    }

    @Test
    void nothing_is_estimated_while_the_length_of_the_sound_is_unknown() {
        var stage = MouthStage.watched(FakeLeg.clock(80, true, false));
        stage.mouth.speak(1, 0, WORDS);
        stage.voice.last().frames(50, 1);

        stage.time.pass(900);

        assertThat(stage.progress()).isEmpty();
    }

    @Test
    void with_marks_nothing_is_shown_that_the_carrier_has_not_confirmed() {
        var stage = MouthStage.watched(FakeLeg.marks(200));
        stage.say(1, 0, WORDS, 100);
        stage.time.pass(1000);
        assertThat(stage.progress()).isEmpty();

        stage.confirm(1);
        stage.time.pass(100);

        assertThat(stage.progress()).hasSize(1).first().asString().endsWith("1.0 at 4");
    }

    @Test
    void without_an_onlooker_nothing_is_shown() {
        var stage = new MouthStage(FakeLeg.clock(80, true, false));
        stage.say(1, 0, WORDS, 100);
        stage.time.pass(2010);
        assertThat(stage.leg.seen).isEmpty();
    }

    /// Sound in pieces of any size, words known or not, cuts at any moment.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void progress_grows_and_never_runs_ahead_of_what_a_cut_reports(boolean clock) {
        int cutsInSight = 0;
        for (int seed = 0; seed < 600; seed++) {
            var traits = clock ? FakeLeg.clock(80, true, false) : FakeLeg.marks(200);
            cutsInSight += play(new SplittableRandom(seed), traits, "seed " + seed);
        }
        assertThat(cutsInSight).isGreaterThan(100);
    }

    private static int play(SplittableRandom random, LegTraits traits, String seed) {
        var stage = MouthStage.watched(traits);
        stage.mouth.speak(1, 0, WORDS);
        var voice = stage.voice.last();
        boolean knowsWords = random.nextBoolean();
        int frames = 10 + random.nextInt(150);
        int cutAfter = 1 + random.nextInt(60);
        int delivered = 0;
        for (int step = 0; step < cutAfter; step++) {
            if (delivered < frames && random.nextInt(3) > 0) {
                int count = Math.min(frames - delivered, 1 + random.nextInt(20));
                if (knowsWords && delivered == 0) {
                    voice.listener.word(0, 3, 0, frames * 4);
                    voice.listener.word(5, 12, frames * 4, frames * 12);
                }
                voice.frames(count, 1);
                delivered += count;
                if (delivered == frames) {
                    voice.listener.done();
                }
            }
            stage.time.pass(1 + random.nextInt(60));
            if (random.nextInt(3) == 0) {
                stage.confirmAll();
            }
        }
        stage.mouth.cut(1);
        stage.time.pass(50);
        int shown = 0;
        for (var seen : stage.leg.seen) {
            if (seen.sight() instanceof Progress progress) {
                assertThat(progress.heardChars()).as(seed).isGreaterThan(shown);
                shown = progress.heardChars();
            }
        }
        var cut = stage.told(ReplyCut.class);
        assertThat(cut).as(seed).hasSize(1);
        assertThat(cut.getFirst().heardChars()).as(seed).isGreaterThanOrEqualTo(shown);
        return shown > 0 ? 1 : 0;
    }
}
