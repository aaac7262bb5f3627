package dev.parley.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;

/// Between the flow's plain values and a tool's arguments record. Refuses unknown, missing and
/// ill-typed arguments, so that a tool never sees half of what it needs. Any thread.
final class ToolArguments {
    private final JsonMapper mapper =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    /// Fills the record.
    ///
    /// @throws IllegalArgumentException if the values do not fit; its message may hold them
    <A extends Record> A read(Map<String, Object> values, Class<A> type) {
        return mapper.convertValue(values, type);
    }

    /// Plain values as JSON.
    ///
    /// @throws IllegalArgumentException if they are not plain
    String json(Map<String, Object> values) {
        try {
            return mapper.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "expected plain values: strings, numbers, booleans, lists and maps of them", e);
        }
    }
}
