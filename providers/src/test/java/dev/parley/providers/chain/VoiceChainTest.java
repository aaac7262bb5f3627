package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// In virtual time; the jitter of a retry is half of its most.
final class VoiceChainTest {
    private static final String TEXT = "Your table is booked.";
    private static final int RATE = 8000;
    private static final SynthesizerCapabilities CLOUD =
            new SynthesizerCapabilities(true, 2, false);

    private final HandTime time = new HandTime();
    private final ScriptedVoice first = new ScriptedVoice("first", RATE, 1000);
    private final ScriptedVoice second = new ScriptedVoice("second", RATE, 2000);
    private final ToldSound told = new ToldSound(RATE);
    private VoiceChain chain = chain(ChainSettings.SPEAKS, first, second);

    @AfterEach
    void nothing_is_left_behind() {
        chain.close();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void sound_and_words_of_the_first_are_passed_on() {
        var _ = chain.speak(TEXT, told);
        first.last().word(0, 4, 0, 100).sounds(100).sounds(900).done();
        assertThat(told.all).containsExactly("1000 x 100", "word 0-4 0-100", "1000 x 900", "done");
        assertThat(second.sentences).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderFailure.class,
            names = {"KEY", "QUOTA", "RETIRED", "CONTENT", "PROTOCOL", "TIMED_OUT"})
    void sentence_without_sound_begins_again_at_the_next_at_once(ProviderFailure kind) {
        var _ = chain.speak(TEXT, told);
        first.last().fails(kind);
        assertThat(second.last().text).isEqualTo(TEXT);
        second.last().sounds(1000).done();
        assertThat(told.all).containsExactly("2000 x 1000", "done");
    }

    @Test
    void voice_whose_words_end_long_before_its_sound_does_not_speak_the_next_sentence() {
        first.capabilities = CLOUD;
        var reply = chain.forReply();
        var _ = reply.speak(TEXT, told);
        first.last().word(0, 4, 0, 300).word(5, 21, 300, 1400).sounds(2800).done();
        assertThat(told.all).endsWith("done");
        assertThat(told.takeOvers).containsExactly("first second PROTOCOL");
        var _ = reply.speak(TEXT, told);
        second.last().sounds(1000).done();
        var _ = chain.speak(TEXT, told);
        second.last().sounds(1000).done();
        assertThat(first.sentences).hasSize(1);
        time.passMillis(60_000);
        var _ = chain.speak(TEXT, told);
        assertThat(first.sentences).as("after a minute it may try again").hasSize(2);
        first.last().word(0, 21, 0, 1400).sounds(1500).done();
        assertThat(chain.health().getFirst().failures())
                .containsExactly(Map.entry(ProviderFailure.PROTOCOL, 1L));
    }

    @Test
    void voice_that_is_odd_by_its_pace_alone_is_believed_once() {
        first.capabilities = CLOUD;
        var longer = "Your table is booked for tomorrow at nine.";
        var _ = chain.speak(longer, told);
        first.last().sounds(6000).done();
        var _ = chain.speak(longer, told);
        first.last().sounds(6000).done();
        var _ = chain.speak(longer, told);
        second.last().sounds(2500).done();
        assertThat(first.sentences).hasSize(2);
    }

    @Test
    void broken_network_is_tried_again_at_the_same_voice_first() {
        var _ = chain.speak(TEXT, told);
        first.last().fails(ProviderFailure.NETWORK);
        time.passMillis(50);
        assertThat(first.sentences).hasSize(2);
        first.last().fails(ProviderFailure.NETWORK);
        second.last().sounds(1000).done();
        assertThat(told.all).containsExactly("2000 x 1000", "done");
    }

    @Test
    void voice_that_gives_no_sound_in_time_is_cancelled_and_heard_no_more() {
        var _ = chain.speak(TEXT, told);
        time.passMillis(599);
        assertThat(second.sentences).isEmpty();
        time.passMillis(1);
        assertThat(first.last().isCancelled).isTrue();
        first.last().sounds(500);
        second.last().sounds(300);
        first.last().done();
        second.last().done();
        assertThat(told.all).containsExactly("2000 x 300", "done");
    }

    @Test
    void retries_at_a_voice_have_one_limit_together() {
        var _ = chain.speak(TEXT, told);
        time.passMillis(500);
        first.last().fails(ProviderFailure.NETWORK);
        time.passMillis(50);
        assertThat(first.sentences).hasSize(2);
        time.passMillis(50);
        assertThat(second.sentences).hasSize(1);
    }

    @Test
    void half_spoken_sentence_goes_on_with_the_first_word_not_wholly_handed_over() {
        var _ = chain.speak(TEXT, told);
        first.last().word(0, 4, 0, 300).word(5, 10, 300, 800).sounds(500);
        time.passMillis(800);
        assertThat(second.last().text).isEqualTo("table is booked.");
        second.last().word(0, 5, 0, 400).word(6, 8, 400, 600).sounds(600).done();
        assertThat(told.all)
                .containsExactly(
                        "1000 x 500",
                        "word 0-4 0-300",
                        "2000 x 600",
                        "word 5-10 500-900",
                        "word 11-13 900-1100",
                        "done");
    }

    @Test
    void half_spoken_sentence_of_a_voice_without_places_goes_on_by_its_length() {
        var _ = chain.speak(TEXT, told);
        first.last().sounds(800).fails(ProviderFailure.PROTOCOL);
        assertThat(second.last().text).isEqualTo("is booked.");
        second.last().word(0, 2, 0, 200).sounds(300).done();
        assertThat(told.all)
                .as("what was said before counts as heard")
                .containsExactly(
                        "1000 x 800",
                        "2000 x 300",
                        "word 0-11 0-800",
                        "word 11-13 800-1000",
                        "done");
    }

    @Test
    void less_than_a_word_begins_again() {
        var _ = chain.speak(TEXT, told);
        first.last().word(0, 4, 0, 300).sounds(100).fails(ProviderFailure.PROTOCOL);
        assertThat(second.last().text).isEqualTo(TEXT);
    }

    @Test
    void sentence_of_which_only_the_end_is_missing_is_done() {
        var _ = chain.speak("Good bye.", told);
        first.last().word(0, 4, 0, 300).word(5, 8, 300, 700).sounds(700);
        time.passMillis(800);
        assertThat(told.all).endsWith("word 5-8 300-700", "done");
        assertThat(second.sentences).isEmpty();
        assertThat(first.last().isCancelled).isTrue();
    }

    @Test
    void cut_in_the_middle_is_mended_by_the_same_voice_where_that_may_help() {
        var _ = chain.speak(TEXT, told);
        first.last().sounds(800).fails(ProviderFailure.NETWORK);
        time.passMillis(50);
        assertThat(first.last().text).isEqualTo("is booked.");
        first.last().sounds(700).done();
        assertThat(told.all).containsExactly("1000 x 800", "1000 x 700", "done");
    }

    @Test
    void end_without_any_sound_is_a_failure() {
        var _ = chain.speak(TEXT, told);
        first.last().done();
        second.last().sounds(100).done();
        assertThat(told.all).containsExactly("2000 x 100", "done");
    }

    @Test
    void text_without_words_needs_no_sound() {
        var _ = chain.speak("…", told);
        first.last().done();
        assertThat(told.all).containsExactly("done");
    }

    @Test
    void voice_of_another_rate_sounds_at_the_rate_of_the_first() {
        chain.close();
        var wide = new ScriptedVoice("wide", 24_000, 3000);
        chain = chain(ChainSettings.SPEAKS, first, wide);
        var _ = chain.speak(TEXT, told);
        first.last().fails(ProviderFailure.KEY);
        wide.last().sounds(1000).done();
        assertThat(told.all).hasSize(2);
        assertThat(told.all.getFirst()).matches("(29|30)\\d\\d x 99\\d|(29|30)\\d\\d x 1000");
    }

    @Test
    void telephone_is_spoken_to_in_its_own_form_by_all_voices_and_other_lines_are_not() {
        var wide = new ScriptedVoice("wide", 24_000, 3000);
        wide.telephone = new ScriptedVoice("narrow", RATE, 4000);
        chain.close();
        chain = chain(ChainSettings.SPEAKS, wide, second);
        var line = chain.forLine(8_000);
        assertThat(line.rate()).isEqualTo(RATE);
        assertThat(line.forReply().rate()).isEqualTo(RATE);
        assertThat(line.forLine(48_000).rate()).isEqualTo(24_000);
        assertThat(chain.forReply().rate()).isEqualTo(24_000);
        var _ = line.forReply().speak(TEXT, told);
        wide.telephone.last().sounds(500).fails(ProviderFailure.KEY);
        second.last().sounds(1000).done();
        assertThat(told.all).containsExactly("4000 x 500", "2000 x 1000", "done");
        assertThat(wide.sentences).isEmpty();
    }

    @Test
    void listener_that_blocks_is_no_silence_of_the_voice() {
        var slow =
                new ToldSound(RATE) {
                    @Override
                    public void audio(short[] samples, int offset, int count) {
                        super.audio(samples, offset, count);
                        time.pass(Duration.ofSeconds(20));
                    }
                };
        var _ = chain.speak(TEXT, slow);
        first.last().sounds(100).sounds(100);
        time.passMillis(599);
        first.last().done();
        assertThat(slow.all).containsExactly("1000 x 100", "1000 x 100", "done");
        assertThat(second.sentences).isEmpty();
    }

    @Test
    void reply_stays_with_the_voice_that_a_failure_brought_it_to_and_the_next_begins_anew() {
        var reply = chain.forReply();
        var _ = reply.speak("One.", told);
        first.last().fails(ProviderFailure.KEY);
        second.last().sounds(100).done();
        var _ = reply.speak("Two.", told);
        assertThat(first.sentences).hasSize(1);
        second.last().sounds(100).done();
        var _ = chain.forReply().speak("Three.", told);
        assertThat(first.last().text).isEqualTo("Three.");
    }

    @Test
    void reply_goes_back_to_the_first_if_its_voice_fails_too() {
        var reply = chain.forReply();
        var _ = reply.speak("One.", told);
        first.last().fails(ProviderFailure.KEY);
        second.last().sounds(100).done();
        var _ = reply.speak("Two.", told);
        second.last().fails(ProviderFailure.KEY);
        assertThat(first.last().text).isEqualTo("Two.");
    }

    @Test
    void when_all_fail_the_call_is_told_once() {
        var _ = chain.speak(TEXT, told);
        first.last().fails(ProviderFailure.KEY);
        second.last().fails(ProviderFailure.QUOTA);
        assertThat(told.all).containsExactly("failed QUOTA");
    }

    @Test
    void last_voice_has_more_patience() {
        var _ = chain.speak(TEXT, told);
        first.last().fails(ProviderFailure.KEY);
        time.passMillis(2999);
        assertThat(told.all).isEmpty();
        time.passMillis(1);
        assertThat(told.all).containsExactly("failed TIMED_OUT");
    }

    @Test
    void cancelled_sentence_asks_nobody_else() {
        var speaking = chain.speak(TEXT, told);
        speaking.close();
        speaking.close();
        assertThat(first.last().isCancelled).isTrue();
        first.last().sounds(100).fails(ProviderFailure.KEY);
        assertThat(second.sentences).isEmpty();
        assertThat(told.all).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void cancelled_while_it_waits_to_try_again_asks_nobody() {
        var speaking = chain.speak(TEXT, told);
        first.last().fails(ProviderFailure.NETWORK);
        speaking.close();
        time.pass(Duration.ofMinutes(1));
        assertThat(first.sentences).hasSize(1);
        assertThat(told.all).isEmpty();
    }

    @Test
    void cancelled_by_its_own_listener_is_told_nothing_more() {
        var handle = new AtomicReference<Synthesizer.@Nullable Speaking>();
        var heard =
                new ToldSound(RATE) {
                    @Override
                    public void audio(short[] samples, int offset, int count) {
                        super.audio(samples, offset, count);
                        var speaking = handle.get();
                        if (speaking != null) {
                            speaking.close();
                        }
                    }
                };
        handle.set(chain.speak(TEXT, heard));
        first.last().sounds(100).sounds(100).done();
        assertThat(heard.all).containsExactly("1000 x 100");
        assertThat(first.last().isCancelled).isTrue();
    }

    @Test
    void chain_that_closes_while_the_listener_is_told_tells_it_afterwards() {
        var heard =
                new ToldSound(RATE) {
                    @Override
                    public void audio(short[] samples, int offset, int count) {
                        chain.close();
                        super.audio(samples, offset, count);
                    }
                };
        var _ = chain.speak(TEXT, heard);
        first.last().sounds(100);
        assertThat(heard.all).containsExactly("1000 x 100", "failed CLOSED");
        assertThat(first.isClosed && second.isClosed).isTrue();
    }

    @Test
    void closed_chain_says_so() {
        chain.close();
        var _ = chain.speak(TEXT, told);
        assertThat(told.all).containsExactly("failed CLOSED");
        assertThat(first.sentences).isEmpty();
    }

    @Test
    void voice_that_failed_five_times_is_not_asked_for_a_minute() {
        for (int i = 0; i < 5; i++) {
            var _ = chain.speak(TEXT, told);
            first.last().fails(ProviderFailure.KEY);
            second.last().sounds(10).done();
        }
        var _ = chain.speak(TEXT, told);
        assertThat(first.sentences).hasSize(5);
        second.last().sounds(10).done();
        time.pass(Duration.ofSeconds(60));
        var _ = chain.speak(TEXT, told);
        assertThat(first.sentences).hasSize(6);
    }

    private VoiceChain chain(ChainSettings settings, ScriptedVoice... voices) {
        var named = new LinkedHashMap<String, Synthesizer>();
        for (var voice : voices) {
            named.put(voice.name(), voice);
        }
        return new VoiceChain(named, settings, time, () -> 0.5, Meters.NONE);
    }
}
