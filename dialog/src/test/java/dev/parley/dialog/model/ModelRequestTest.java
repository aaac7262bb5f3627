package dev.parley.dialog.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.compliance.Sensitive;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelRequestTest {
    private static final ToolSpec FIND = new ToolSpec("find_slot", "", "{\"type\":\"object\"}");
    private static final ToolCall CALL = new ToolCall("call-1", "find_slot", "{}");

    @Test
    void request_without_messages_is_refused() {
        assertThatThrownBy(() -> ModelRequest.of(List.of())).hasMessageContaining("got none");
    }

    @Test
    void tool_call_needs_its_outcome_before_anything_else_is_said() {
        var asked = new Message.Assistant(Sensitive.of(""), List.of(CALL));
        assertThatThrownBy(() -> ModelRequest.of(List.of(asked, new Message.User("hello"))))
                .hasMessageContaining("call-1")
                .hasMessageContaining("no outcome");
        assertThatThrownBy(() -> ModelRequest.of(List.of(asked))).hasMessageContaining("call-1");
        assertThat(
                        ModelRequest.of(
                                List.of(
                                        asked,
                                        new Message.ToolOutcome("call-1", "{}"),
                                        new Message.User("hello"))))
                .isNotNull();
    }

    @Test
    void outcome_of_no_call_is_refused() {
        assertThatThrownBy(() -> ModelRequest.of(List.of(new Message.ToolOutcome("call-9", "{}"))))
                .hasMessageContaining("call-9");
    }

    @Test
    void required_tool_must_be_offered() {
        var plain = ModelRequest.of(List.of(new Message.User("hello")));
        assertThatThrownBy(() -> plain.withTools(List.of(), ToolChoice.REQUIRED))
                .hasMessageContaining("no tool is offered");
        assertThatThrownBy(() -> plain.withTools(List.of(FIND), new ToolChoice.Named("other")))
                .hasMessageContaining("\"other\"");
        assertThatThrownBy(() -> plain.withTools(List.of(FIND, FIND), ToolChoice.AUTO))
                .hasMessageContaining("twice");
        assertThat(plain.withTools(List.of(FIND), new ToolChoice.Named("find_slot")).tools())
                .containsExactly(FIND);
    }

    @Test
    void nothing_a_person_said_is_printed() {
        var request =
                ModelRequest.of(
                        List.of(
                                new Message.Instruction("the caller is Ann Canary"),
                                new Message.User("I am Ann Canary"),
                                new Message.Assistant(
                                        Sensitive.of("Hello Ann Canary"),
                                        List.of(new ToolCall("1", "find", "Ann Canary"))),
                                new Message.ToolOutcome("1", "Ann Canary")));
        assertThat(request.toString()).doesNotContain("Canary");
    }

    @Test
    void tool_needs_a_name_and_a_schema_that_providers_take() {
        assertThatThrownBy(() -> new ToolSpec("find slot", "", "{}"))
                .hasMessageContaining("find slot");
        assertThatThrownBy(() -> new ToolSpec("find", "", "[]"))
                .hasMessageContaining("JSON object");
        assertThatThrownBy(() -> new ToolSpec("find", "", "{")).hasMessageContaining("JSON object");
        assertThatThrownBy(() -> new ToolSpec("find", "", "")).hasMessageContaining("JSON object");
    }
}
