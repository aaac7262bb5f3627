package dev.parley.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings schemas up to date at start. Files are `V<number>__<what>.sql` on the class path, each
/// with a written way back `U<number>__<what>.sql` that an operator runs by hand (docs/records.md).
/// Several servers may start at once: Flyway lets one migrate and the others wait.
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private final DatabaseAddress address;

    Migrations(DatabaseAddress address) {
        this.address = address;
    }

    /// Migrates `schema`, creating it if needed; throws [MigrationFailed]. A failed file leaves
    /// nothing behind: every file runs in a transaction.
    void run(SchemaName schema, String folder) {
        var started = System.nanoTime();
        try {
            var flyway =
                    Flyway.configure(Migrations.class.getClassLoader())
                            .dataSource(address.url(), address.user(), address.password().reveal())
                            .defaultSchema(schema.value())
                            .schemas(schema.value())
                            .createSchemas(true)
                            .locations("classpath:" + folder)
                            .failOnMissingLocations(true)
                            .connectRetries(0)
                            .load();
            var result = flyway.migrate();
            log.atInfo()
                    .addKeyValue("schema", schema.value())
                    .addKeyValue("applied", result.migrationsExecuted)
                    .addKeyValue("millis", (System.nanoTime() - started) / 1_000_000)
                    .log("schema is up to date");
        } catch (FlywayException e) {
            throw new MigrationFailed(
                    "expected to bring schema \""
                            + schema.value()
                            + "\" up to date from "
                            + folder
                            + ", but: "
                            + String.valueOf(e.getMessage())
                                    .strip()
                                    .replaceAll("\\s*\\R\\s*", " | ")
                            + "; the file that failed changed nothing: correct it, or run a version"
                            + " of Parley that knows this schema",
                    e);
        }
    }
}
