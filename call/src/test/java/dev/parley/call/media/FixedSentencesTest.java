package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.ToneVoice;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class FixedSentencesTest {
    @Test
    void a_sentence_is_rendered_for_each_wire_format() throws InterruptedException {
        var fixed =
                FixedSentences.render(
                        List.of("hello", "hello", "bye"),
                        Set.of(Codec.MULAW_8K, Codec.PCM_16K),
                        new ToneVoice());

        assertThat(fixed.count()).isEqualTo(2);
        var narrow = fixed.find(Codec.MULAW_8K, "hello");
        var wide = fixed.find(Codec.PCM_16K, "hello");
        assertThat(narrow).isNotNull();
        assertThat(wide).isNotNull();
        assertThat(narrow.ready()).isEqualTo(150);
        assertThat(wide.ready()).isEqualTo(151); // what the resampler held back
        assertThat(fixed.find(Codec.ALAW_8K, "hello")).isNull();
    }

    @Test
    void a_voice_that_fails_stops_the_start_and_is_named() {
        assertThatThrownBy(() ->
                        FixedSentences.render(
                                List.of("hello"), Set.of(Codec.MULAW_8K), new Hoarse("hello")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("hoarse", "hello", "ENGINE");
    }

    @Test
    void others_are_rendered_once_the_server_has_nothing_better_to_do() throws Exception {
        var voice = new Hoarse("no");
        var fixed = FixedSentences.render(List.of("hello"), Set.of(Codec.MULAW_8K), voice);
        var isIdle = new AtomicBoolean();
        var asked = new CountDownLatch(1);
        try (var rendering =
                new IdleRendering(
                        fixed,
                        List.of("hello", "no", "bye"),
                        voice,
                        () -> {
                            asked.countDown();
                            return isIdle.get();
                        })) {
            asked.await();
            assertThat(fixed.find(Codec.MULAW_8K, "bye")).isNull();
            isIdle.set(true);
            rendering.await();
        }
        assertThat(fixed.find(Codec.MULAW_8K, "bye")).isNotNull();
        assertThat(fixed.find(Codec.MULAW_8K, "no")).as("which the voice refuses").isNull();
        assertThat(voice.said).containsExactly("hello", "no", "bye");
    }

    @Test
    void a_server_that_stops_does_not_wait_for_the_others() throws Exception {
        var fixed = FixedSentences.render(List.of(), Set.of(Codec.MULAW_8K), new ToneVoice());
        new IdleRendering(fixed, List.of("hello"), new ToneVoice(), () -> false).close();
        assertThat(fixed.count()).isZero();
    }

    /// A voice that fails on one sentence.
    private static final class Hoarse implements Synthesizer {
        final List<String> said = new ArrayList<>();
        private final Synthesizer sound = new ToneVoice();
        private final String fails;

        Hoarse(String fails) {
            this.fails = fails;
        }

        @Override
        public String name() {
            return "hoarse";
        }

        @Override
        public int rate() {
            return sound.rate();
        }

        @Override
        public Speaking speak(String text, Listener listener) {
            said.add(text);
            if (text.equals(fails)) {
                listener.failed(ProviderFailure.ENGINE);
                return () -> {};
            }
            return sound.speak(text, listener);
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
