package dev.parley.sim.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PromptReaderTest {
    private final PromptReader reader =
            new PromptReader(
                    List.of(
                            AgentPrompt.of(
                                    "welcome", "Thank you for calling Riverside Auto Service."),
                            AgentPrompt.of("hello", "Hello {name}, how can I help you today?"),
                            AgentPrompt.of(
                                    "offer",
                                    "On {day} we have {first} or {second}. Which would you like?"),
                            AgentPrompt.of(
                                    "read-back",
                                    "I have {service} on {day} at {time}. Is that right?"),
                            AgentPrompt.of("goodbye", "Thank you and goodbye.")));

    @Test
    void several_prompts_in_one_breath_are_told_apart() {
        assertThat(
                        reader.read(
                                "thank you for calling riverside auto service hello sarah how can i help you today"))
                .extracting(PromptReader.Said::name)
                .containsExactly("welcome", "hello");
    }

    @Test
    void a_read_back_gives_its_values() {
        var said =
                reader.read(
                        "i have an oil change on tuesday november twenty fourth at nine thirty is that right");
        assertThat(said)
                .singleElement()
                .satisfies(prompt -> {
                    assertThat(prompt.name()).isEqualTo("read-back");
                    assertThat(prompt.gaps())
                            .containsEntry("service", "an oil change")
                            .containsEntry("day", "tuesday november twenty fourth")
                            .containsEntry("time", "nine thirty");
                });
    }

    @Test
    void words_that_were_missed_or_misheard_do_not_hide_a_prompt() {
        assertThat(
                        reader.read(
                                "on friday we had nine thirty or two in the afternoon which would like"))
                .extracting(PromptReader.Said::name)
                .containsExactly("offer");
    }

    @Test
    void foreign_words_are_no_prompt() {
        assertThat(reader.read("the weather in the mountains will be cold")).isEmpty();
        assertThat(reader.read("")).isEmpty();
    }
}
