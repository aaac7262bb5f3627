package dev.parley.agents.garage;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Database;
import dev.parley.dialog.People;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The people in the garage's tables. Customers are "customer:12"; somebody who only asked for a
/// call-back is "phone:+12125550147". Everything of a person is deleted: an appointment without its
/// customer would be of use to nobody, and one still to come frees its bay.
final class GaragePeople implements People {
    private static final String CUSTOMER = "customer:";
    private static final String PHONE = "phone:";

    /// Each table, with the condition that finds a customer's rows, in an order in which they can
    /// be deleted.
    private static final Map<String, String> OF_CUSTOMER = ofCustomer();

    private final Database database;

    GaragePeople(Database database) {
        this.database = database;
    }

    private static Map<String, String> ofCustomer() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("appointment_changes", "customer_id = ?");
        tables.put("appointments", "customer_id = ?");
        // also what was asked for from their number before they were a customer
        tables.put(
                "callback_tasks",
                "customer_id = ? OR (customer_id IS NULL AND phone ="
                        + " (SELECT phone FROM customers WHERE customer_id = ?))");
        tables.put("identity_checks", "customer_id = ?");
        tables.put("customer_searches", "customer_id = ?");
        tables.put("vehicles", "customer_id = ?");
        tables.put("customers", "customer_id = ?");
        return tables;
    }

    @Override
    public Optional<Person> find(String subjectOrPhone) throws SQLException {
        return database.inTransaction(connection -> {
            var id = customer(connection, subjectOrPhone);
            if (id.isPresent()) {
                var phone = Customers.phone(connection, id.getAsLong());
                return phone.map(number ->
                        new Person(
                                CustomerResult.subject(id.getAsLong()),
                                List.of(Sensitive.of(number.reveal()))));
            }
            var phone = phone(subjectOrPhone);
            if (phone.isEmpty() || tasks(connection, phone.get()).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Person(
                            PHONE + phone.get().reveal(),
                            List.of(Sensitive.of(phone.get().reveal()))));
        });
    }

    @Override
    public Export export(String subject) throws SQLException {
        return database.inTransaction(connection -> {
            Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
            var id = customer(connection, subject);
            if (id.isPresent()) {
                for (var table : OF_CUSTOMER.entrySet()) {
                    tables.put(
                            table.getKey(),
                            rows(connection, table.getKey(), table.getValue(), id.getAsLong()));
                }
            } else if (phone(subject).isPresent()) {
                tables.put("callback_tasks", tasks(connection, phone(subject).get()));
            }
            return new Export(subject, tables);
        });
    }

    @Override
    public Erasure erase(String subject) throws SQLException {
        return database.inTransaction(connection -> {
            Map<String, Integer> removed = new LinkedHashMap<>();
            var id = customer(connection, subject);
            if (id.isPresent()) {
                for (var table : OF_CUSTOMER.entrySet()) {
                    var sql = "DELETE FROM " + table.getKey() + " WHERE " + table.getValue();
                    removed.put(table.getKey(), update(connection, sql, id.getAsLong()));
                }
            } else if (phone(subject).isPresent()) {
                removed.put(
                        "callback_tasks",
                        update(
                                connection,
                                "DELETE FROM callback_tasks WHERE customer_id IS NULL AND phone = ?",
                                phone(subject).get().reveal()));
            }
            return new Erasure(subject, removed, Map.of());
        });
    }

    private static OptionalLong customer(Connection connection, String subject)
            throws SQLException {
        if (subject.startsWith(CUSTOMER)) {
            return Written.id(subject.substring(CUSTOMER.length()));
        }
        var phone = phone(subject);
        if (phone.isEmpty()) {
            return OptionalLong.empty();
        }
        try (var query =
                connection.prepareStatement("SELECT customer_id FROM customers WHERE phone = ?")) {
            query.setString(1, phone.get().reveal());
            try (var rows = query.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static Optional<PhoneNumber> phone(String subject) {
        return PhoneNumber.parse(
                subject.startsWith(PHONE) ? subject.substring(PHONE.length()) : subject);
    }

    private static List<Map<String, Object>> tasks(Connection connection, PhoneNumber phone)
            throws SQLException {
        return rows(
                connection, "callback_tasks", "customer_id IS NULL AND phone = ?", phone.reveal());
    }

    private static int update(Connection connection, String sql, Object person)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, sql, person);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, String sql, Object person)
            throws SQLException {
        long places = sql.chars().filter(c -> c == '?').count();
        for (int i = 1; i <= places; i++) {
            statement.setObject(i, person);
        }
    }

    private static List<Map<String, Object>> rows(
            Connection connection, String table, String condition, Object person)
            throws SQLException {
        var sql = "SELECT * FROM " + table + " WHERE " + condition + " ORDER BY 1";
        try (var query = connection.prepareStatement(sql)) {
            bind(query, sql, person);
            try (var results = query.executeQuery()) {
                var columns = results.getMetaData();
                List<Map<String, Object>> rows = new ArrayList<>();
                while (results.next()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        var value = results.getObject(i);
                        if (value != null) {
                            row.put(columns.getColumnLabel(i), plain(value));
                        }
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    /// Numbers and truths as they are, all else as text.
    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
