package dev.parley.it.people;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Database;
import dev.parley.dialog.People;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An agent that keeps people in one table, `customers`.
record OneTablePeople(Database database) implements People {
    @Override
    public Optional<Person> find(String subject) throws SQLException {
        return rows(subject).stream()
                .findFirst()
                .map(row ->
                        new Person(
                                subject, List.of(Sensitive.of(String.valueOf(row.get("phone"))))));
    }

    @Override
    public Export export(String subject) throws SQLException {
        return new Export(subject, Map.of("customers", rows(subject)));
    }

    @Override
    public Erasure erase(String subject) throws SQLException {
        return database.inTransaction(connection -> {
            try (var statement =
                    connection.prepareStatement("DELETE FROM customers WHERE customer_id = ?")) {
                statement.setLong(1, id(subject));
                return new Erasure(
                        subject, Map.of("customers", statement.executeUpdate()), Map.of());
            }
        });
    }

    private List<Map<String, Object>> rows(String subject) throws SQLException {
        return database.inTransaction(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "SELECT first_name, last_name, phone FROM customers"
                                    + " WHERE customer_id = ?")) {
                statement.setLong(1, id(subject));
                try (var rows = statement.executeQuery()) {
                    return rows.next()
                            ? List.of(
                                    Map.of(
                                            "first_name", rows.getString(1),
                                            "last_name", rows.getString(2),
                                            "phone", rows.getString(3)))
                            : List.of();
                }
            }
        });
    }

    private static long id(String subject) {
        return Long.parseLong(subject.substring("customer:".length()));
    }
}
