package dev.parley.dialog.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The type of a variable: its kind, the fields of a thing (or of the things in a list), and the
/// slot it comes from (empty if none).
record Type(ValueKind kind, Map<String, Field> fields, String slot) {
    /// Field of the label by which things in a list are spoken.
    static final String LABEL = "label";

    /// @param optional whether it may be missing
    record Field(Type type, boolean optional) {}

    Type {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static Type of(ValueKind kind) {
        return new Type(kind, Map.of(), "");
    }

    static Type ofSlot(ValueKind kind, String slot) {
        return new Type(kind, Map.of(), slot);
    }

    static Type thing(Map<String, Field> fields) {
        return new Type(ValueKind.THING, fields, "");
    }

    static Type list(Map<String, Field> fields) {
        return new Type(ValueKind.LIST, fields, "");
    }

    boolean canBeSpoken() {
        return switch (kind) {
            case FLAG, THING -> false;
            case LIST -> fields.containsKey(LABEL);
            case TEXT, NUMBER, MONEY, DATE, TIME, TIMES, DIGITS, CHOICE -> true;
        };
    }
}
