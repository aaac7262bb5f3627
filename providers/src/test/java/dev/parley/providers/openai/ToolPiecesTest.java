package dev.parley.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToolPiecesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void parallel_calls_are_told_apart_by_index() {
        assertThat(
                        calls(
                                "[{'index':0,'id':'a','function':{'name':'f','arguments':''}}]",
                                "[{'index':1,'id':'b','function':{'name':'g','arguments':''}}]",
                                "[{'index':0,'function':{'arguments':'{1'}}]",
                                "[{'index':1,'function':{'arguments':'{2'}}]",
                                "[{'index':0,'function':{'arguments':'}'}}]",
                                "[{'index':1,'function':{'arguments':'}'}}]"))
                .containsExactly("a f {1}", "b g {2}");
    }

    @Test
    void calls_with_the_same_index_are_told_apart_by_id() {
        assertThat(
                        calls(
                                "[{'index':0,'id':'a','function':{'name':'f','arguments':'{}'}},"
                                        + "{'index':0,'id':'b','function':{'name':'g','arguments':'{}'}}]"))
                .containsExactly("a f {}", "b g {}");
    }

    @Test
    void call_without_index_goes_on_with_the_last() {
        assertThat(
                        calls(
                                "[{'id':'a','function':{'name':'f','arguments':'{'}}]",
                                "[{'function':{'arguments':'}'}}]",
                                "[{'id':'b','function':{'name':'g'}}]"))
                .containsExactly("a f {}", "b g {}");
    }

    @Test
    void id_repeated_in_each_piece_is_the_same_call() {
        assertThat(
                        calls(
                                "[{'index':0,'id':'a','function':{'name':'f','arguments':'{'}}]",
                                "[{'index':0,'id':'a','function':{'arguments':'}'}}]"))
                .containsExactly("a f {}");
    }

    @Test
    void arguments_may_be_an_object_or_nothing() {
        assertThat(
                        calls(
                                "[{'index':0,'id':'a','function':{'name':'f','arguments':{'x':1}}}]",
                                "[{'index':1,'function':{'name':'g'}}]"))
                .containsExactly("a f {\"x\":1}", "call-2 g {}");
    }

    @Test
    void call_without_a_name_is_none() throws JsonProcessingException {
        var pieces = new ToolPieces();
        pieces.add(JSON.readTree("[{\"index\":0,\"id\":\"a\"}]"));
        assertThat(pieces.complete()).isNull();
    }

    @Test
    void too_much_is_refused() throws JsonProcessingException {
        var pieces = new ToolPieces();
        var many = new ArrayList<String>();
        for (int i = 0; i < 65; i++) {
            many.add("{\"index\":" + i + ",\"function\":{\"name\":\"f\"}}");
        }
        assertThat(pieces.add(JSON.readTree(many.toString()))).isFalse();
        var longer = JSON.createArrayNode();
        longer.addObject()
                .putObject("function")
                .put("name", "f")
                .put("arguments", "x".repeat(262_145));
        assertThat(new ToolPieces().add(longer)).isFalse();
    }

    private static List<String> calls(String... chunks) {
        var pieces = new ToolPieces();
        try {
            for (var chunk : chunks) {
                assertThat(pieces.add(JSON.readTree(chunk.replace('\'', '"')))).isTrue();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        var complete = pieces.complete();
        assertThat(complete).isNotNull();
        return java.util.Objects.requireNonNull(complete).stream()
                .map(call -> call.id() + " " + call.name() + " " + call.argumentsJson().reveal())
                .toList();
    }
}
