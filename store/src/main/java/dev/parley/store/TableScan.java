package dev.parley.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Looks for traces in every column of text of every table there is, in all schemas, whoever made
/// them. Reads whole tables: for proofs, not for calls.
final class TableScan {
    private static final String COLUMNS =
            """
            SELECT format('%I.%I', c.table_schema, c.table_name), format('%I', c.column_name)
            FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE t.table_type = 'BASE TABLE'
                AND c.table_schema <> 'information_schema' AND c.table_schema NOT LIKE 'pg\\_%'
                AND c.data_type IN ('text', 'character varying', 'character', 'json', 'jsonb',
                    'xml', 'ARRAY', 'USER-DEFINED')
            ORDER BY 1, c.ordinal_position
            """;

    private static final String OF_CALLS =
            """
            SELECT p.number, count(*) FROM unnest(?::text[]) WITH ORDINALITY AS p (expression, number)
            JOIN (
                SELECT call, said || ' ' || heard AS text FROM parley.turns
                UNION ALL SELECT call, "values"::text FROM parley.events
                UNION ALL SELECT call, arguments::text || ' ' || result::text FROM parley.tool_calls
                UNION ALL SELECT call, step AS text FROM parley.steps
            ) AS rows ON rows.text ~* p.expression
            WHERE rows.call = ANY (?::text[]) GROUP BY 1
            """;

    private TableScan() {}

    /// How many rows of these calls hold each trace.
    static List<Integer> rowsOfCalls(Connection connection, List<Trace> traces, List<String> calls)
            throws SQLException {
        var counts = new ArrayList<Integer>(Collections.nCopies(traces.size(), 0));
        try (var statement = connection.prepareStatement(OF_CALLS)) {
            statement.setArray(1, expressions(connection, traces));
            statement.setArray(2, connection.createArrayOf("text", calls.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.set(rows.getInt(1) - 1, rows.getInt(2));
                }
            }
        }
        return counts;
    }

    private static Array expressions(Connection connection, List<Trace> traces)
            throws SQLException {
        return connection.createArrayOf("text", traces.stream().map(Trace::expression).toArray());
    }

    /// How many rows of each table hold each trace: for each trace, the tables where it was found.
    static List<Map<String, Integer>> rows(Connection connection, List<Trace> traces)
            throws SQLException {
        var found = new ArrayList<Map<String, Integer>>();
        traces.forEach(_ -> found.add(new TreeMap<>()));
        if (traces.isEmpty()) {
            return found;
        }
        var expressions = expressions(connection, traces);
        for (var table : tables(connection).entrySet()) {
            var condition =
                    table.getValue().stream()
                            .map(column -> "t." + column + "::text ~* p.expression")
                            .collect(Collectors.joining(" OR "));
            var sql =
                    "SELECT p.number, count(*) FROM unnest(?::text[]) WITH ORDINALITY"
                            + " AS p (expression, number) JOIN "
                            + table.getKey()
                            + " t ON "
                            + condition
                            + " GROUP BY 1";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setArray(1, expressions);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.get(rows.getInt(1) - 1).put(table.getKey(), rows.getInt(2));
                    }
                }
            }
        }
        return found;
    }

    private static Map<String, List<String>> tables(Connection connection) throws SQLException {
        var tables = new TreeMap<String, List<String>>();
        try (var statement = connection.prepareStatement(COLUMNS);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return tables;
    }
}
