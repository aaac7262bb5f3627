package dev.parley.dialog.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step of a flow. Every step may say something first.
sealed interface Step {
    String name();

    int line();

    Speech speech();

    /// What the step says when it is entered.
    ///
    /// @param lines in order
    /// @param interruptible whether the caller may talk over it
    record Speech(List<Line> lines, boolean interruptible) {
        public Speech {
            lines = List.copyOf(lines);
        }
    }

    /// A sentence, or with `each` one sentence per thing of a list (then called `item`).
    record Line(Template template, @Nullable Expression each) {}

    /// Where to go: the first rule that holds; the last has no condition.
    record Next(List<Rule> rules) {
        public Next {
            rules = List.copyOf(rules);
        }
    }

    record Rule(@Nullable Expression when, String to, int line) {}

    /// The words of a question: for each try other ones, then the keypad.
    record Prompt(
            List<List<Template>> tries,
            List<Template> keypad,
            List<Template> help,
            List<Template> silence) {
        public Prompt {
            tries = List.copyOf(tries);
            keypad = List.copyOf(keypad);
            help = List.copyOf(help);
            silence = List.copyOf(silence);
        }
    }

    record Tell(String name, int line, Speech speech, Next next) implements Step {}

    /// Asks for a slot.
    ///
    /// @param also other slots the answer may fill in the same breath
    /// @param offered list of times from which "the first one" chooses; null if none
    /// @param other step after an answer that filled only other slots; null to ask again
    /// @param failed step after the last try was not understood; null to offer a person
    /// @param soundKept variable that keeps the turn of the last try if the question failed; the
    ///   failure is noted then, so that a person can listen to the answer; null to keep nothing
    record Ask(
            String name,
            int line,
            Speech speech,
            Prompt prompt,
            String slot,
            List<String> also,
            @Nullable Expression offered,
            Next next,
            @Nullable String other,
            @Nullable String failed,
            @Nullable String soundKept)
            implements Step {
        public Ask {
            also = List.copyOf(also);
        }

        List<String> slots() {
            var slots = new ArrayList<String>();
            slots.add(slot);
            slots.addAll(also);
            return slots;
        }
    }

    /// Reads values back and asks for an explicit yes, which allows one call of `tool`.
    ///
    /// @param which question after a bare no; null if `no` says where to go
    /// @param change step for each value the caller finds wrong
    /// @param no step after a bare no; null if `which` is asked instead
    /// @param changed step after a value was changed in the answer
    record Confirm(
            String name,
            int line,
            Speech speech,
            Prompt prompt,
            String tool,
            List<String> values,
            String yes,
            @Nullable String no,
            @Nullable Prompt which,
            Map<String, String> change,
            @Nullable String changed)
            implements Step {
        public Confirm {
            values = List.copyOf(values);
            change = Collections.unmodifiableMap(new LinkedHashMap<>(change));
        }
    }

    /// Calls a tool; its result becomes variable `as`.
    ///
    /// @param errors steps by error name; "other" for all the rest
    record Call(
            String name,
            int line,
            Speech speech,
            String tool,
            Map<String, Argument> with,
            String as,
            Next next,
            Map<String, String> errors)
            implements Step {
        public Call {
            with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
            errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
        }
    }

    /// @param optional left out if the value is not known
    record Argument(Expression value, boolean optional) {}

    /// Sets and clears variables.
    record Assign(
            String name,
            int line,
            Speech speech,
            Map<String, Expression> set,
            List<String> clear,
            Next next)
            implements Step {
        public Assign {
            set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
            clear = List.copyOf(clear);
        }
    }

    /// Ends the call when all is said.
    record End(String name, int line, Speech speech, String outcome) implements Step {}
}
