package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.meter.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real engine with the voice of FreeTTS.
final class VoskRecognizerTest {
    private static final Expectation ANSWERS =
            new Expectation(
                    "answers",
                    List.of(
                            "yes please",
                            "no thank you",
                            "next tuesday",
                            "how about friday",
                            "an oil change please"),
                    0);
    private static final Expectation DIGITS =
            new Expectation("digits", someNumbers(), 0)
                    .readBy(words -> words.split(" ").length == 4);
    private static final Path CACHE = Path.of("target", "local-speech");
    private static final FreeTtsVoice VOICE =
            FreeTtsVoice.open(FreeTtsSettings.DEFAULT, Meters.NONE);
    private static final VoskRecognizer RECOGNIZER =
            VoskRecognizer.open(VoskSettings.in(CACHE).withOpenDecoders(1), Meters.NONE);

    @TempDir Path folder;

    @AfterAll
    static void close() {
        RECOGNIZER.close();
        VOICE.close();
    }

    @Test
    void answer_to_a_grammar_is_understood_and_told_while_it_is_spoken() {
        HeardWords heard = hear(ANSWERS, "an oil change please");
        assertThat(heard.all()).last().isEqualTo("final 1 an oil change please");
        assertThat(heard.all()).hasSizeGreaterThan(1).first().asString().startsWith("partial 1 an");
    }

    @Test
    void open_speech_is_understood() {
        RECOGNIZER.warmUp();
        assertThat(hear(Expectation.OPEN, "next tuesday").all())
                .last()
                .isEqualTo("final 1 next tuesday");
    }

    @Test
    void same_sound_twice_gives_the_same_answer_because_nothing_is_carried_over() {
        assertThat(hear(ANSWERS, "how about friday").all())
                .isEqualTo(hear(ANSWERS, "how about friday").all());
    }

    @Test
    void sentence_outside_the_grammar_is_nothing() {
        for (String foreign :
                List.of(
                        "the kitchen is on fire",
                        "my brother lives in a small house",
                        "we went to the mountains last summer",
                        "could you play some music",
                        "she reads a book every evening",
                        "the weather is very cold today")) {
            assertThat(hear(ANSWERS, foreign).all()).as(foreign).last().isEqualTo("final 1 ");
        }
    }

    /// A recording of a person; the voice of FreeTTS does not fall into this trap.
    @Test
    void soft_leading_six_after_digital_silence_is_heard() {
        short[] sound = Telephone.received(Telephone.recording("six-five-nine-eight.ulaw"), 300);
        assertThat(Listening.words(RECOGNIZER, DIGITS, sound)).isEqualTo("six five nine eight");
    }

    @Test
    void without_our_input_stage_the_leading_six_would_be_lost() {
        short[] sound = Telephone.received(Telephone.recording("six-five-nine-eight.ulaw"), 300);
        VoskModel model = VoskModel.bundled(CACHE);
        try (Decoder decoder = model.decoder(VoskText.grammar(DIGITS.phrases()))) {
            for (int at = 0; at < sound.length; at += Inbox.CHUNK) {
                decoder.accept(sound, at, Math.min(Inbox.CHUNK, sound.length - at));
            }
            assertThat(decoder.finalResult()).isEqualTo("five nine eight");
        }
        model.close();
    }

    /// The process would not outlive it.
    @Test
    void closed_model_is_refused() {
        var model = VoskModel.bundled(CACHE);
        model.close();
        assertThatThrownBy(() -> model.decoder("[\"yes\"]"))
                .hasMessageContaining("got a closed one");
        assertThatThrownBy(model::openDecoder).hasMessageContaining("got a closed one");
        assertThatThrownBy(() -> model.knows("yes")).hasMessageContaining("got a closed one");
    }

    /// The process would not outlive it.
    @Test
    void recognizer_that_is_closed_twice_frees_its_model_once() {
        var twice = VoskRecognizer.open(VoskSettings.in(CACHE).withOpenDecoders(0), Meters.NONE);
        twice.close();
        twice.close();
        assertThat(twice.openSessions()).isZero();
    }

    @Test
    void silence_and_noise_say_nothing() {
        assertThat(hear(ANSWERS, new short[16_000]).all()).last().isEqualTo("final 1 ");
        short[] noise = new short[16_000];
        var random = new SplittableRandom(7);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) random.nextInt(-800, 800);
        }
        assertThat(hear(ANSWERS, noise).all()).last().isEqualTo("final 1 ");
    }

    @Test
    void word_that_can_never_be_heard_stops_the_start_with_its_name() {
        RECOGNIZER.checkVocabulary(List.of(ANSWERS, Expectation.OPEN));
        assertThatThrownBy(() ->
                        RECOGNIZER.checkVocabulary(
                                List.of(
                                        ANSWERS,
                                        new Expectation(
                                                "service",
                                                List.of("a new flurbinator please"),
                                                0))))
                .isInstanceOf(MissingWords.class)
                .hasMessageContaining("{service=[flurbinator]}");
    }

    @Test
    void sound_at_telephone_rate_is_refused() {
        assertThatThrownBy(() -> RECOGNIZER.hear(new short[8_000], 8_000, ANSWERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected sound of 16000 samples a second, got 8000; resample it first");
    }

    @Test
    void model_for_telephone_rate_is_refused() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/mfcc.conf"), "--sample-frequency=8000\n");
        assertThatThrownBy(() -> VoskModel.load(folder, CACHE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16000")
                .hasMessageContaining("8000");
    }

    @Test
    void folder_without_a_model_is_refused() {
        assertThatThrownBy(() -> VoskModel.load(folder, CACHE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void closed_decoder_is_never_used_again() {
        VoskModel model = VoskModel.bundled(CACHE);
        VoskDecoder decoder = model.decoder(VoskText.grammar(List.of("yes")));
        decoder.close();
        decoder.close();
        assertThatThrownBy(decoder::partial).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> decoder.accept(new short[320], 0, 320))
                .isInstanceOf(IllegalStateException.class);
        model.close();
    }

    @Test
    void two_hundred_calls_leave_no_session_thread_or_handle_behind() throws IOException {
        short[] clip = HeardSentence.sound(VOICE, "yes please");
        hear(ANSWERS, clip);
        int threads = dspThreads();
        long handles = handles();
        for (int i = 0; i < 200; i++) {
            var heard = new HeardWords();
            Recognizer.Session session = RECOGNIZER.open(heard);
            session.begin(1, ANSWERS);
            session.audio(clip, 0, i % 3 == 0 ? 4_000 : clip.length);
            if (i % 3 == 1) {
                session.finish(1);
                assertThat(heard.end()).isEqualTo("final 1 yes please");
            }
            session.close();
        }
        while (RECOGNIZER.openSessions() > 0) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(dspThreads()).isEqualTo(threads);
        assertThat(handles()).isLessThanOrEqualTo(handles + 2);
    }

    private static HeardWords hear(Expectation expectation, String sentence) {
        return hear(expectation, Telephone.line(HeardSentence.sound(VOICE, sentence), 1, 300));
    }

    private static HeardWords hear(Expectation expectation, short[] sound) {
        return Listening.to(RECOGNIZER, expectation, sound);
    }

    private static List<String> someNumbers() {
        var random = new SplittableRandom(3);
        List<String> digits =
                List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            numbers.add(
                    random.ints(3 + i % 2, 0, digits.size())
                            .mapToObj(digits::get)
                            .collect(Collectors.joining(" ")));
        }
        return numbers;
    }

    private static int dspThreads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("dsp-"))
                        .count();
    }

    private static long handles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
