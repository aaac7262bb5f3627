package dev.parley.dialog.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolSchemaTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Car(String plate, int year) {}

    record All(
            String name,
            long count,
            double price,
            boolean urgent,
            LocalDate day,
            Size size,
            List<String> wishes,
            Car car) {}

    record None() {}

    record Odd(Map<String, String> any) {}

    private record For<A extends Record>(Class<A> arguments) implements Tool<A> {
        @Override
        public String name() {
            return "book";
        }

        @Override
        public ToolResult call(A given, ToolContext context) {
            return ToolResult.success(Map.of());
        }
    }

    @Test
    void schema_names_every_component_and_requires_it() {
        assertThat(ToolSchema.of(new For<>(All.class), "Books.").schemaJson())
                .isEqualTo(
                        """
                        {"type":"object","properties":{"name":{"type":"string"},\
                        "count":{"type":"integer"},"price":{"type":"number"},\
                        "urgent":{"type":"boolean"},"day":{"type":"string","format":"date"},\
                        "size":{"type":"string","enum":["SMALL","LARGE"]},\
                        "wishes":{"type":"array","items":{"type":"string"}},\
                        "car":{"type":"object","properties":{"plate":{"type":"string"},\
                        "year":{"type":"integer"}},"required":["plate","year"],\
                        "additionalProperties":false}},\
                        "required":["name","count","price","urgent","day","size","wishes","car"],\
                        "additionalProperties":false}\
                        """);
    }

    @Test
    void tool_without_arguments_has_an_empty_schema() {
        assertThat(ToolSchema.of(new For<>(None.class), "").schemaJson())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}");
    }

    @Test
    void type_that_json_cannot_say_stops_the_start() {
        assertThatThrownBy(() -> ToolSchema.of(new For<>(Odd.class), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Odd");
    }
}
