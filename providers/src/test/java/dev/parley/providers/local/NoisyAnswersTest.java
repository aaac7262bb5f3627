package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.Level;
import dev.parley.dialog.flow.SlotListening;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.DigitsSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.TimeSlot;
import dev.parley.meter.Meters;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A floor under what `bench/hearing.sh` measures: a few answers of the voice of FreeTTS through a
/// noisy telephone line. The same sound gives the same words, so the figures are exact; they may
/// rise, and fall if the input stage or the decoder gets worse.
final class NoisyAnswersTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final double SPEECH_DBFS = -24;
    private static final FreeTtsVoice VOICE =
            FreeTtsVoice.open(FreeTtsSettings.DEFAULT, Meters.NONE);
    private static final VoskRecognizer RECOGNIZER =
            VoskRecognizer.open(
                    VoskSettings.in(Path.of("target", "local-speech")).withOpenDecoders(0),
                    Meters.NONE);
    private static final List<String> NUMBERS =
            List.of(
                    "seven seven six, nine five nine, two eight zero one",
                    "five nine one, one six zero, one four nine eight",
                    "seven five two, nine zero eight, five six one one",
                    "three zero one, two zero six, five zero zero three",
                    "three eight two, one eight four, seven seven six zero");
    private static final List<String> TIMES =
            List.of("a quarter past ten", "six in the afternoon", "half past nine");
    private static final List<String> DATES =
            List.of("november twenty fourth", "the third of december", "july fifteenth");

    @AfterAll
    static void close() {
        RECOGNIZER.close();
        VOICE.close();
    }

    @Test
    void numbers_times_and_dates_are_understood_on_a_noisy_line() {
        assertThat(misheard(new DigitsSlot(10, 10), NUMBERS, 14)).isEmpty();
        assertThat(misheard(time(), TIMES, 10)).isEmpty();
        assertThat(misheard(new DateSlot(), DATES, 10)).isEmpty();
    }

    @Test
    void the_same_sound_gives_the_same_words_in_noise_too() {
        var question = SlotListening.to("phone", new DigitsSlot(10, 10));
        short[] line = line(NUMBERS.getFirst(), 5);
        assertThat(RECOGNIZER.hear(line, 16_000, question.expectation(AT)))
                .isEqualTo(RECOGNIZER.hear(line, 16_000, question.expectation(AT)));
    }

    private static TimeSlot time() {
        return new TimeSlot(LocalTime.of(8, 0), LocalTime.of(18, 0), 15);
    }

    private static List<String> misheard(SlotType slot, List<String> answers, double decibels) {
        var question = SlotListening.to("answer", slot);
        var misheard = new ArrayList<String>();
        for (var answer : answers) {
            var words = RECOGNIZER.hear(line(answer, decibels), 16_000, question.expectation(AT));
            if (!question.read(words, AT).equals(question.read(answer, AT))) {
                misheard.add(answer + " -> " + words);
            }
        }
        return misheard;
    }

    /// The answer at -24 dBFS in pink noise that begins 300 ms before it.
    private static short[] line(String answer, double decibels) {
        short[] spoken = HeardSentence.sound(VOICE, answer);
        double gain = Math.pow(10, (SPEECH_DBFS - Level.dbfs(spoken, 0, spoken.length)) / 20);
        short[] line = new short[spoken.length + 16 * 600];
        for (int i = 0; i < spoken.length; i++) {
            line[16 * 300 + i] = (short) Math.round(spoken[i] * gain);
        }
        Telephone.addPinkNoise(line, SPEECH_DBFS - decibels, answer.hashCode());
        return Telephone.line(line, 1, 0);
    }
}
