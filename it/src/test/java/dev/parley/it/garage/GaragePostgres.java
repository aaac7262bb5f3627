package dev.parley.it.garage;

import dev.parley.dialog.Database;
import dev.parley.meter.Meters;
import dev.parley.store.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test parameter of type [Garage]: one PostgreSQL for the whole run, started when the
/// first test needs it, and a fresh schema for every test.
final class GaragePostgres implements ParameterResolver {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private record Running(Path folder, Postgres postgres) implements AutoCloseable {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory("parley-garage");
                return new Running(folder, Postgres.embedded(folder, Meters.NONE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            postgres.close();
            try (var files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Garage.class;
    }

    @Override
    public Garage resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Postgres postgres =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(GaragePostgres.class))
                        .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                        .postgres();
        String schema = "garage_" + SCHEMAS.incrementAndGet();
        postgres.migrate(schema, "db/garage");
        Database database = postgres.database(schema);
        return new Garage(postgres, schema, database);
    }
}
