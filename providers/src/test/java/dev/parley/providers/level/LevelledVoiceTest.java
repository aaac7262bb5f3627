package dev.parley.providers.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.Level;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With sound made like speech: noise in syllables of 180 ms, with 60 ms of almost nothing between.
final class LevelledVoiceTest {
    private static final int RATE = 8000;
    private static final int FRAME = RATE / 50;
    private static final double HOUSE = -22;

    private final SpokenByHand voice = new SpokenByHand();
    private final LevelledVoice levelled = new LevelledVoice(voice);

    @ParameterizedTest
    @ValueSource(doubles = {-33, -28, -14, -11})
    void second_sentence_begins_at_the_level_of_the_house(double dbfs) {
        say(speech(3000, dbfs, 1));
        var second = say(speech(1000, dbfs, 2));
        assertThat(loudness(second, 0, RATE / 5)).isCloseTo(HOUSE, within(2.5));
        assertThat(loudness(second, 0, second.length)).isCloseTo(HOUSE, within(1.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-33, -14})
    void first_sentence_is_held_until_its_level_is_known_and_comes_whole(double dbfs) {
        var heard = new Heard();
        var sentence = begin(heard);
        var sound = speech(2000, dbfs, 3);
        sentence.sounds(sound, 0, FRAME);
        assertThat(heard.count()).isZero();
        sentence.sounds(sound, FRAME, RATE * 3 / 10);
        assertThat(heard.count()).isEqualTo(FRAME + RATE * 3 / 10);
        sentence.sounds(sound, FRAME + RATE * 3 / 10, sound.length - FRAME - RATE * 3 / 10);
        sentence.listener.done();
        assertThat(heard.all()).hasSameSizeAs(sound);
        assertThat(loudness(heard.all(), 0, sound.length)).isCloseTo(HOUSE, within(3.0));
        assertThat(heard.told).containsExactly("done");
    }

    @Test
    void sentence_shorter_than_what_is_held_comes_whole_before_its_end() {
        var heard = new Heard();
        var sentence = begin(heard);
        sentence.sounds(speech(100, -30, 4), 0, RATE / 10);
        sentence.listener.done();
        assertThat(heard.count()).isEqualTo(RATE / 10);
        var failed = new Heard();
        var other = begin(failed);
        other.sounds(speech(60, -30, 4), 0, RATE * 6 / 100);
        other.listener.failed(new ProviderFault(ProviderFailure.NETWORK, "cut"));
        assertThat(failed.count()).isEqualTo(RATE * 6 / 100);
        assertThat(failed.told).containsExactly("failed NETWORK");
    }

    @Test
    void voice_at_the_level_of_the_house_is_passed_on_as_it_is() {
        say(speech(3000, HOUSE + 0.5, 5));
        var heard = new Heard();
        var sentence = begin(heard);
        var sound = speech(1000, HOUSE + 0.5, 6);
        sentence.sounds(sound, 0, sound.length);
        assertThat(heard.last).isSameAs(sound);
        assertThat(heard.all()).isEqualTo(sound);
    }

    @Test
    void very_soft_voice_is_made_twelve_decibels_louder_and_no_more() {
        say(speech(3000, -45, 7));
        var sound = speech(1000, -45, 8);
        assertThat(loudness(say(sound), 0, sound.length)).isCloseTo(-33, within(0.5));
    }

    @Test
    void silence_and_tones_change_nothing() {
        say(speech(3000, -30, 9));
        double before = gainOf(speech(1000, -30, 10));
        for (int hertz : new int[] {200, 440, 1000}) {
            say(tone(5000, hertz, 16_000));
            say(tone(5000, hertz, 200));
        }
        say(new short[5 * RATE]);
        assertThat(gainOf(speech(1000, -30, 10))).isCloseTo(before, within(0.2));
        assertThat(before).isBetween(5.0, 9.0);
    }

    @Test
    void first_tone_of_a_voice_is_passed_on_as_it_is() {
        var tone = tone(2000, 440, 16_000);
        assertThat(say(tone)).isEqualTo(tone);
    }

    @Test
    void only_the_first_sentence_is_held_whatever_comes_of_it() {
        say(tone(1000, 440, 16_000));
        var heard = new Heard();
        var sentence = begin(heard);
        sentence.sounds(speech(100, -30, 30), 0, FRAME);
        assertThat(heard.count()).isEqualTo(FRAME);
    }

    @Test
    void loud_and_soft_words_keep_their_difference() {
        say(speech(8000, -30, 11));
        var sound = new short[6 * RATE];
        for (int second = 0; second < 6; second++) {
            var piece = speech(1000, second % 2 == 0 ? -27 : -37, 12 + second);
            System.arraycopy(piece, 0, sound, second * RATE, RATE);
        }
        var said = say(sound);
        var gains = new ArrayList<Double>();
        for (int second = 0; second < 6; second++) {
            gains.add(loudness(said, second * RATE, RATE) - loudness(sound, second * RATE, RATE));
        }
        assertThat(gains)
                .allSatisfy(gain -> assertThat(gain).isCloseTo(gains.getFirst(), within(2.0)));
        for (int second = 1; second < 6; second++) {
            assertThat(gains.get(second)).isCloseTo(gains.get(second - 1), within(0.75));
        }
    }

    @Test
    void peaks_are_bent_and_never_wrap() {
        say(speech(3000, -35, 20));
        var sound = speech(1000, -35, 21);
        sound[RATE / 2] = Short.MAX_VALUE;
        sound[RATE / 2 + 1] = Short.MIN_VALUE;
        var said = say(sound);
        assertThat(said[RATE / 2]).isGreaterThan((short) 30_000);
        assertThat(said[RATE / 2 + 1]).isLessThan((short) -30_000);
    }

    @Test
    void frames_are_changed_in_one_array_that_is_used_again() {
        say(speech(3000, -30, 22));
        var heard = new Heard();
        var sentence = begin(heard);
        var sound = speech(1000, -30, 23);
        sentence.sounds(sound, 0, 2 * FRAME);
        var first = heard.last;
        for (int at = 0; at + FRAME <= sound.length; at += FRAME) {
            var frame = Arrays.copyOfRange(sound, at, at + FRAME);
            sentence.sounds(frame, 0, FRAME);
            assertThat(heard.last).isSameAs(first);
            assertThat(frame).isEqualTo(Arrays.copyOfRange(sound, at, at + FRAME));
        }
    }

    @Test
    void each_voice_is_learned_by_itself_and_its_replies_share_it() {
        say(speech(3000, -32, 24));
        var other = new LevelledVoice(new SpokenByHand());
        assertThat(other.forReply()).isSameAs(other);
        assertThat(gainOf(speech(1000, -32, 25))).isGreaterThan(6);
        var loud = new SpokenByHand();
        var heard = new Heard();
        var spoken = new LevelledVoice(loud).speak("text", heard);
        loud.last.sounds(speech(1000, -14, 26), 0, RATE);
        loud.last.listener.done();
        spoken.close();
        assertThat(loud.last.isClosed).isTrue();
        assertThat(loudness(heard.all(), 0, RATE)).isCloseTo(HOUSE, within(3.0));
    }

    @Test
    void voice_of_a_telephone_is_the_same_voice() {
        say(speech(3000, -32, 27));
        var telephone = new SpokenByHand();
        voice.telephone = telephone;
        var heard = new Heard();
        assertThat(levelled.forLine(48_000)).isSameAs(levelled);
        var spoken = levelled.forLine(8_000).speak("text", heard);
        telephone.last.sounds(speech(1000, -32, 28), 0, RATE);
        telephone.last.listener.done();
        spoken.close();
        assertThat(loudness(heard.all(), 0, RATE / 5)).isCloseTo(HOUSE, within(2.5));
    }

    @Test
    void words_and_uses_are_told_as_they_come() {
        var heard = new Heard();
        var sentence = begin(heard);
        sentence.listener.word(0, 4, 0, 300);
        sentence.listener.used(new Use("by-hand", "", Use.Unit.SPOKEN_CHARACTERS, 4, false));
        sentence.listener.done();
        assertThat(heard.told).containsExactly("word 0 4 0 300", "used", "done");
    }

    /// In decibels, of all of it.
    private double gainOf(short[] sound) {
        return loudness(say(sound), 0, sound.length) - loudness(sound, 0, sound.length);
    }

    /// One sentence in frames of 20 ms.
    private short[] say(short[] sound) {
        var heard = new Heard();
        var sentence = begin(heard);
        for (int at = 0; at < sound.length; at += FRAME) {
            sentence.sounds(sound, at, Math.min(FRAME, sound.length - at));
        }
        sentence.listener.done();
        return heard.all();
    }

    private SpokenByHand.Sentence begin(Heard heard) {
        var _ = levelled.speak("text", heard);
        return voice.last;
    }

    /// @param dbfs of its syllables
    private static short[] speech(int millis, double dbfs, long seed) {
        var random = new Random(seed);
        var sound = new short[RATE * millis / 1000];
        double amplitude = 32_768 * Math.pow(10, dbfs / 20);
        double wobble = 1;
        for (int i = 0; i < sound.length; i++) {
            int inSyllable = i % (RATE * 240 / 1000);
            if (i % (FRAME / 2) == 0) {
                wobble = Math.pow(10, random.nextGaussian() * 1.5 / 20);
            }
            double now = inSyllable < RATE * 180 / 1000 ? amplitude * wobble : amplitude / 100;
            sound[i] = (short) Math.clamp(Math.round(random.nextGaussian() * now), -32_768, 32_767);
        }
        return sound;
    }

    private static short[] tone(int millis, int hertz, int amplitude) {
        var sound = new short[RATE * millis / 1000];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (amplitude * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return sound;
    }

    /// Of the syllables alone.
    private static double loudness(short[] sound, int offset, int count) {
        double loudest = Level.SILENCE_DBFS;
        for (int at = offset; at + FRAME <= offset + count; at += FRAME) {
            loudest = Math.max(loudest, Level.dbfs(sound, at, FRAME));
        }
        double power = 0;
        int frames = 0;
        for (int at = offset; at + FRAME <= offset + count; at += FRAME) {
            if (Level.dbfs(sound, at, FRAME) > loudest - 18) {
                power += Level.meanSquare(sound, at, FRAME);
                frames++;
            }
        }
        return 10 * Math.log10(power / frames) - Level.FULL_SCALE_DB;
    }

    private static final class SpokenByHand implements Synthesizer {
        Sentence last = new Sentence(new Heard());
        Synthesizer telephone = this;

        @Override
        public Synthesizer forLine(int rate) {
            return rate <= RATE ? telephone : this;
        }

        @Override
        public String name() {
            return "by-hand";
        }

        @Override
        public int rate() {
            return RATE;
        }

        @Override
        public Speaking speak(String text, Listener listener) {
            last = new Sentence(listener);
            return last;
        }

        @Override
        public void close() {
            // nothing to close
        }

        private static final class Sentence implements Speaking {
            final Listener listener;
            boolean isClosed;

            Sentence(Listener listener) {
                this.listener = listener;
            }

            void sounds(short[] samples, int offset, int count) {
                listener.audio(samples, offset, count);
            }

            @Override
            public void close() {
                isClosed = true;
            }
        }
    }

    private static final class Heard implements Synthesizer.Listener {
        final List<String> told = new ArrayList<>();
        private final List<short[]> pieces = new ArrayList<>();
        short[] last = new short[0];

        short[] all() {
            var all = new short[count()];
            int at = 0;
            for (var piece : pieces) {
                System.arraycopy(piece, 0, all, at, piece.length);
                at += piece.length;
            }
            return all;
        }

        int count() {
            return pieces.stream().mapToInt(piece -> piece.length).sum();
        }

        @Override
        public void audio(short[] samples, int offset, int count) {
            last = samples;
            pieces.add(Arrays.copyOfRange(samples, offset, offset + count));
        }

        @Override
        public void word(int textStart, int textEnd, int startMillis, int endMillis) {
            told.add("word %d %d %d %d".formatted(textStart, textEnd, startMillis, endMillis));
        }

        @Override
        public void used(Use use) {
            told.add("used");
        }

        @Override
        public void done() {
            told.add("done");
        }

        @Override
        public void failed(ProviderFailure failure) {
            told.add("failed " + failure);
        }
    }
}
