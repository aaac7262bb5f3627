package dev.parley.dialog;

import dev.parley.compliance.Sensitive;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The people an agent keeps rows about, so that an operator can show somebody what is kept of them
/// and erase it. A person is named by a subject, as [ToolResult#about] names them ("customer:12").
/// Blocking; thread-safe; never called during a call.
public interface People {
    /// Who is meant: a subject of this agent ("customer:12"), or a telephone number in E.164
    /// ("+12125550147"). Empty if nobody of that name is kept, also after [#erase].
    Optional<Person> find(String subjectOrPhone) throws SQLException;

    /// Everything kept of this person, in the agent's own tables. Empty tables for a subject that
    /// is not kept.
    Export export(String subject) throws SQLException;

    /// Removes everything kept of this person, in one transaction. What must stay for the books
    /// (that a bay was taken at a time) stays without any trace of the person. Harmless for a
    /// subject that is not kept.
    Erasure erase(String subject) throws SQLException;

    /// @param subject as it is kept with calls ("customer:12")
    /// @param phones their numbers in E.164, by which calls without a subject may be found
    record Person(String subject, List<Sensitive<String>> phones) {
        public Person {
            phones = List.copyOf(phones);
        }
    }

    /// @param tables the rows of each table that hold something of the person, by table name;
    ///   values are plain texts, numbers and booleans, and what is empty is left out
    record Export(String subject, Map<String, List<Map<String, Object>>> tables) {
        public Export {
            var copy = new LinkedHashMap<String, List<Map<String, Object>>>();
            tables.forEach((table, rows) ->
                    copy.put(table, Collections.unmodifiableList(new ArrayList<>(rows))));
            tables = Collections.unmodifiableMap(copy);
        }

        public boolean isEmpty() {
            return tables.values().stream().allMatch(List::isEmpty);
        }
    }

    /// @param removed how many rows were deleted, by table
    /// @param blanked how many rows stay without a trace of the person, by table
    record Erasure(String subject, Map<String, Integer> removed, Map<String, Integer> blanked) {
        public Erasure {
            removed = Collections.unmodifiableMap(new LinkedHashMap<>(removed));
            blanked = Collections.unmodifiableMap(new LinkedHashMap<>(blanked));
        }
    }
}
