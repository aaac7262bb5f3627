package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Expectation;
import dev.parley.meter.Meters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the simulated caller says reaches the recognizer through a telephone line: the voice, the
/// line and the engine as in a call. Change a phrase or a setting of the voice and this decides.
final class ScriptLoopTest {
    private static final List<String> SCRIPT =
            List.of(
                    "i would like to book an appointment",
                    "an oil change please",
                    "next tuesday",
                    "how about friday",
                    "nine thirty",
                    "at two in the afternoon",
                    "tuesday at nine thirty",
                    "my name is sarah wilson",
                    "yes please",
                    "that's correct",
                    "no thank you");

    /// Other words for the second try.
    private static final List<String> SECOND =
            List.of(
                    "i want to book an appointment",
                    "i would like to move my appointment",
                    "i would like to cancel my appointment",
                    "what are your opening hours",
                    "i need an oil change",
                    "a brake inspection please",
                    "i would like a tire rotation",
                    "engine diagnostics please",
                    "tuesday",
                    "next monday",
                    "the twenty fourth of november",
                    "november twenty fourth",
                    "nine o'clock",
                    "three o'clock in the afternoon",
                    "yes",
                    "that's right",
                    "no that's wrong");

    private static final Expectation GRAMMAR = new Expectation("script", phrases(), 0);
    private static final FreeTtsVoice VOICE =
            FreeTtsVoice.open(FreeTtsSettings.DEFAULT, Meters.NONE);
    private static final VoskRecognizer RECOGNIZER =
            VoskRecognizer.open(
                    VoskSettings.in(Path.of("target", "local-speech")).withOpenDecoders(0),
                    Meters.NONE);

    @AfterAll
    static void close() {
        RECOGNIZER.close();
        VOICE.close();
    }

    @Test
    void every_phrase_of_the_script_is_understood_word_for_word() {
        RECOGNIZER.checkVocabulary(List.of(GRAMMAR));
        assertThat(misheard(SCRIPT, 1)).isEmpty();
        assertThat(misheard(SECOND, 1)).isEmpty();
    }

    @Test
    @Tag("long")
    void script_is_understood_at_twenty_levels_offsets_and_noises() {
        assertThat(misheard(SCRIPT, 20)).isEmpty();
        assertThat(misheard(SECOND, 20)).isEmpty();
    }

    private static List<String> misheard(List<String> phrases, int runs) {
        List<String> misheard = new ArrayList<>();
        for (String phrase : phrases) {
            short[] spoken = HeardSentence.sound(VOICE, phrase);
            for (int run = 0; run < runs; run++) {
                var random = new SplittableRandom(run);
                double gain = Math.pow(10, random.nextDouble(-8, 6) / 20);
                short[] heard = Telephone.line(spoken, gain, 300 + random.nextInt(20));
                Telephone.addNoise(heard, random.nextDouble(-75, -60), run);
                String words = Listening.words(RECOGNIZER, GRAMMAR, heard);
                if (!words.equals(phrase)) {
                    misheard.add("run " + run + ": " + phrase + " -> " + words);
                }
            }
        }
        return misheard;
    }

    /// The script among days, dates and times that sound like it.
    private static List<String> phrases() {
        List<String> phrases = new ArrayList<>(SCRIPT);
        phrases.addAll(SECOND);
        phrases.add("yes that's right");
        List<String> hours =
                List.of("eight", "nine", "ten", "eleven", "one", "two", "three", "four", "five");
        List<String> minutes = List.of("fifteen", "thirty", "forty five", "o'clock");
        for (String hour : hours) {
            phrases.add("at " + hour);
            phrases.add("at " + hour + " in the afternoon");
            for (String minute : minutes) {
                phrases.add(hour + " " + minute);
                phrases.add("at " + hour + " " + minute);
                phrases.add(hour + " " + minute + " in the afternoon");
            }
        }
        for (String day : List.of("monday", "tuesday", "wednesday", "thursday", "friday")) {
            phrases.add(day);
            phrases.add("next " + day);
            phrases.add("how about " + day);
            for (String hour : hours) {
                phrases.add(day + " at " + hour);
                phrases.add(day + " at " + hour + " thirty");
            }
        }
        for (String number : List.of("twentieth", "twenty first", "twenty fourth", "thirtieth")) {
            phrases.add("the " + number + " of november");
            phrases.add("the " + number + " of december");
            phrases.add("november " + number);
            phrases.add("december " + number);
        }
        for (String name : List.of("john miller", "mary johnson", "elizabeth taylor")) {
            phrases.add("my name is " + name);
        }
        return phrases;
    }
}
