package dev.parley.agents.garage;

import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/// Whether callers are who they say. Counts every attempt in the table, so that neither a flow nor
/// a row of calls can try answers one after another. Blocking, for tool threads.
final class IdentityChecks {
    /// The error of every tool that runs only for somebody who proved who they are.
    static final String NOT_VERIFIED = "not-verified";

    /// Wrong answers in one call, and about one customer within a day of all calls.
    private static final int MOST_IN_CALL = 3;

    private static final int MOST_IN_DAY = 9;

    private final Database database;

    IdentityChecks(Database database) {
        this.database = database;
    }

    /// What a customer proves by. The phone's last four digits are what requirement and habit of
    /// workshops allow; they count for nothing in a call that found the customer by that number.
    enum Proof {
        BIRTH_DATE,
        PHONE,
        PLATE,
        VIN;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param passed whether the answer was right and could still count
    /// @param moreTries whether another attempt in this call can count
    record Verdict(boolean passed, boolean moreTries) {}

    /// One attempt, counted once for each key. A customer who does not exist fails as everybody
    /// does.
    Verdict check(long customer, Proof proof, String answer, String callId, String key)
            throws SQLException {
        return database.inTransaction(connection -> {
            // Attempts about one customer come one after another, or a race would win tries.
            try (var lock =
                    connection.prepareStatement(
                            "SELECT customer_id FROM customers WHERE customer_id = ? FOR UPDATE")) {
                lock.setLong(1, customer);
                if (!lock.executeQuery().next()) {
                    return new Verdict(false, false);
                }
            }
            if (!isCounted(connection, key)) {
                boolean counts = failures(connection, customer, callId).areFew();
                boolean passed =
                        counts
                                && proves(connection, customer, proof, callId)
                                && matches(connection, customer, proof, answer);
                count(connection, customer, proof, passed, callId, key);
            }
            boolean passed = passed(connection, callId, customer);
            return new Verdict(passed, !passed && failures(connection, customer, callId).areFew());
        });
    }

    /// Whether this caller proved in this call to be this customer.
    boolean passed(String callId, long customer) throws SQLException {
        return database.inTransaction(connection -> passed(connection, callId, customer));
    }

    static boolean passed(Connection connection, String callId, long customer) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT 1 FROM identity_checks
                        WHERE call_id = ? AND customer_id = ? AND passed
                        UNION ALL
                        -- who was added in this call is who added them
                        SELECT 1 FROM customers WHERE added_in_call = ? AND customer_id = ?
                        """)) {
            query.setString(1, callId);
            query.setLong(2, customer);
            query.setString(3, callId);
            query.setLong(4, customer);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private record Failures(int inCall, int inDay) {
        boolean areFew() {
            return inCall < MOST_IN_CALL && inDay < MOST_IN_DAY;
        }
    }

    private static Failures failures(Connection connection, long customer, String callId)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT
                            (SELECT count(*) FROM identity_checks
                             WHERE call_id = ? AND NOT passed),
                            (SELECT count(*) FROM identity_checks
                             WHERE customer_id = ? AND NOT passed
                                AND created_at > now() - interval '1 day')
                        """)) {
            query.setString(1, callId);
            query.setLong(2, customer);
            try (var rows = query.executeQuery()) {
                rows.next();
                return new Failures(rows.getInt(1), rows.getInt(2));
            }
        }
    }

    private static boolean isCounted(Connection connection, String key) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT 1 FROM identity_checks WHERE request_key = ?")) {
            query.setString(1, key);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static boolean proves(Connection connection, long customer, Proof proof, String callId)
            throws SQLException {
        if (proof != Proof.PHONE) {
            return true;
        }
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT 1 FROM customer_searches
                        WHERE call_id = ? AND customer_id = ? AND by_phone
                        """)) {
            query.setString(1, callId);
            query.setLong(2, customer);
            try (var rows = query.executeQuery()) {
                return !rows.next();
            }
        }
    }

    private static boolean matches(Connection connection, long customer, Proof proof, String answer)
            throws SQLException {
        var sql =
                switch (proof) {
                    case BIRTH_DATE ->
                            "SELECT 1 FROM customers WHERE customer_id = ? AND birth_date::text = ?";
                    case PHONE ->
                            "SELECT 1 FROM customers WHERE customer_id = ? AND right(phone, 4) = ?";
                    case PLATE -> "SELECT 1 FROM vehicles WHERE customer_id = ? AND plate = ?";
                    case VIN -> "SELECT 1 FROM vehicles WHERE customer_id = ? AND vin = ?";
                };
        try (var query = connection.prepareStatement(sql)) {
            query.setLong(1, customer);
            query.setString(2, answer);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void count(
            Connection connection,
            long customer,
            Proof proof,
            boolean passed,
            String callId,
            String key)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO identity_checks (call_id, customer_id, proof, passed, request_key)
                        VALUES (?, ?, ?::identity_proof, ?, ?)
                        """)) {
            insert.setString(1, callId);
            insert.setLong(2, customer);
            insert.setString(3, proof.column());
            insert.setBoolean(4, passed);
            insert.setString(5, key);
            insert.executeUpdate();
        }
    }
}
