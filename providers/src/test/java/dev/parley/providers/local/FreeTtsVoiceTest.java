package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.Level;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class FreeTtsVoiceTest {
    private static final String SENTENCE =
            "Your appointment is on Tuesday, the twenty fourth, at nine thirty.";
    private static final FreeTtsVoice voice = voice(FreeTtsSettings.DEFAULT);

    @AfterAll
    static void close() {
        voice.close();
    }

    @Test
    void same_sentence_gives_the_same_samples_from_every_engine_and_thread() {
        short[] first = HeardSentence.sound(voice, SENTENCE);
        List<HeardSentence> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(HeardSentence.of(voice, SENTENCE));
            many.add(HeardSentence.of(voice, "Something else in between."));
        }
        for (int i = 0; i < many.size(); i += 2) {
            assertThat(many.get(i).sound()).isEqualTo(first);
        }
        try (FreeTtsVoice other = voice(FreeTtsSettings.DEFAULT)) {
            assertThat(HeardSentence.sound(other, SENTENCE)).isEqualTo(first);
        }
    }

    @Test
    void voices_that_are_opened_at_the_same_time_do_not_harm_each_other() throws Exception {
        List<Callable<Integer>> openings =
                Collections.nCopies(
                        4,
                        () -> {
                            try (var voice =
                                    FreeTtsVoice.open(FreeTtsSettings.DEFAULT, Meters.NONE)) {
                                return voice.rate();
                            }
                        });
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var opened : pool.invokeAll(openings)) {
                assertThat(opened.get()).isEqualTo(16_000);
            }
        }
    }

    @Test
    void sentence_has_no_dead_air_around_it() {
        short[] sound = HeardSentence.sound(voice, SENTENCE);
        assertThat(silentSamples(sound, false)).isLessThanOrEqualTo(16 * 20);
        assertThat(silentSamples(sound, true)).isLessThanOrEqualTo(16 * 100);
        assertThat(sound.length).isBetween(16 * 3_000, 16 * 6_000);
    }

    @Test
    void speech_is_neither_soft_nor_clipped() {
        for (String name : List.of("kevin16", "kevin")) {
            try (FreeTtsVoice each = voice(FreeTtsSettings.DEFAULT.withVoice(name))) {
                short[] sound = HeardSentence.sound(each, SENTENCE);
                assertThat(Level.dbfs(sound, 0, sound.length)).as(name).isBetween(-25.0, -20.0);
                assertThat(peak(sound)).as(name).isLessThan(Short.MAX_VALUE);
            }
        }
    }

    @Test
    void every_word_has_its_place_in_text_and_sound() {
        HeardSentence heard = HeardSentence.of(voice, "Good morning. We open at nine.");
        int millis = heard.sound().length / 16;
        assertThat(heard.words).hasSize(6);
        int before = 0;
        for (int i = 0; i < 6; i++) {
            String[] word = heard.words.get(i).split("[ -]");
            assertThat(word[0])
                    .isEqualTo(List.of("Good", "morning", "We", "open", "at", "nine").get(i));
            assertThat(Integer.parseInt(word[1])).isGreaterThanOrEqualTo(before);
            before = Integer.parseInt(word[2]);
            assertThat(before).isGreaterThan(Integer.parseInt(word[1])).isLessThanOrEqualTo(millis);
        }
        assertThat(before).as("the last word ends with the sound").isGreaterThan(millis - 150);
    }

    @Test
    void slower_voice_takes_longer() {
        try (FreeTtsVoice slow = voice(new FreeTtsSettings("kevin16", 100, 100, 11, 1))) {
            assertThat(HeardSentence.sound(slow, SENTENCE).length)
                    .isGreaterThan(HeardSentence.sound(voice, SENTENCE).length * 5 / 4);
        }
    }

    @Test
    void listener_that_blocks_holds_up_nobody_else() throws InterruptedException {
        var release = new CountDownLatch(1);
        var ends = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            voice.speak(SENTENCE, new BlockedListener(release, ends));
        }
        assertThat(HeardSentence.sound(voice, SENTENCE)).isNotEmpty();
        release.countDown();
        ends.await();
    }

    @Test
    void cancelled_sentence_falls_silent() throws InterruptedException {
        var calls = new AtomicInteger();
        var handle = new Synthesizer.Speaking[1];
        var handleKnown = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        handle[0] =
                voice.speak(
                        SENTENCE,
                        new Synthesizer.Listener() {
                            @Override
                            public void audio(short[] samples, int offset, int count) {
                                calls.incrementAndGet();
                                awaitQuietly(handleKnown);
                                handle[0].close();
                                cancelled.countDown();
                            }

                            @Override
                            public void done() {
                                calls.incrementAndGet();
                            }

                            @Override
                            public void failed(ProviderFailure failure) {
                                calls.incrementAndGet();
                            }
                        });
        handleKnown.countDown();
        cancelled.await();
        HeardSentence.sound(voice, SENTENCE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void sentence_beyond_the_queue_is_refused_and_the_others_are_spoken() {
        List<HeardSentence> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(HeardSentence.of(voice, "Yes."));
        }
        int refused = 0;
        for (HeardSentence each : many) {
            try {
                assertThat(each.sound()).isNotEmpty();
            } catch (RuntimeException failure) {
                assertThat(failure).hasMessageContaining("OVERLOADED");
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 200 - VoicePool.WAITING);
    }

    @Test
    void closed_voice_says_so() {
        FreeTtsVoice closed = voice(FreeTtsSettings.DEFAULT);
        closed.close();
        assertThatThrownBy(() -> HeardSentence.sound(closed, SENTENCE))
                .hasMessageContaining("CLOSED");
    }

    @Test
    void setting_out_of_range_is_refused_with_its_name() {
        assertThatThrownBy(() -> new FreeTtsSettings("kevin16", 1000, 100, 11, 1))
                .hasMessage("words a minute: expected 60.0 to 400.0, got 1000.0");
        assertThatThrownBy(() -> LocalVoices.find("bob", java.nio.file.Path.of("."), Meters.NONE))
                .hasMessageContaining("freetts-kevin16");
    }

    private static FreeTtsVoice voice(FreeTtsSettings settings) {
        return FreeTtsVoice.open(settings, Meters.NONE);
    }

    private static int peak(short[] sound) {
        int peak = 0;
        for (short sample : sound) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    private static int silentSamples(short[] sound, boolean atEnd) {
        int count = 0;
        while (Math.abs(sound[atEnd ? sound.length - 1 - count : count]) < 104) {
            count++;
        }
        return count;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private record BlockedListener(CountDownLatch release, CountDownLatch ends)
            implements Synthesizer.Listener {
        @Override
        public void audio(short[] samples, int offset, int count) {
            awaitQuietly(release);
        }

        @Override
        public void done() {
            ends.countDown();
        }

        @Override
        public void failed(ProviderFailure failure) {
            ends.countDown();
        }
    }
}
