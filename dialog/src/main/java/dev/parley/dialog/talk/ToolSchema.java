package dev.parley.dialog.talk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.dialog.Tool;
import dev.parley.dialog.model.ToolSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/// The JSON Schema of a tool's arguments, made from their record. All components are required and
/// nothing else is taken, as the runner of tools demands.
public final class ToolSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);
    private static final Set<Class<?>> PART =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);

    private ToolSchema() {}

    /// The tool as a model sees it.
    ///
    /// @param description when to use it, for the model
    /// @throws IllegalArgumentException if a component has a type that JSON cannot say
    public static ToolSpec of(Tool<?> tool, String description) {
        return new ToolSpec(tool.name(), description, of(tool.arguments()).toString());
    }

    private static ObjectNode of(Class<?> type) {
        var schema = NODES.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var component : type.getRecordComponents()) {
            properties.set(component.getName(), of(component.getGenericType(), type));
            required.add(component.getName());
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode of(Type type, Class<?> of) {
        var schema = NODES.objectNode();
        if (type instanceof ParameterizedType list && list.getRawType().equals(List.class)) {
            schema.put("type", "array").set("items", of(list.getActualTypeArguments()[0], of));
            return schema;
        }
        if (!(type instanceof Class<?> plain)) {
            throw unknown(type, of);
        }
        if (plain.equals(String.class)) {
            return schema.put("type", "string");
        } else if (plain.equals(boolean.class) || plain.equals(Boolean.class)) {
            return schema.put("type", "boolean");
        } else if (WHOLE.contains(plain)) {
            return schema.put("type", "integer");
        } else if (PART.contains(plain)) {
            return schema.put("type", "number");
        } else if (plain.equals(LocalDate.class)) {
            return schema.put("type", "string").put("format", "date");
        } else if (plain.equals(LocalTime.class)) {
            return schema.put("type", "string").put("description", "time as HH:MM");
        } else if (plain.equals(LocalDateTime.class)) {
            return schema.put("type", "string")
                    .put("description", "date and time as YYYY-MM-DDTHH:MM");
        } else if (plain.isEnum()) {
            var names = schema.put("type", "string").putArray("enum");
            for (var constant : plain.getEnumConstants()) {
                names.add(((Enum<?>) constant).name());
            }
            return schema;
        } else if (plain.isRecord()) {
            return of(plain);
        }
        throw unknown(type, of);
    }

    private static IllegalArgumentException unknown(Type type, Class<?> of) {
        return new IllegalArgumentException(
                "arguments "
                        + of.getSimpleName()
                        + ": expected text, numbers, truth, dates, times, enums, records and lists"
                        + " of them, got "
                        + type.getTypeName());
    }
}
