package dev.parley.store;

import dev.parley.compliance.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/// Where the database is and who we are there. Opens plain connections and says in words what is
/// wrong with the settings.
///
/// @param url `jdbc:postgresql://host:port/database`, without credentials
record DatabaseAddress(String url, String user, Secret password) {
    private static final Pattern FORM =
            Pattern.compile("jdbc:postgresql://[^/?@\\s]+/[^/?@\\s]+(\\?.*)?");
    private static final Pattern CREDENTIALS =
            Pattern.compile(".*[?&](user|password|sslpassword)=.*", Pattern.CASE_INSENSITIVE);
    private static final int OLDEST_VERSION = 14;

    DatabaseAddress {
        if (CREDENTIALS.matcher(url).matches() || url.contains("@")) {
            throw new DatabaseUnavailable(
                    "expected database.url without user and password; set database.user and"
                            + " database.password instead");
        }
        if (!FORM.matcher(url).matches()) {
            throw new DatabaseUnavailable(
                    "expected database.url like jdbc:postgresql://host:5432/parley, got \""
                            + url
                            + "\"");
        }
    }

    /// A connection outside the pool. `socketTimeoutSeconds` 0 waits for ever.
    Connection connect(int socketTimeoutSeconds) throws SQLException {
        var properties = driverProperties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        properties.setProperty("socketTimeout", Integer.toString(socketTimeoutSeconds));
        return DriverManager.getConnection(url, properties);
    }

    /// Driver settings of every connection: what the server says about values of rows stays out of
    /// exceptions, because they end up in logs.
    static Properties driverProperties() {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "parley");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /// Connects once and throws [DatabaseUnavailable] with the reason if the database is not
    /// usable.
    void require() {
        try (var connection = connect(10)) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_VERSION) {
                throw new DatabaseUnavailable(
                        "expected PostgreSQL "
                                + OLDEST_VERSION
                                + " or newer at "
                                + place()
                                + ", got "
                                + version);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable(explain(e), e);
        }
    }

    /// The reason in words, by SQL state (PostgreSQL manual, appendix A).
    String explain(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28")) {
            return "the database at "
                    + place()
                    + " refused user \""
                    + user
                    + "\" or the password; check database.user and database.password";
        }
        return switch (state) {
            case "3D000" ->
                    "there is no database at "
                            + place()
                            + "; create it or correct the name in database.url";
            case "53300" -> "the database at " + place() + " has no connection left for us";
            case "57P03" -> "the database at " + place() + " is starting or stopping";
            case "08001", "08004", "08006" ->
                    "no PostgreSQL answers at "
                            + place()
                            + "; start it or correct database.url (SQL state "
                            + state
                            + ")";
            default -> "the database at " + place() + " failed with SQL state " + state;
        };
    }

    /// The address without parameters, which may hold what is nobody's business.
    String place() {
        var end = url.indexOf('?');
        return (end < 0 ? url : url.substring(0, end)).substring("jdbc:postgresql://".length());
    }
}
