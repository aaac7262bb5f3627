package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a caller's words mean as an answer to a question.
sealed interface Answer {
    /// Values for slots; `insists` if an explicit yes came with them, `denies` if a no did.
    record Filled(Map<String, SlotValue> values, boolean insists, boolean denies)
            implements Answer {
        public Filled {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    record Yes() implements Answer {}

    record No() implements Answer {}

    /// These slots are wrong, without a better value.
    record Wrong(List<String> slots) implements Answer {
        public Wrong {
            slots = List.copyOf(slots);
        }
    }

    record Asked(Command command) implements Answer {}

    /// Something that was not asked for.
    record BroughtUp(Topic topic) implements Answer {}

    /// A question of before is answered otherwise.
    ///
    /// @param values the better values; none if the caller only said what is wrong
    record Corrected(Step.Ask ask, Map<String, SlotValue> values) implements Answer {
        public Corrected {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /// It was talked about something else, and somebody else answered it.
    ///
    /// @param asksAgain whether the question is to be asked again
    record Talked(boolean asksAgain) implements Answer {}

    record Unclear() implements Answer {}
}
