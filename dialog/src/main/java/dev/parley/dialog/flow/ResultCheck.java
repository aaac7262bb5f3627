package dev.parley.dialog.flow;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at what a tool returned before the flow relies on it.
final class ResultCheck {
    private ResultCheck() {}

    /// The first field that is missing or not of its declared type; empty if all are right.
    static Optional<String> wrongField(Map<String, Type.Field> declared, Map<?, ?> data) {
        for (var field : declared.entrySet()) {
            var value = data.get(field.getKey());
            boolean missing = value == null || value.equals("");
            boolean right =
                    missing
                            ? field.getValue().optional() || isText(field.getValue(), value)
                            : fits(field.getValue().type(), Objects.requireNonNull(value));
            if (!right) {
                return Optional.of(field.getKey());
            }
        }
        return Optional.empty();
    }

    /// A text may be empty; any other kind of value must be there.
    private static boolean isText(Type.Field field, @Nullable Object value) {
        return value != null && field.type().kind() == ValueKind.TEXT;
    }

    private static boolean fits(Type type, Object value) {
        return switch (type.kind()) {
            case TEXT, DIGITS, CHOICE -> value instanceof String;
            case FLAG -> value instanceof Boolean;
            case NUMBER, MONEY -> value instanceof Integer || value instanceof Long;
            case DATE -> isDate(value.toString());
            case TIME -> isTime(value.toString());
            case TIMES ->
                    value instanceof List<?> times
                            && times.stream().allMatch(time -> isTime(time.toString()));
            case LIST ->
                    value instanceof List<?> things
                            && things.stream()
                                    .allMatch(thing ->
                                            thing instanceof Map<?, ?> fields
                                                    && wrongField(type.fields(), fields).isEmpty());
            case THING -> value instanceof Map<?, ?>;
        };
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            LocalTime.parse(text);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
