package dev.parley.agents.garage;

import dev.parley.agents.garage.DemoCustomer.DemoVehicle;
import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/// Fictitious customers of the garage. Names, cars and numbers are ones that the local recognizer
/// and voice handle well (no six in the numbers). Never inserted unless asked for.
public final class DemoCustomers {
    private static final List<DemoCustomer> ALL =
            List.of(
                    person("Sarah", "Wilson", "47", car(2019, "Honda", "Civic", "blue")),
                    person("John", "Miller", "23", car(2017, "Ford", "Focus", "white")),
                    person(
                            "Mary",
                            "Johnson",
                            "34",
                            car(2021, "Toyota", "Corolla", "silver"),
                            car(2015, "Jeep", "Cherokee", "green")),
                    person("Elizabeth", "Taylor", "29", car(2020, "Chevrolet", "Malibu", "red")),
                    person("David", "Brown", "74", car(2018, "Nissan", "Altima", "black")),
                    person(
                            "Linda",
                            "Davis",
                            "38",
                            car(2022, "Subaru", "Forester", "green"),
                            car(2016, "Honda", "Accord", "white")),
                    person("Michael", "Anderson", "42", car(2014, "Ford", "Explorer", "blue")),
                    person("Robert", "Baker", "51", car(2019, "Toyota", "Tacoma", "grey")),
                    person("Jennifer", "Clark", "83", car(2021, "Volkswagen", "Golf", "yellow")),
                    person(
                            "Susan",
                            "Walker",
                            "92",
                            car(2018, "Ford", "Mustang", "red"),
                            car(2020, "Honda", "Civic", "silver")),
                    person("William", "Parker", "17", car(2013, "Jeep", "Wrangler", "black")),
                    person("Patricia", "Lewis", "89", car(2017, "Toyota", "Corolla", "white")),
                    person("Daniel", "Hall", "58", car(2020, "Chevrolet", "Silverado", "blue")),
                    person(
                            "Nancy",
                            "Robinson",
                            "71",
                            car(2019, "Nissan", "Altima", "grey"),
                            car(2012, "Ford", "Ranger", "red")));

    private DemoCustomers() {}

    /// All of them, always in the same order; draw one by index.
    public static List<DemoCustomer> all() {
        return ALL;
    }

    /// Adds those that are not there yet, in one transaction; whoever has the number already stays
    /// as they are. Gives how many were added.
    public static int insert(Database database) throws SQLException {
        return database.inTransaction(connection -> {
            int added = 0;
            for (DemoCustomer customer : ALL) {
                OptionalLong id = insert(connection, customer);
                if (id.isPresent()) {
                    for (DemoVehicle vehicle : customer.vehicles()) {
                        insert(connection, id.getAsLong(), vehicle);
                    }
                    added++;
                }
            }
            return added;
        });
    }

    private static OptionalLong insert(Connection connection, DemoCustomer customer)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO customers (first_name, last_name, phone)
                        VALUES (?, ?, ?)
                        ON CONFLICT (phone) DO NOTHING
                        RETURNING customer_id
                        """)) {
            insert.setString(1, customer.firstName());
            insert.setString(2, customer.lastName());
            insert.setString(3, customer.phone());
            try (var rows = insert.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static void insert(Connection connection, long owner, DemoVehicle vehicle)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO vehicles (customer_id, model_year, make, model, colour)
                        VALUES (?, ?, ?, ?, ?)
                        """)) {
            insert.setLong(1, owner);
            insert.setInt(2, vehicle.modelYear());
            insert.setString(3, vehicle.make());
            insert.setString(4, vehicle.model());
            insert.setString(5, vehicle.colour());
            insert.executeUpdate();
        }
    }

    private static DemoCustomer person(
            String firstName, String lastName, String lastDigits, DemoVehicle... vehicles) {
        return new DemoCustomer(firstName, lastName, "+121255501" + lastDigits, List.of(vehicles));
    }

    private static DemoVehicle car(int modelYear, String make, String model, String colour) {
        return new DemoVehicle(modelYear, make, model, colour);
    }
}
