package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.EndpointingSettings.Mode;
import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Words after which nobody has finished.
class UnfinishedTest {
    private final Unfinished english = Unfinished.of("en-US");
    private final Partner partner = new Partner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "um",
                "i called you because",
                "i would like to",
                "it makes a noise and",
                "well",
                "my name is",
                "could you",
                "the car has a"
            })
    void speaker_goes_on_after_words_that_end_no_sentence(String words) {
        assertThat(english.ends(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "it does not run well",
                "i need new tires",
                "that is all i think so",
                "what can you tell us",
                "my name is smith",
                "brand",
                "thank you"
            })
    void sentence_that_may_be_whole_is_not_waited_for(String words) {
        assertThat(english.ends(words)).isFalse();
    }

    @Test
    void language_that_is_not_listed_has_none() {
        assertThat(Unfinished.of("fi").ends("ja")).isFalse();
        assertThat(Unfinished.of("de").ends("ich möchte")).isTrue();
    }

    @Test
    void open_speech_that_stops_after_them_is_waited_for_twice_as_long() {
        assertThat(pausing(EndpointingSettings.defaults()).with("finish"))
                .containsExactly("3200 finish 1");
    }

    @Test
    void fixed_silences_stay_as_they_are_set() {
        assertThat(pausing(EndpointingSettings.defaults().with(Mode.FIXED)).with("finish"))
                .containsExactly("2600 finish 1");
    }

    @Test
    void an_answer_to_a_grammar_is_not_open_speech() {
        partner.answers(new Act.Expect(new Expectation("yes-no", List.of("yes", "no"), 0)));
        assertThat(pausing(EndpointingSettings.defaults()).with("finish"))
                .containsExactly("2600 finish 1");
    }

    private Scene pausing(EndpointingSettings endpointing) {
        return new Scene(partner, ConversationSettings.defaults().with(endpointing))
                .at(1000)
                .starts(1)
                .partial(1, "i would like to")
                .at(2000)
                .stops(1)
                .at(9000);
    }
}
