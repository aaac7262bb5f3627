package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.providers.contract.SynthesizerStage.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every voice passes.
public abstract class SynthesizerContract {
    private static final String SENTENCE = "Your table is booked.";

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(2);

    private SynthesizerStage stage;
    private Synthesizer voice;

    /// A fresh client against a fresh server.
    ///
    /// @param first how the server behaves from the beginning
    /// @param firstSound the client's limit for it
    /// @param betweenSounds the client's limit for the next
    protected abstract SynthesizerStage open(
            Behaviour first, Duration firstSound, Duration betweenSounds) throws Exception;

    @BeforeEach
    final void opens() throws Exception {
        stage = open(new Behaviour.Well(), LONG, LONG);
        voice = stage.voice();
    }

    @AfterEach
    final void closes() throws Exception {
        voice.close();
        stage.close();
    }

    @Test
    void sentence_sounds_and_then_is_done_once() throws Exception {
        var heard = speak(SENTENCE);
        assertThat(heard.awaitEnd()).isEqualTo("done");
        // Between a tenth of a second and half a minute.
        assertThat(heard.samples()).isBetween(voice.rate() / 10, 30 * voice.rate());
        stage.sampleOf(SENTENCE)
                .ifPresent(value -> assertThat(heard.values()).containsExactly(value));
    }

    @Test
    void sentences_after_each_other_are_all_spoken() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("done");
        }
    }

    @Test
    void empty_and_odd_texts_have_an_end_too() throws Exception {
        for (var text :
                List.of("", " ", "...", "\n\t", "\uD83D\uDE00", "a \"b\" \\ c\n", "Grüße 漢字")) {
            assertThat(speak(text).awaitEnd()).as("\"" + text + "\"").isNotEmpty();
        }
        assertThat(speak("").awaitEnd()).isEqualTo("done");
        assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("done");
    }

    @Test
    void sentences_side_by_side_do_not_mix() throws Exception {
        var texts = new ArrayList<String>();
        var heard = new ArrayList<HeardSound>();
        for (int i = 1; i <= 12; i++) {
            texts.add("a".repeat(i) + " word.");
            heard.add(speak(texts.getLast()));
        }
        for (int i = 0; i < texts.size(); i++) {
            assertThat(heard.get(i).awaitEnd()).isEqualTo("done");
            var values = heard.get(i).values();
            stage.sampleOf(texts.get(i))
                    .ifPresent(value -> assertThat(values).containsExactly(value));
        }
    }

    @Test
    void cancelled_at_once_is_told_next_to_nothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            var cancelled = new HeardSound();
            var speaking = voice.speak(SENTENCE, cancelled);
            speaking.close();
            int told = cancelled.told();
            speaking.close();
            assertThat(cancelled.told()).isLessThanOrEqualTo(told + 1);
        }
        assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("done");
    }

    @Test
    void cancelled_in_the_middle_is_told_nothing_more_and_the_next_is_clean() throws Exception {
        assumed(new Behaviour.Stalls(true));
        var cancelled = new HeardSound();
        var speaking = voice.speak("A long sentence that is cut.", cancelled);
        cancelled.awaitSound();
        speaking.close();
        int told = cancelled.told();
        stage.behave(new Behaviour.Well());
        var next = speak(SENTENCE);
        assertThat(next.awaitEnd()).isEqualTo("done");
        stage.sampleOf(SENTENCE)
                .ifPresent(value -> assertThat(next.values()).containsExactly(value));
        assertThat(cancelled.told()).isLessThanOrEqualTo(told + 1);
        assertThat(cancelled.hasEnded()).isFalse();
    }

    @Test
    void cancelled_by_its_own_listener_is_told_nothing_more() throws Exception {
        var handle = new AtomicReference<Synthesizer.@Nullable Speaking>();
        var known = new CountDownLatch(1);
        var heard =
                new HeardSound() {
                    @Override
                    public void audio(short[] sound, int offset, int count) {
                        super.audio(sound, offset, count);
                        try {
                            known.await();
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        Objects.requireNonNull(handle.get()).close();
                    }
                };
        handle.set(voice.speak(SENTENCE, heard));
        known.countDown();
        heard.awaitSound();
        assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("done");
        assertThat(heard.hasEnded()).isFalse();
    }

    @Test
    void listener_that_blocks_holds_up_nobody_else() throws Exception {
        var release = new CountDownLatch(1);
        var blocked =
                new HeardSound() {
                    @Override
                    public void audio(short[] sound, int offset, int count) {
                        super.audio(sound, offset, count);
                        try {
                            release.await();
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
        var speaking = voice.speak(SENTENCE, blocked);
        blocked.awaitSound();
        assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("done");
        speaking.close();
        release.countDown();
    }

    @Test
    void first_sound_that_does_not_come_is_a_time_out() throws Exception {
        var stalling = new Behaviour.Stalls(false);
        assumeThat(stage.can(stalling)).isTrue();
        reopened(stalling, SHORT, LONG);
        var heard = speak(SENTENCE);
        assertThat(heard.awaitEnd()).isEqualTo("failed TIMED_OUT");
        assertThat(heard.samples()).isZero();
    }

    @Test
    void next_sound_that_does_not_come_is_a_time_out() throws Exception {
        var stalling = new Behaviour.Stalls(true);
        assumeThat(stage.can(stalling)).isTrue();
        reopened(stalling, LONG, SHORT);
        var heard = speak(SENTENCE);
        assertThat(heard.awaitEnd()).isEqualTo("failed TIMED_OUT");
        assertThat(heard.samples()).isPositive();
    }

    @Test
    void cut_connection_fails_the_sentence_and_the_next_is_spoken() throws Exception {
        assumed(new Behaviour.Cuts());
        assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("failed NETWORK");
        stage.behave(new Behaviour.Well());
        assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderFailure.class,
            names = {"KEY", "QUOTA", "RATE", "ENGINE"})
    void refusal_is_named_by_its_kind(ProviderFailure kind) throws Exception {
        var refusing = new Behaviour.Refuses(kind);
        assumeThat(stage.can(refusing)).isTrue();
        reopened(refusing, LONG, LONG);
        assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("failed " + kind);
        stage.behave(new Behaviour.Well());
        // a connection that was asked for before may still be refused
        var next = speak(SENTENCE).awaitEnd();
        while (next.equals("failed " + kind)) {
            next = speak(SENTENCE).awaitEnd();
        }
        assertThat(next).isEqualTo("done");
    }

    @Test
    void closing_the_voice_fails_what_is_being_spoken() throws Exception {
        assumed(new Behaviour.Stalls(true));
        var heard = speak(SENTENCE);
        heard.awaitSound();
        voice.close();
        assertThat(heard.awaitEnd()).isEqualTo("failed CLOSED");
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }

    @Test
    void closed_voice_says_that_it_is_closed() throws Exception {
        voice.close();
        voice.close();
        assertThat(speak(SENTENCE).awaitEnd()).isEqualTo("failed CLOSED");
        Patience.until("nothing is left behind", () -> stage.busy() == 0);
    }

    private void reopened(Behaviour first, Duration firstSound, Duration betweenSounds)
            throws Exception {
        closes();
        stage = open(first, firstSound, betweenSounds);
        voice = stage.voice();
    }

    private void assumed(Behaviour behaviour) {
        assumeThat(stage.can(behaviour)).as("can be made to behave so").isTrue();
        stage.behave(behaviour);
    }

    private HeardSound speak(String text) {
        var heard = new HeardSound();
        var _ = voice.speak(text, heard);
        return heard;
    }
}
