package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of people's data: every column that can hold words says whether it does, and every
/// table that holds something of a person says of whom.
@ExtendWith(SharedPostgres.class)
final class PersonalColumnsTest {
    private static final String COLUMNS =
            """
            SELECT c.table_name || '.' || c.column_name
            FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'parley' AND t.table_type = 'BASE TABLE'
                AND c.table_name <> 'flyway_schema_history'
                AND c.data_type IN ('text', 'jsonb', 'json', 'character varying', 'character',
                    'bytea', 'xml', 'ARRAY', 'USER-DEFINED')
                AND coalesce(col_description(
                    format('%I.%I', c.table_schema, c.table_name)::regclass,
                    c.ordinal_position), '') ~ ?
            ORDER BY 1
            """;

    @Test
    void every_column_of_text_says_whether_it_is_personal(SharedPostgres.Shared shared)
            throws SQLException {
        assertThat(columns(shared, "^(?!personal: |plain: )"))
                .as("columns without a comment that begins with \"personal: \" or \"plain: \"")
                .isEmpty();
        assertThat(columns(shared, "^personal: ")).contains("turns.said", "tool_calls.result");
    }

    @Test
    void every_table_with_something_personal_says_of_whom(SharedPostgres.Shared shared)
            throws SQLException {
        var personal = columns(shared, "^personal: ");
        for (var column : personal) {
            var table = column.substring(0, column.indexOf('.'));
            assertThat(personal).as("subject of " + column).contains(table + ".subject");
        }
    }

    private static List<String> columns(SharedPostgres.Shared shared, String comment)
            throws SQLException {
        try (var connection = shared.address().connect(30);
                var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, comment);
            var columns = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
            return columns;
        }
    }
}
