package dev.parley.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;

/// The connections shared by tools and readers: bounded, and nobody waits longer than the limit.
/// The writer of call records has a connection of its own and never competes here.
final class Pool implements AutoCloseable {
    static final int SIZE = 10;
    static final Duration WAIT = Duration.ofSeconds(2);

    private final HikariDataSource source;
    private final DatabaseAddress address;
    private final Meters.Counter exhausted;
    private final Meters.Gauge active;

    Pool(DatabaseAddress address, Meters meters) {
        this.address = address;
        this.exhausted = meters.counter(Metric.DATABASE_EXHAUSTED);
        var config = new HikariConfig();
        config.setPoolName("parley");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password().reveal());
        config.setDataSourceProperties(DatabaseAddress.driverProperties());
        config.addDataSourceProperty("socketTimeout", "30");
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(WAIT.toMillis());
        // A connection into nowhere must be found out before the wait is over.
        config.setValidationTimeout(WAIT.toMillis() / 4);
        config.setInitializationFailTimeout(-1);
        // A tool is given up after 10 s; its statement and its locks must not outlive it for long.
        config.setConnectionInitSql(
                "SET statement_timeout = '15s'; SET lock_timeout = '5s';"
                        + " SET idle_in_transaction_session_timeout = '60s'");
        this.source = new HikariDataSource(config);
        this.active =
                meters.gauge(
                        Metric.DATABASE_CONNECTIONS,
                        () -> source.getHikariPoolMXBean().getActiveConnections());
    }

    /// A free connection within the limit; else an exception that says whether all are in use or
    /// the database is gone.
    Connection connection() throws SQLException {
        try {
            return source.getConnection();
        } catch (SQLTransientConnectionException e) {
            var beans = source.getHikariPoolMXBean();
            if (beans.getTotalConnections() >= SIZE) {
                exhausted.increment();
                throw new SQLTransientConnectionException(
                        "expected a free database connection within "
                                + WAIT.toSeconds()
                                + " s, but all "
                                + SIZE
                                + " are in use; look for tools that hold a transaction while they"
                                + " wait for something else",
                        "53300",
                        e);
            }
            var cause = e.getCause() instanceof SQLException sql ? sql : e;
            throw new SQLTransientConnectionException(address.explain(cause), "08001", e);
        }
    }

    /// Why the database is not usable now; empty if it answers.
    Optional<String> trouble() {
        try (var connection = connection()) {
            return connection.isValid(1)
                    ? Optional.empty()
                    : Optional.of("the database at " + address.place() + " does not answer");
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        active.close();
        source.close();
    }
}
