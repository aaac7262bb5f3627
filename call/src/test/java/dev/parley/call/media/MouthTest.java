package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Mouth.ReplyCut;
import dev.parley.call.conversation.Input.Mouth.ReplyPlayed;
import dev.parley.call.conversation.Input.Mouth.SentencePlayed;
import dev.parley.call.conversation.Input.Mouth.SentenceStarted;
import dev.parley.call.conversation.Input.Mouth.SpeechFailed;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.media.FakeLeg.Sent;
import dev.parley.call.speech.ToneVoice;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MouthTest {
    private static final String TEN_WORDS = "one two three four five six seven eight nine ten";

    @Test
    void first_frame_of_a_reply_leaves_at_once_and_no_more_than_the_lead_ahead() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.time.pass(13);
        stage.say(1, 0, TEN_WORDS, 100);

        stage.time.pass(1);

        assertThat(stage.leg.frames()).hasSize(11);
        assertThat(stage.told).containsExactly(new SentenceStarted(1, 0));
        stage.time.pass(19);
        assertThat(stage.leg.frames()).hasSize(11);
        stage.time.pass(1);
        assertThat(stage.leg.frames()).hasSize(12);
    }

    @Test
    void frames_leave_on_absolute_deadlines_of_20_ms() {
        var stage = new MouthStage(FakeLeg.marks(0));
        stage.say(1, 0, TEN_WORDS, 50);

        stage.time.pass(1000);

        var frames = stage.leg.frames();
        assertThat(frames).hasSize(50);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).nanos())
                    .isEqualTo(frames.getFirst().nanos() + i * 20_000_000L);
        }
    }

    @Test
    void a_written_sentence_is_heard_in_its_turn_without_a_sound() {
        var stage = new MouthStage(FakeLeg.clock(80, true, false));
        stage.say(1, 0, TEN_WORDS, 10);
        stage.mouth.write(1, 1, "nine ten");
        stage.mouth.endReply(1);
        stage.time.pass(100);
        assertThat(stage.told).containsExactly(new SentenceStarted(1, 0));

        stage.time.pass(150);

        assertThat(stage.leg.frames()).hasSize(10);
        assertThat(stage.told)
                .containsExactly(
                        new SentenceStarted(1, 0),
                        new SentencePlayed(1, 0, false),
                        new SentencePlayed(1, 1, true),
                        new ReplyPlayed(1));
    }

    @Test
    void a_leg_for_text_gets_no_sound_at_all_not_even_silence() {
        var stage = new MouthStage(FakeLeg.clock(80, true, true), true);
        stage.mouth.speak(1, 0, TEN_WORDS);
        stage.mouth.endReply(1);

        stage.time.pass(200);

        assertThat(stage.voice.spoken).isEmpty();
        assertThat(stage.leg.sent).isEmpty();
        assertThat(stage.told).containsExactly(new SentencePlayed(1, 0, true), new ReplyPlayed(1));
    }

    @Test
    void what_a_dead_leg_did_not_take_was_not_heard() {
        var stage = new MouthStage(FakeLeg.clock(80, true, false));
        stage.say(1, 0, TEN_WORDS, 100);
        stage.time.pass(1000);
        stage.leg.refuses = true;
        stage.time.pass(700);
        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyCut.class))
                .containsExactly(new ReplyCut(1, 0, "one two three four five".length(), false));
    }

    @Test
    void what_lay_in_a_leg_that_broke_was_not_heard_even_if_it_cannot_be_flushed() {
        var played = new MouthStage(FakeLeg.clock(400, false, false));
        var broken = new MouthStage(FakeLeg.clock(400, false, false));
        for (var stage : List.of(played, broken)) {
            stage.say(1, 0, TEN_WORDS, 100);
            stage.time.pass(1000);
        }
        broken.mouth.away(true);
        for (var stage : List.of(played, broken)) {
            stage.mouth.cut(1);
            stage.time.pass(1);
        }

        assertThat(played.told(ReplyCut.class))
                .containsExactly(
                        new ReplyCut(1, 0, "one two three four five six seven".length(), false));
        assertThat(broken.told(ReplyCut.class))
                .containsExactly(new ReplyCut(1, 0, "one two three four five".length(), false));
    }

    @Test
    void a_sentence_whose_end_a_dead_leg_did_not_take_is_not_heard_at_once() {
        var stage = new MouthStage(FakeLeg.clock(80, true, false));
        stage.say(1, 0, TEN_WORDS, 50);
        stage.mouth.endReply(1);
        stage.time.pass(500);
        stage.leg.refuses = true;
        stage.time.pass(1000);
        assertThat(stage.told(SentencePlayed.class)).isEmpty();

        stage.time.pass(2000);

        assertThat(stage.told(ReplyPlayed.class)).hasSize(1);
    }

    @Test
    void the_next_sentence_is_rendered_while_one_plays_and_no_more_than_that() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.mouth.speak(1, 0, "first");
        stage.mouth.speak(1, 1, "second");
        stage.mouth.speak(1, 2, "third");
        assertThat(stage.voice.texts()).containsExactly("first");

        stage.voice.spoken.get(0).frames(5, 1);
        stage.time.pass(2);

        assertThat(stage.voice.texts()).containsExactly("first", "second");
    }

    @Test
    void sentences_play_strictly_in_order_even_if_the_next_is_ready_first() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.mouth.speak(1, 0, "first");
        stage.mouth.speak(1, 1, "second");
        stage.voice.spoken.get(0).frames(1, 100);
        stage.time.pass(1);
        stage.voice.spoken.get(1).whole(5, 200);
        stage.time.pass(500);
        assertThat(stage.leg.frames()).extracting(Sent.Frame::value).containsExactly(100);

        stage.voice.spoken.get(0).whole(1, 100);
        stage.time.pass(500);

        assertThat(stage.leg.frames())
                .extracting(Sent.Frame::value)
                .containsExactly(100, 100, 200, 200, 200, 200, 200);
    }

    @Test
    void a_sentence_is_played_when_its_last_mark_is_confirmed_and_the_reply_after_it() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.say(1, 0, TEN_WORDS, 25);
        stage.mouth.endReply(1);
        stage.time.pass(600);
        assertThat(stage.leg.only(Sent.Mark.class)).hasSize(3);
        stage.confirm(1);
        stage.time.pass(1);
        assertThat(stage.told(SentencePlayed.class)).isEmpty();

        stage.confirm(2);
        stage.time.pass(1);

        assertThat(stage.told)
                .containsExactly(
                        new SentenceStarted(1, 0),
                        new SentencePlayed(1, 0, true),
                        new ReplyPlayed(1));
    }

    @Test
    void a_leg_without_reports_counts_a_sentence_as_played_by_the_clock() {
        var stage = new MouthStage(FakeLeg.clock(60, true, false));
        stage.say(1, 0, TEN_WORDS, 25);
        stage.mouth.endReply(1);

        stage.time.pass(499);
        assertThat(stage.told(SentencePlayed.class)).isEmpty();
        stage.time.pass(3);

        assertThat(stage.told(SentencePlayed.class))
                .containsExactly(new SentencePlayed(1, 0, false));
        assertThat(stage.told(ReplyPlayed.class)).containsExactly(new ReplyPlayed(1));
    }

    @Test
    void a_carrier_that_confirms_nothing_does_not_hold_the_call_up() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.say(1, 0, "hello", 10);
        stage.mouth.endReply(1);

        stage.time.pass(200 + 2000 + 2);

        assertThat(stage.told(SentencePlayed.class))
                .containsExactly(new SentencePlayed(1, 0, false));
        stage.say(2, 0, "hello", 10);
        stage.mouth.endReply(2);
        stage.time.pass(202);
        assertThat(stage.told(ReplyPlayed.class))
                .containsExactly(new ReplyPlayed(1), new ReplyPlayed(2));
    }

    @Test
    void a_cut_flushes_at_once_and_nothing_of_the_reply_follows() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.mouth.speak(1, 0, TEN_WORDS);
        stage.mouth.speak(1, 1, "never heard");
        stage.voice.spoken.get(0).frames(100, 1);
        stage.time.pass(300);
        int before = stage.leg.frames().size();

        stage.mouth.cut(1);
        stage.voice.spoken.get(0).frames(100, 1);
        stage.time.pass(1);

        assertThat(stage.leg.sent.getLast()).isInstanceOf(Sent.Flush.class);
        stage.time.pass(1000);
        assertThat(stage.leg.frames()).hasSize(before);
        assertThat(stage.voice.spoken).allMatch(one -> one.isClosed);
        assertThat(stage.told(ReplyCut.class)).hasSize(1);
    }

    @Test
    void what_was_heard_at_a_cut_is_the_whole_words_before_the_last_confirmed_mark() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.mouth.speak(1, 0, "slow quick");
        stage.voice.last().listener.word(0, 4, 0, 700);
        stage.voice.last().listener.word(5, 10, 700, 2000);
        stage.voice.last().whole(100, 1);
        stage.time.pass(1000);
        stage.confirm(3); // 40 of 100 frames

        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyCut.class)).containsExactly(new ReplyCut(1, 0, 4, true));
    }

    @Test
    void words_whose_places_in_the_sound_are_unknown_are_estimated_although_a_mark_confirms_it() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.say(1, 0, TEN_WORDS, 100);
        stage.time.pass(1000);
        stage.confirm(3); // 40 of 100 frames

        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyCut.class))
                .containsExactly(new ReplyCut(1, 0, "one two three four".length(), false));
    }

    @Test
    void without_reports_what_was_heard_is_estimated_by_the_clock_and_not_by_what_was_sent() {
        var stage = new MouthStage(FakeLeg.clock(200, true, false));
        stage.say(1, 0, TEN_WORDS, 100);
        stage.time.pass(801);

        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyCut.class))
                .containsExactly(new ReplyCut(1, 0, "one two three four".length(), false));
    }

    @Test
    void a_leg_that_takes_nothing_back_will_play_what_was_sent() {
        var stage = new MouthStage(FakeLeg.clock(400, false, false));
        stage.say(1, 0, TEN_WORDS, 100);
        stage.time.pass(801);

        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.leg.only(Sent.Flush.class)).isEmpty();
        assertThat(stage.told(ReplyCut.class))
                .containsExactly(new ReplyCut(1, 0, "one two three four five six".length(), false));
    }

    @Test
    void word_times_of_the_voice_say_what_was_heard() {
        var stage = new MouthStage(FakeLeg.clock(60, true, false));
        stage.mouth.speak(1, 0, "slow quick");
        stage.voice.last().listener.word(0, 4, 0, 900);
        stage.voice.last().listener.word(5, 10, 900, 1000);
        stage.voice.last().whole(50, 1);
        stage.time.pass(880);

        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyCut.class)).containsExactly(new ReplyCut(1, -1, 0, false));
    }

    @Test
    void a_cut_in_a_later_sentence_counts_the_earlier_ones_as_heard() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.say(1, 0, "first", 10);
        stage.time.pass(1);
        stage.say(1, 1, TEN_WORDS, 50);
        stage.time.pass(150);
        stage.confirm(0);

        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyCut.class)).containsExactly(new ReplyCut(1, 0, 5, true));
    }

    @Test
    void a_reply_cut_before_its_first_frame_was_not_heard_at_all() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.mouth.speak(1, 0, TEN_WORDS);

        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyCut.class)).containsExactly(new ReplyCut(1, -1, 0, true));
        assertThat(stage.leg.only(Sent.Flush.class)).isEmpty();
    }

    @Test
    void a_reply_that_was_played_is_not_reported_as_cut() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.say(1, 0, "first", 10);
        stage.mouth.endReply(1);
        stage.time.pass(100);
        stage.confirmAll();
        stage.time.pass(1);

        stage.mouth.cut(1);
        stage.time.pass(1);

        assertThat(stage.told(ReplyCut.class)).isEmpty();
        assertThat(stage.told(ReplyPlayed.class)).hasSize(1);
    }

    @Test
    void the_answer_after_a_cut_leaves_at_once() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.say(1, 0, TEN_WORDS, 100);
        stage.time.pass(300);

        stage.mouth.cut(1);
        stage.say(2, 0, "yes", 20);
        stage.time.pass(1);

        int flush = stage.leg.sent.indexOf(stage.leg.only(Sent.Flush.class).getFirst());
        var after = stage.leg.sent.subList(flush + 1, stage.leg.sent.size());
        assertThat(after.stream().filter(Sent.Frame.class::isInstance)).hasSize(11);
        assertThat(after.getFirst()).isEqualTo(new Sent.Frame(stage.time.nanos(), 2));
    }

    @Test
    void a_leg_that_must_not_fall_silent_gets_silence_on_its_grid_and_speech_in_the_next_slot() {
        var stage = new MouthStage(FakeLeg.clock(0, false, true));
        stage.time.pass(209);
        assertThat(stage.leg.frames()).hasSize(11).allMatch(frame -> frame.value() == 0);

        stage.say(1, 0, "hello", 3);
        stage.time.pass(100);

        var frames = stage.leg.frames();
        assertThat(frames.stream().map(Sent.Frame::value).skip(11)).startsWith(1, 1, 1, 0);
        for (int i = 1; i < frames.size(); i++) {
            assertThat(frames.get(i).nanos() - frames.get(i - 1).nanos()).isEqualTo(20_000_000);
        }
    }

    @Test
    void a_wheel_that_got_no_processor_makes_up_for_no_more_than_the_lead() {
        var stage = new MouthStage(FakeLeg.marks(60));
        stage.say(1, 0, TEN_WORDS, 200);
        stage.time.pass(100);
        int before = stage.leg.frames().size();

        stage.time.stall(1000);

        assertThat(stage.leg.frames().size() - before).isEqualTo(4);
        stage.time.pass(20);
        assertThat(stage.leg.frames().size() - before).isEqualTo(5);
    }

    @Test
    void a_voice_that_is_late_leaves_a_gap_and_the_grid_begins_anew() {
        var stage = new MouthStage(FakeLeg.marks(40));
        stage.mouth.speak(1, 0, TEN_WORDS);
        stage.voice.last().frames(2, 1);
        stage.time.pass(107);
        assertThat(stage.leg.frames()).hasSize(2);

        stage.voice.last().whole(10, 1);
        stage.time.pass(1);

        assertThat(stage.leg.frames()).hasSize(5);
        assertThat(stage.leg.frames().get(2).nanos()).isEqualTo(stage.time.nanos());
    }

    @Test
    void a_sentence_that_failed_is_told_and_the_rest_of_the_reply_goes_on() {
        var stage = new MouthStage(FakeLeg.clock(60, true, false));
        stage.mouth.speak(1, 0, "first");
        stage.mouth.speak(1, 1, "second");
        stage.mouth.endReply(1);
        stage.voice.spoken.get(0).fail();
        stage.voice.spoken.get(1).whole(5, 1);

        stage.time.pass(200);

        assertThat(stage.told)
                .containsExactly(
                        new SpeechFailed(1, 0, ProviderFailure.ENGINE),
                        new SentenceStarted(1, 1),
                        new SentencePlayed(1, 1, false),
                        new ReplyPlayed(1));
    }

    @Test
    void a_voice_that_never_answers_fails_the_sentence_after_10_s() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.mouth.speak(1, 0, "first");
        stage.mouth.endReply(1);

        stage.time.pass(9_990);
        assertThat(stage.told).isEmpty();
        stage.time.pass(20);

        assertThat(stage.told)
                .containsExactly(
                        new SpeechFailed(1, 0, ProviderFailure.TIMED_OUT), new ReplyPlayed(1));
    }

    @Test
    void a_fixed_sentence_needs_no_voice() throws InterruptedException {
        var fixed = FixedSentences.render(List.of("hello"), Set.of(Codec.PCM_8K), new ToneVoice());
        var stage = new MouthStage(FakeLeg.clock(60, true, false), fixed, Tap.NONE);
        stage.mouth.speak(1, 0, "hello");
        stage.mouth.endReply(1);

        stage.time.pass(3001);

        assertThat(stage.voice.spoken).isEmpty();
        assertThat(stage.leg.frames()).hasSize(150);
        assertThat(stage.told(ReplyPlayed.class)).hasSize(1);
    }

    @Test
    void more_sentences_than_a_mouth_holds_fail_as_overloaded() {
        var stage = new MouthStage(FakeLeg.marks(200));
        for (int i = 0; i <= Mouth.MAX_SENTENCES; i++) {
            stage.mouth.speak(1, i, "again");
        }

        assertThat(stage.told)
                .containsExactly(
                        new SpeechFailed(1, Mouth.MAX_SENTENCES, ProviderFailure.OVERLOADED));
    }

    @Test
    void a_reply_without_sentences_is_played_as_soon_as_it_ends() {
        var stage = new MouthStage(FakeLeg.marks(200));

        stage.mouth.endReply(1);
        stage.time.pass(1);

        assertThat(stage.told).containsExactly(new ReplyPlayed(1));
    }

    @Test
    void a_closed_mouth_sends_and_tells_nothing_and_leaves_the_wheel() {
        var stage = new MouthStage(FakeLeg.marks(200));
        stage.say(1, 0, TEN_WORDS, 100);
        stage.time.pass(100);
        int before = stage.leg.sent.size();

        stage.mouth.close();
        stage.time.pass(500);

        assertThat(stage.leg.sent).hasSize(before);
        assertThat(stage.time.wheel.seats()).isZero();
    }
}
