package dev.parley.call.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Phrases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ConversationContentTest {
    private static final ConversationContent SHORT =
            new ConversationContent(
                    ConversationSettings.scripted()
                            .within(Duration.ofMillis(61_001), Duration.ofSeconds(3)),
                    Phrases.english());

    @Test
    void settings_come_back_as_they_were() {
        assertThat(ConversationContent.read(SHORT.content())).isEqualTo(SHORT);
    }

    @Test
    void settings_that_an_earlier_version_did_not_know_have_their_default() {
        var earlier = "{\"settings\":{\"maxDuration\":\"PT9M\"},\"phrases\":{\"gone\":\"x\"}}";
        assertThat(ConversationContent.read(earlier))
                .isEqualTo(
                        new ConversationContent(
                                ConversationSettings.defaults()
                                        .within(Duration.ofMinutes(9), Duration.ofSeconds(30)),
                                Phrases.english()));
    }

    @Test
    void something_else_is_refused() {
        assertThatThrownBy(() -> ConversationContent.read("[1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the settings of a conversation");
        assertThatThrownBy(
                        () -> ConversationContent.read("{\"settings\":{\"maxDuration\":\"long\"}}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
