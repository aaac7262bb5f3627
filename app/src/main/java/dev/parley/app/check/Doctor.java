package dev.parley.app.check;

import dev.parley.app.settings.InvalidSettings;
import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SpeechSettings;
import dev.parley.app.team.ClosedPlugins;
import dev.parley.app.team.Teams;
import dev.parley.dialog.InvalidFlow;
import dev.parley.meter.Meters;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// Looks for everything that would keep a server with these settings from starting, or a call from
/// going well. Blocks; changes nothing but the cache of unpacked models.
public final class Doctor {
    private static final long LITTLE_SPACE = 2L << 30;
    private static final long NO_SPACE = 200L << 20;

    private final Settings settings;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    private Doctor(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Everything that was found, in the order of the checks.
    public static List<Finding> examine(Settings settings, Clock clock)
            throws InterruptedException {
        var doctor = new Doctor(settings, clock);
        doctor.providers();
        doctor.engines();
        doctor.teams();
        doctor.disk();
        doctor.database();
        doctor.ports();
        return doctor.findings;
    }

    private void providers() {
        var configured = ConfiguredProvider.of(settings.speech());
        if (configured.isEmpty()) {
            findings.add(Finding.ok("providers", "settings", "none named: everything is local"));
        }
        try (var catalogue = new ProviderCatalogue()) {
            configured.forEach(
                    provider -> findings.addAll(ProviderCheckup.of(catalogue, clock, provider)));
        }
    }

    private void engines() {
        if (settings.speech().engines() == SpeechSettings.Engines.SCRIPTED) {
            findings.add(Finding.ok("engines", "recognizer", "scripted: none is needed"));
            return;
        }
        var cache = settings.data().resolve("cache");
        try (var recognizer = VoskRecognizer.open(VoskSettings.in(cache), Meters.NONE)) {
            findings.add(
                    Finding.ok("engines", "recognizer", recognizer.name() + " unpacks and loads"));
        } catch (RuntimeException e) {
            findings.add(
                    Finding.fail(
                            "engines",
                            "recognizer",
                            String.valueOf(e.getMessage()),
                            "the local recognizer, which also stands in for others",
                            "Linux x86-64 with glibc is needed, and room in " + cache));
        }
        voice(cache);
    }

    private void voice(Path cache) {
        var wanted = settings.speech().voice();
        var name =
                switch (wanted) {
                    case AUTO -> "auto";
                    case FLITE -> "flite-rms";
                    case FREETTS -> "freetts-kevin16";
                };
        try (var voice = LocalVoices.find(name, cache, Meters.NONE)) {
            boolean isSecondBest =
                    wanted == SpeechSettings.Voice.AUTO && voice.name().startsWith("freetts");
            findings.add(
                    isSecondBest
                            ? Finding.warn(
                                    "engines",
                                    "voice",
                                    voice.name() + ", which is hard to understand",
                                    "flite",
                                    "install it (Debian: apt-get install flite)")
                            : Finding.ok("engines", "voice", voice.name()));
        } catch (RuntimeException e) {
            findings.add(
                    Finding.fail(
                            "engines",
                            "voice",
                            String.valueOf(e.getMessage()),
                            "a local voice",
                            "install flite, or set speech.voice to auto"));
        }
    }

    private void teams() {
        var plugins = new ClosedPlugins(Teams.plugins(), Map.of());
        for (var file : settings.teams()) {
            try {
                var team = Teams.read(file, plugins);
                findings.add(
                        team.needsModel() && settings.speech().thinks().isEmpty()
                                ? Finding.fail(
                                        "teams",
                                        file.toString(),
                                        "\"" + team.name() + "\" needs a language model",
                                        "one by \"speech.thinks.provider\"",
                                        "set it, or give each agent without a flow a \"stand-in\"")
                                : Finding.ok(
                                        "teams",
                                        file.toString(),
                                        team.name() + ": " + String.join(", ", team.members())));
            } catch (InvalidFlow | InvalidSettings | IllegalArgumentException e) {
                findings.add(
                        Finding.fail(
                                "teams",
                                file.toString(),
                                String.valueOf(e.getMessage()),
                                "the file of a team",
                                "change it: docs/writing-an-agent.md says what belongs in it"));
            }
        }
    }

    private void disk() {
        var data = settings.data();
        try {
            Files.createDirectories(data);
            var probe = Files.createTempFile(data, "doctor-", "");
            Files.delete(probe);
            long free = Files.getFileStore(data).getUsableSpace();
            var came = "%d MB free in %s".formatted(free >> 20, data);
            if (free >= LITTLE_SPACE) {
                findings.add(Finding.ok("disk", "space", came));
            } else {
                var level = free < NO_SPACE ? Finding.Level.FAIL : Finding.Level.WARN;
                findings.add(
                        new Finding(
                                "disk",
                                "space",
                                level,
                                came,
                                "2 GB for recordings and records",
                                "make room, or set \"data\" to a folder elsewhere"));
            }
        } catch (IOException e) {
            findings.add(
                    Finding.fail(
                            "disk",
                            "space",
                            "cannot write into " + data + ": " + e.getMessage(),
                            "a folder of this user",
                            "check who owns it, or set \"data\""));
        }
    }

    private void database() {
        var database = settings.database();
        if (database.url().isEmpty()) {
            findings.add(Finding.ok("database", "reach", "embedded: it starts with the server"));
            return;
        }
        var access = new Properties();
        access.put("user", database.user());
        database.password().ifPresent(password -> access.put("password", password.reveal()));
        access.put("connectTimeout", "5");
        access.put("loginTimeout", "5");
        try (var connection = DriverManager.getConnection(database.url().get(), access);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT version()")) {
            rows.next();
            findings.add(Finding.ok("database", "reach", rows.getString(1).split(" on ", 2)[0]));
        } catch (SQLException e) {
            findings.add(
                    Finding.fail(
                            "database",
                            "reach",
                            "not reached (SQL state " + e.getSQLState() + ")",
                            "the database of \"database.url\"",
                            "28P01 is a wrong password, 08001 a wrong address, 3D000 a missing database"));
        }
    }

    private void ports() throws InterruptedException {
        var server = settings.server();
        port("calls", server.host(), server.port(), "server.port");
        port("ops", server.opsHost(), server.opsPort(), "server.ops-port");
    }

    private void port(String what, String host, int port, String setting)
            throws InterruptedException {
        if (port == 0) {
            findings.add(Finding.ok("ports", what, "any free one"));
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            findings.add(Finding.ok("ports", what, host + ":" + port + " is free"));
        } catch (IOException e) {
            var ops =
                    URI.create(
                            "http://"
                                    + settings.server().opsHost()
                                    + ":"
                                    + settings.server().opsPort());
            boolean isOurs = ProviderHealthReader.read(ops).isPresent();
            findings.add(
                    isOurs
                            ? Finding.ok(
                                    "ports",
                                    what,
                                    host + ":" + port + " is held by a server that runs")
                            : Finding.fail(
                                    "ports",
                                    what,
                                    host + ":" + port + " cannot be had: " + e.getMessage(),
                                    "a free port",
                                    "stop the program that holds it, or set " + setting));
        }
    }
}
