package dev.parley.store;

import java.util.regex.Pattern;

/// Name of a schema: lower snake case, because it becomes part of SQL text.
record SchemaName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    SchemaName {
        if (!FORM.matcher(value).matches() || value.startsWith("pg_")) {
            throw new IllegalArgumentException(
                    "expected a schema name of lower case letters, digits and _, not starting with"
                            + " pg_, got \""
                            + value
                            + "\"");
        }
    }

    /// The schema of an agent, which must not be one that belongs to us or to everybody.
    static SchemaName ofAgent(String name) {
        if (name.equals("parley") || name.equals("public")) {
            throw new IllegalArgumentException(
                    "expected a schema of an agent's own, got the reserved name \"" + name + "\"");
        }
        return new SchemaName(name);
    }

    String quoted() {
        return '"' + value + '"';
    }
}
