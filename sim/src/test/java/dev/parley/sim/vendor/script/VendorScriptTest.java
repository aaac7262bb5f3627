package dev.parley.sim.vendor.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VendorScriptTest {
    private static final String SCRIPT =
            """
            keys: {openai: sk-one, "*": other}
            models: [gpt-x, gpt-y@2027-01-14]
            model:
              - turn: 2
                say: The second time.
              - when: brake
                say: "You said {user}. "
                call: [{tool: find_slot, arguments: {day: monday}}]
              - after-tool: find_slot
                say: "There is {result}."
              - when: /^h(i|ello)\\b/
                say: Good morning.
            hears:
              by: tone
              millis-per-word: 250
              utterances:
                - I need a brake check
                - {say: My name is Ann, partials: [my, my name], confidence: 0.5, resumes: true}
            voice: {sound: noise, millis-per-character: 30}
            delays: {first-token: 5ms, deepgram-silence: 1s, between-tokens: 0}
            switches: {crlf: true}
            limits: {flushes: 3}
            """;

    private final VendorScript script = VendorScript.parse(SCRIPT);

    private ModelReply answer(int turn, String user, String tool, String result) {
        return script.model().answer(new ModelQuestion(turn, user, tool, result, "gpt-x"));
    }

    @Test
    void first_entry_that_fits_answers() {
        assertThat(answer(2, "my brake", "", "").say()).isEqualTo("The second time.");
        assertThat(answer(1, "my BRAKE", "", ""))
                .isEqualTo(
                        new ModelReply(
                                "You said my BRAKE. ",
                                List.of(new ModelReply.Call("find_slot", "{\"day\":\"monday\"}")),
                                ""));
        assertThat(answer(1, "my brake", "find_slot", "nine").say()).isEqualTo("There is nine.");
        assertThat(answer(1, "Hello there", "", "").say()).isEqualTo("Good morning.");
        assertThat(answer(1, "something else", "", "").say()).isEqualTo("You said: something else");
    }

    @Test
    void what_a_script_sets_is_set_and_the_rest_is_usual() {
        assertThat(script.key("openai")).isEqualTo("sk-one");
        assertThat(script.key("deepgram")).isEqualTo("other");
        assertThat(VendorScript.usual().key("openai")).isEqualTo("sim-key");
        assertThat(script.delay(Delay.DEEPGRAM_SILENCE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(script.delay(Delay.BETWEEN_TOKENS)).isZero();
        assertThat(script.delay(Delay.TOO_SLOW)).isEqualTo(Duration.ofMillis(400));
        assertThat(script.is(Switch.CRLF)).isTrue();
        assertThat(script.is(Switch.DONE_LINE)).isTrue();
        assertThat(script.limit(Limit.FLUSHES)).isEqualTo(3);
        assertThat(script.hearing())
                .isInstanceOfSatisfying(
                        Hearing.ByTone.class,
                        tone -> {
                            assertThat(tone.millisPerWord()).isEqualTo(250);
                            assertThat(tone.utterances()).hasSize(2);
                            assertThat(tone.utterances().get(1).partials())
                                    .containsExactly("my", "my name");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modle: [] | script: unknown key \"modle\"; expected one of",
                "delays: {first-tokn: 5ms} | delays: unknown \"first-tokn\"; expected one of first-token",
                "delays: {first-token: fast} | delays.first-token: expected a time as 50ms or 2s, got \"fast\"",
                "switches: {crlf: 1} | switches.crlf: expected true or false, got 1",
                "model: {say: hello} | model: expected a list",
                "model: [{when: x}] | model[0]: expected \"say\", \"call\" or both",
                "model: [{when: '/(/', say: x}] | model[0].when",
                "hears: {by: ear} | hears.by: expected order or tone, got \"ear\"",
                "[ | expected YAML"
            })
    void mistake_is_named_with_its_place(String yaml, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VendorScript.parse(yaml))
                .withMessageContaining(message);
    }

    @Test
    void length_of_a_tone_follows_the_text_and_words_have_places_in_it() {
        var sound = new ToneVoice(ToneVoice.Kind.TONE, 10, 440).speak("Good día.", 8_000);
        assertThat(sound.samples()).hasSize(9 * 80);
        assertThat(sound.words())
                .containsExactly(
                        new Sound.Word("Good", 0, 0.04), new Sound.Word("día.", 0.05, 0.09));
    }

    @Test
    void number_of_an_utterance_is_heard_from_its_tone_at_any_rate() {
        for (int n = 1; n <= 40; n++) {
            assertThat(ToneSpeech.number(ToneSpeech.utterance(n, 300, 8_000), 8_000)).isEqualTo(n);
            assertThat(ToneSpeech.number(ToneSpeech.utterance(n, 300, 16_000), 16_000))
                    .isEqualTo(n);
        }
        assertThat(ToneSpeech.number(new short[800], 8_000)).isLessThan(1);
    }
}
