package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What somebody says a caller meant whose words the flow does not understand by itself. There is
/// no yes among them, on purpose: what a tool writes is confirmed in the caller's own words alone.
public sealed interface Meant {
    /// Values for slots of the open question, of the types that it has for them.
    record Values(Map<String, SlotValue> values) implements Meant {
        public Values {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /// What was read back is not right.
    record Denied() implements Meant {}

    /// This slot is wrong among those that were read back.
    record Wrong(String slot) implements Meant {}

    /// A command, a topic, or an answer of before to be changed: one of [OpenQuestion#ways].
    record Way(String name) implements Meant {}

    /// Something else, and it was answered.
    ///
    /// @param asksAgain whether the flow is to ask its question again, in few words; one that is
    ///   answered by yes or no it always asks again
    record Talk(boolean asksAgain) implements Meant {}
}
