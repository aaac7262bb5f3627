package dev.parley.it.garage;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.agents.garage.BusinessCalendar;
import dev.parley.agents.garage.GarageTools;
import dev.parley.dialog.Database;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import dev.parley.store.Postgres;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A garage with empty books. Saturday, November 21 2026, noon, unless a test says otherwise.
record Garage(Postgres postgres, String schema, Database database) {
    static final LocalDateTime NOW = LocalDateTime.parse("2026-11-21T12:00");

    /// As strict as the runner of a call: what is unknown, missing or of another type is refused.
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    /// A customer with one car.
    record Owner(long customer, long vehicle) {
        Map<String, Object> booking(String service, String date, String time) {
            return Map.of(
                    "customer_id", Long.toString(customer),
                    "vehicle_id", Long.toString(vehicle),
                    "service", service,
                    "date", date,
                    "time", time);
        }
    }

    static BusinessCalendar calendar(int bays) {
        return BusinessCalendar.load(
                "test.yaml",
                """
                zone: America/Chicago
                bays: %d
                grid-minutes: 30
                lead-minutes: 60
                offer-holds-minutes: 10
                horizon-days: 60
                hours:
                  monday: 08:00-18:00
                  tuesday: 08:00-18:00
                  wednesday: 08:00-18:00
                  thursday: 08:00-18:00
                  friday: 08:00-18:00
                  saturday: 09:00-15:00
                  sunday: closed
                lunch: 12:00-13:00
                holidays:
                  2026-11-26: Thanksgiving Day
                services:
                  oil_change: 30
                  brake_inspection: 60
                  repair: 180
                """
                        .formatted(bays));
    }

    Owner owner(String phone) throws SQLException {
        return database.inTransaction(connection -> {
            try (var insert =
                    connection.prepareStatement(
                            """
                            WITH owner AS (
                                INSERT INTO customers (first_name, last_name, phone)
                                VALUES ('Sarah', 'Wilson', ?)
                                RETURNING customer_id)
                            INSERT INTO vehicles (customer_id, model_year, make, model)
                            SELECT customer_id, 2019, 'Honda', 'Civic' FROM owner
                            RETURNING customer_id, vehicle_id
                            """)) {
                insert.setString(1, phone);
                try (var rows = insert.executeQuery()) {
                    rows.next();
                    return new Owner(rows.getLong(1), rows.getLong(2));
                }
            }
        });
    }

    List<Owner> owners(int count) throws SQLException {
        List<Owner> owners = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            owners.add(owner("+12125550%03d".formatted(100 + i)));
        }
        return owners;
    }

    Desk desk(int bays) {
        return desk(bays, database);
    }

    /// A desk whose database may misbehave.
    static Desk desk(int bays, Database database) {
        return new Desk(GarageTools.over(database, calendar(bays)));
    }

    long count(String table) throws SQLException {
        return number("SELECT count(*) FROM " + table);
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    String text(String sql) throws SQLException {
        return database.inTransaction(connection -> {
            try (var query = connection.createStatement();
                    var rows = query.executeQuery(sql)) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        });
    }

    void execute(String sql) throws SQLException {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /// Calls tools as a flow does: by name, with plain values.
    record Desk(List<Tool<?>> tools) {
        ToolResult call(String tool, String key, Map<String, Object> arguments) throws Exception {
            return call(tool, key, NOW, arguments);
        }

        ToolResult call(String name, String key, LocalDateTime wall, Map<String, Object> arguments)
                throws Exception {
            Tool<?> tool =
                    tools.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
            return run(tool, arguments, new ToolContext("call-1", key, wall, calendar(1).zone()));
        }

        static <A extends Record> ToolResult run(
                Tool<A> tool, Map<String, Object> arguments, ToolContext context) throws Exception {
            return tool.call(JSON.convertValue(arguments, tool.arguments()), context);
        }
    }
}
