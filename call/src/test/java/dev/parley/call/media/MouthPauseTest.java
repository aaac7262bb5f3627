package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Mouth.ReplyCut;
import dev.parley.call.conversation.Input.Mouth.ReplyPlayed;
import dev.parley.call.conversation.Input.Mouth.ReplyResumed;
import dev.parley.call.conversation.Input.Mouth.SentencePlayed;
import dev.parley.call.conversation.Input.Mouth.SentenceStarted;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.media.FakeLeg.Sent;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A reply that falls silent and goes on: every word once in what is heard, from the word that was
/// not wholly heard.
final class MouthPauseTest {
    private static final String TEXT = "one two three four five six seven eight nine ten";
    private static final List<String> WORDS = List.of(TEXT.split(" "));
    private static final int WORD_MILLIS = 200;
    private static final int FRAMES_A_WORD = WORD_MILLIS / 20;

    /// Ten words of 200 ms; the value of a frame is its place, from 1.
    private static MouthStage saying(LegTraits traits, boolean timed) {
        var stage = new MouthStage(traits);
        say(stage, 0, timed);
        stage.mouth.endReply(1);
        return stage;
    }

    private static void say(MouthStage stage, int sentence, boolean timed) {
        stage.mouth.speak(1, sentence, TEXT);
        var voice = stage.voice.last();
        for (int i = 0, end = 0; i < WORDS.size() && timed; i++) {
            int start = end;
            end += WORDS.get(i).length();
            voice.listener.word(start, end, i * WORD_MILLIS, (i + 1) * WORD_MILLIS);
            end++;
        }
        for (int i = 1; i <= WORDS.size() * FRAMES_A_WORD; i++) {
            voice.frames(1, i);
        }
        voice.listener.done();
    }

    private static int chars(int words) {
        return String.join(" ", WORDS.subList(0, words)).length();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reply_goes_on_with_the_word_that_was_not_wholly_heard(boolean timed) {
        var stage = saying(FakeLeg.clock(80, true, false), timed);
        stage.time.pass(500);
        stage.mouth.pause(1);
        stage.time.pass(1);
        int sent = stage.leg.frames().size();
        assertThat(stage.leg.only(Sent.Flush.class)).hasSize(1);
        stage.time.pass(3000);
        assertThat(stage.leg.frames()).hasSize(sent);

        stage.mouth.resume(1);
        stage.time.pass(1);

        var resumed = stage.told(ReplyResumed.class);
        assertThat(resumed).hasSize(1);
        int from = resumed.getFirst().fromChars();
        assertThat(from).isEqualTo(timed ? chars(2) : from);
        assertThat(resumed.getFirst().wordsAgain()).isZero();
        int first = stage.leg.frames().get(sent).value();
        assertThat(first).isBetween(timed ? 21 : 15, 25);
        stage.time.pass(3000);
        assertThat(stage.told(SentencePlayed.class)).hasSize(1);
        assertThat(stage.told(ReplyPlayed.class)).hasSize(1);
        assertThat(stage.told(SentenceStarted.class)).hasSize(1);
        assertThat(stage.leg.frames().getLast().value()).isEqualTo(100);
    }

    @Test
    void with_marks_what_nobody_confirmed_is_sent_again_and_counted() {
        var stage = saying(FakeLeg.marks(200), true);
        stage.time.pass(700);
        stage.confirm(0);
        stage.time.pass(10);
        stage.mouth.pause(1);
        stage.time.pass(1000);
        stage.mouth.resume(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyResumed.class))
                .containsExactly(new ReplyResumed(1, 0, chars(1), 2));
        stage.time.pass(2500);
        stage.confirmAll();
        stage.time.pass(10);
        assertThat(stage.told(SentencePlayed.class))
                .containsExactly(new SentencePlayed(1, 0, true));
    }

    @Test
    void report_of_a_mark_from_before_the_pause_is_void() {
        var stage = saying(FakeLeg.marks(200), true);
        stage.time.pass(700);
        stage.mouth.pause(1);
        stage.time.pass(5);
        stage.confirmAll();
        stage.time.pass(5);
        stage.mouth.cut(1);
        stage.time.pass(5);
        assertThat(stage.told(ReplyCut.class)).containsExactly(new ReplyCut(1, -1, 0, true));
    }

    @Test
    void cut_of_a_paused_reply_reports_what_was_heard_before_the_pause() {
        var stage = saying(FakeLeg.clock(80, true, false), true);
        stage.time.pass(750);
        stage.mouth.pause(1);
        stage.time.pass(5000);
        stage.mouth.cut(1);
        stage.time.pass(1);
        assertThat(stage.told(ReplyCut.class)).containsExactly(new ReplyCut(1, 0, chars(3), false));
        stage.mouth.resume(1);
        stage.time.pass(1000);
        assertThat(stage.told(ReplyResumed.class)).isEmpty();
    }

