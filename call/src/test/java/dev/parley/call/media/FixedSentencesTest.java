package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.speech.SpeechFailure;
import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.ToneVoice;
import java.util.List;
import java.util.Set;
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
        var broken =
                new Synthesizer() {
                    @Override
                    public String name() {
                        return "hoarse";
                    }

                    @Override
                    public int rate() {
                        return 8000;
                    }

                    @Override
                    public Speaking speak(String text, Listener listener) {
                        listener.failed(SpeechFailure.ENGINE);
                        return () -> {};
                    }

                    @Override
                    public void close() {
                        // holds nothing
                    }
                };

        assertThatThrownBy(() ->
                        FixedSentences.render(List.of("hello"), Set.of(Codec.MULAW_8K), broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("hoarse", "hello", "ENGINE");
    }
}
