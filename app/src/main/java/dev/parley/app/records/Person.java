package dev.parley.app.records;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One person, as calls and an agent's tables name them.
///
/// @param subject as calls are kept with ("customer:12", or a number for somebody unknown)
/// @param phones their numbers, as far as the agent knows
/// @param people the agent's own rows about people; empty if it keeps none
/// @param isKnown whether the agent keeps this person
/// @param isOutOfReach whether the agent has tables of its own but no way to look into them for a
///   person, so that nobody can say whether something is kept there
public record Person(
        Sensitive<String> subject,
        List<Sensitive<String>> phones,
        Optional<People> people,
        boolean isKnown,
        boolean isOutOfReach) {
    public Person {
        phones = List.copyOf(phones);
    }

    /// Everything a call may name them by.
    public List<Sensitive<String>> names() {
        var names = new ArrayList<Sensitive<String>>();
        names.add(subject);
        names.addAll(phones);
        return List.copyOf(names);
    }
}