    @Test
    void sentences_on_their_way_are_kept_as_well() {
        var stage = new MouthStage(FakeLeg.clock(4000, true, false));
        say(stage, 0, true);
        stage.time.pass(1);
        say(stage, 1, true);
        stage.mouth.endReply(1);
        stage.time.pass(1900);
        assertThat(stage.leg.frames()).hasSize(200);
        stage.mouth.pause(1);
        stage.time.pass(100);
        stage.mouth.resume(1);
        stage.time.pass(1);
        assertThat(stage.told(ReplyResumed.class))
                .containsExactly(new ReplyResumed(1, 0, chars(9), 0));
        stage.time.pass(5000);
        assertThat(stage.leg.frames()).hasSize(200 + 10 + 100);
        assertThat(stage.told(SentencePlayed.class)).hasSize(2);
        assertThat(stage.told(SentenceStarted.class)).hasSize(2);
        assertThat(stage.told(ReplyPlayed.class)).hasSize(1);
    }

    @Test
    void pause_before_the_first_sound_loses_nothing() {
        var stage = new MouthStage(FakeLeg.clock(80, true, false));
        stage.mouth.speak(1, 0, TEXT);
        stage.mouth.endReply(1);
        stage.mouth.pause(1);
        stage.time.pass(50);
        stage.voice.last().whole(20, 1);
        stage.time.pass(500);
        assertThat(stage.leg.frames()).isEmpty();
        stage.mouth.resume(1);
        stage.time.pass(1000);
        assertThat(stage.leg.frames()).hasSize(20);
        assertThat(stage.told(ReplyPlayed.class)).hasSize(1);
    }

    @Test
    void pause_of_a_reply_that_was_played_does_nothing() {
        var stage = saying(FakeLeg.clock(80, true, false), true);
        stage.time.pass(3000);
        stage.mouth.pause(1);
        stage.time.pass(10);
        stage.mouth.resume(1);
        stage.mouth.speak(2, 0, "more");
        stage.voice.last().whole(5, 7);
        stage.time.pass(200);
        assertThat(stage.told(ReplyResumed.class)).isEmpty();
        assertThat(stage.leg.frames()).hasSize(105);
    }

    @Test
    void leg_that_must_not_fall_silent_gets_silence_during_a_pause() {
        var stage = saying(FakeLeg.clock(60, true, true), true);
        stage.time.pass(500);
        stage.mouth.pause(1);
        stage.time.pass(1);
        int sent = stage.leg.frames().size();
        stage.time.pass(400);
        assertThat(stage.leg.frames().subList(sent, stage.leg.frames().size()))
                .hasSizeBetween(19, 21)
                .allMatch(frame -> frame.value() == 0);
    }

    @Test
    void sound_that_cannot_be_taken_back_is_heard() {
        var stage = saying(FakeLeg.clock(400, false, false), true);
        stage.time.pass(500);
        stage.mouth.pause(1);
        stage.time.pass(1000);
        stage.mouth.resume(1);
        stage.time.pass(1);
        assertThat(stage.told(ReplyResumed.class))
                .containsExactly(new ReplyResumed(1, 0, chars(4), 0));
    }

    /// Pauses and resumes at random, then a cut or the end: what is heard grows word by word, each
    /// once, and never beyond what sounded.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatever_the_pauses_every_word_is_heard_once(int kind) {
        int goings = 0;
        for (int seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            var traits =
                    switch (kind) {
                        case 0 -> FakeLeg.clock(80, true, false);
                        case 1 -> FakeLeg.clock(60, true, true);
                        default -> FakeLeg.marks(200);
                    };
            var stage = saying(traits, random.nextInt(3) > 0);
            int pauses = random.nextInt(4);
            for (int i = 0; i < pauses; i++) {
                pass(stage, 20 + random.nextInt(700), kind == 2);
                stage.mouth.pause(1);
                pass(stage, random.nextInt(900), kind == 2);
                stage.mouth.resume(1);
            }
            if (random.nextBoolean()) {
                pass(stage, random.nextInt(1000), kind == 2);
                stage.mouth.cut(1);
            }
            pass(stage, 6000, kind == 2);
            var resumed = stage.told(ReplyResumed.class);
            goings += resumed.size();
            int heard = 0;
            for (var going : resumed) {
                assertThat(going.fromChars()).as("seed %d", seed).isGreaterThanOrEqualTo(heard);
                heard = going.fromChars();
                assertThat(isWordEnd(heard)).as("seed %d", seed).isTrue();
            }
            assertThat(stage.told(ReplyPlayed.class).size() + stage.told(ReplyCut.class).size())
                    .as("seed %d", seed)
                    .isEqualTo(1);
            for (var cut : stage.told(ReplyCut.class)) {
                assertThat(cut.heardChars()).as("seed %d", seed).isGreaterThanOrEqualTo(heard);
                assertThat(isWordEnd(cut.heardChars())).as("seed %d", seed).isTrue();
            }
        }
        assertThat(goings).isGreaterThan(200);
    }

    /// Lets the time pass; a carrier confirms a mark 60 ms after its sound.
    private static void pass(MouthStage stage, int millis, boolean confirms) {
        for (int i = 0; i < millis; i += 10) {
            stage.time.pass(10);
            var marks = stage.leg.only(Sent.Mark.class);
            if (confirms && !marks.isEmpty()) {
                long now = stage.time.nanos();
                marks.stream()
                        .filter(mark -> mark.nanos() + 260_000_000L < now)
                        .reduce((_, last) -> last)
                        .ifPresent(mark -> stage.mouth.played(mark.id()));
            }
        }
    }

    private static boolean isWordEnd(int chars) {
        return chars == 0 || chars == TEXT.length() || TEXT.charAt(chars) == ' ';
    }
}
