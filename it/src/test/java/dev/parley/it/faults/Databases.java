package dev.parley.it.faults;

import dev.parley.meter.Meters;
import dev.parley.store.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test a [Database] of its own on the one PostgreSQL of the run, which starts when the
/// first test needs it.
final class Databases implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(Databases.class);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private record Running(Path folder, EmbeddedPostgres server) implements AutoCloseable {
        static Running start() {
            try {
                var folder = Files.createTempDirectory("parley-faults");
                return new Running(folder, EmbeddedPostgres.start(folder, Meters.NONE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            server.close();
            Database.delete(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var server =
                context.getRoot()
                        .getStore(OURS)
                        .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                        .server();
        try {
            var database = Database.on(server, "faults_" + NAMES.incrementAndGet());
            context.getStore(OURS).put("database", database);
            return database;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("expected a fresh database, but " + e, e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var database = context.getStore(OURS).remove("database", Database.class);
        if (database != null) {
            database.close();
        }
    }
}
