package dev.parley.store;

import dev.parley.meter.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one PostgreSQL of this JVM as a parameter, started at first use and stopped at
/// the end.
final class SharedPostgres implements ParameterResolver {
    /// What the tests share: a server, and the facade over it.
    record Shared(Path folder, Postgres postgres) implements AutoCloseable {
        static Shared start() {
            try {
                var folder = Files.createTempDirectory("parley-store");
                Files.move(Folders.fresh(), folder.resolve("postgres"));
                return new Shared(folder, Postgres.embedded(folder, Meters.NONE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        DatabaseAddress address() {
            return postgres.address();
        }

        @Override
        public void close() throws IOException {
            postgres.close();
            Binaries.deleteTree(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shared.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPostgres.class))
                .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class);
    }
}
