package dev.parley.agents.garage;

import dev.parley.dialog.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The services the garage sells and the range each usually costs. Blocking, for tool threads.
final class Prices {
    private final Database database;

    Prices(Database database) {
        this.database = database;
    }

    /// Whole dollars, both ends included.
    record Range(int from, int to) {}

    /// All services in the order in which they are offered.
    List<String> services() throws SQLException {
        return database.inTransaction(connection -> {
            try (var query =
                            connection.prepareStatement(
                                    "SELECT service FROM services ORDER BY position");
                    var rows = query.executeQuery()) {
                List<String> services = new ArrayList<>();
                while (rows.next()) {
                    services.add(rows.getString(1));
                }
                return services;
            }
        });
    }

    /// Empty if the service is unknown or cannot be priced without seeing the car.
    Optional<Range> range(String service) throws SQLException {
        return database.inTransaction(connection -> {
            try (var query =
                    connection.prepareStatement(
                            """
                            SELECT price_from, price_to
                            FROM services
                            WHERE service = ? AND price_from IS NOT NULL
                            """)) {
                query.setString(1, service);
                try (var rows = query.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new Range(rows.getInt(1), rows.getInt(2)))
                            : Optional.empty();
                }
            }
        });
    }
}
