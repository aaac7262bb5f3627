package dev.parley.dialog.guard;

import dev.parley.dialog.speech.NamedValue;
import java.util.List;
import java.util.Set;

/// One rule of an [OutputGuard].
///
/// @param steps where it holds; empty for everywhere
/// @param say what to say instead, for [Then#REPHRASE]
record GuardRule(String name, Set<String> steps, Check check, Then then, String say) {
    enum Then {
        FLAG,
        REPHRASE,
        BLOCK
    }

    /// What a value must be one of the facts for.
    enum ValueKind {
        MONEY,
        PERCENT,
        NUMBER,
        DATE
    }

    sealed interface Check {}

    /// Words or phrases, each as plain lower-case words with a space around.
    record Forbidden(List<String> phrases) implements Check {}

    record Matching(List<LinearPattern> patterns) implements Check {}

    record Unknown(Set<ValueKind> kinds) implements Check {}

    /// @param tools of which one must have succeeded; none for one that promises what is said
    record Promise(Promises promises, Set<String> tools) implements Check {}

    record Ids(Set<IdKind> kinds) implements Check {}

    record Recital(int words) implements Check {}

    GuardRule {
        steps = Set.copyOf(steps);
    }

    boolean holdsAt(String step) {
        return steps.isEmpty() || steps.contains(step);
    }

    static ValueKind kindOf(NamedValue value) {
        return switch (value) {
            case NamedValue.Money _ -> ValueKind.MONEY;
            case NamedValue.Percent _ -> ValueKind.PERCENT;
            case NamedValue.Figure _ -> ValueKind.NUMBER;
            case NamedValue.Day _ -> ValueKind.DATE;
        };
    }
}
