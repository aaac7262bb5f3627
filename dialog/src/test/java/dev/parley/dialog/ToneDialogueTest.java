package dev.parley.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compliance.Sensitive;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToneDialogueTest {
    private final ToneDialogue dialogue = new ToneDialogue();

    @Test
    void every_turn_with_or_without_words_is_answered_by_one_tone() {
        for (var words : List.of("", "hello there")) {
            assertThat(dialogue.hear(Sensitive.of(words)))
                    .containsExactly(
                            new Act.Say(List.of(ToneDialogue.SENTENCE), true),
                            new Act.Expect(Expectation.OPEN));
        }
    }

    @Test
    void nothing_is_said_unasked() {
        assertThat(dialogue.silence(1)).isEmpty();
        assertThat(dialogue.toolReturned(1, ToolResult.failure("failed"))).isEmpty();
    }
}
