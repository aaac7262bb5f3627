package dev.parley.it.faults;

import dev.parley.meter.Meters;
import dev.parley.sim.faults.FaultProxy;
import dev.parley.store.EmbeddedPostgres;
import dev.parley.store.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A PostgreSQL with databases for one test each, reached through a proxy that can break the way.
record Database(EmbeddedPostgres server, String name, FaultProxy proxy, Path data)
        implements AutoCloseable {
    /// A fresh, empty database on this server.
    static Database on(EmbeddedPostgres server, String name) throws SQLException, IOException {
        try (var connection = connect(server, "postgres")) {
            connection.createStatement().execute("CREATE DATABASE " + name);
        }
        var port = URI.create(server.url().substring("jdbc:".length())).getPort();
        return new Database(
                server,
                name,
                FaultProxy.to("127.0.0.1", port),
                Files.createTempDirectory("parley-faults"));
    }

    /// A server's view of it: all its connections go through the proxy. The driver names what it
    /// does in plain text each time, so that the proxy can see it.
    Postgres open(Meters meters) {
        return Postgres.at(url(), server.user(), server.password(), data, meters);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + name + "?prepareThreshold=0";
    }

    /// A connection that no fault of the proxy touches.
    Connection direct() throws SQLException {
        return connect(server, name);
    }

    private static Connection connect(EmbeddedPostgres server, String name) throws SQLException {
        var url = server.url();
        return DriverManager.getConnection(
                url.substring(0, url.lastIndexOf('/') + 1) + name,
                server.user(),
                server.password().reveal());
    }

    /// The first column of every row.
    List<String> list(String sql) throws SQLException {
        try (var connection = direct();
                var rows = connection.createStatement().executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    long count(String table) throws SQLException {
        return Long.parseLong(list("SELECT count(*) FROM " + table).getFirst());
    }

    @Override
    public void close() {
        proxy.close();
        delete(data);
    }

    static void delete(Path tree) {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
