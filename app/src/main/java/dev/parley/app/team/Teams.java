package dev.parley.app.team;

import dev.parley.app.settings.InvalidSettings;
import dev.parley.dialog.AgentPlugin;
import dev.parley.dialog.talk.Team;
import dev.parley.dialog.team.Colleagues;
import dev.parley.dialog.team.TeamReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// Reads the files of teams.
public final class Teams {
    /// A file of an agent is some pages; more is a mistake.
    private static final long LARGEST = 4 << 20;

    private Teams() {}

    /// The agents on the class path, in the order of their names.
    public static List<AgentPlugin> plugins() {
        return ServiceLoader.load(AgentPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(AgentPlugin::name))
                .toList();
    }

    /// The team of a file. Files that it names are looked for beside it.
    ///
    /// @throws InvalidSettings if there is no such file
    /// @throws dev.parley.dialog.InvalidFlow with everything that is wrong with it
    public static Team read(Path file, Colleagues colleagues) {
        var yaml =
                text(file)
                        .orElseThrow(() ->
                                new InvalidSettings(
                                        "setting \"teams\": expected the file of a team (docs/writing-an-agent.md), found none at \"%s\""
                                                .formatted(file)));
        return TeamReader.read(
                file.toString(),
                yaml,
                name -> {
                    try {
                        return text(file.resolveSibling(name));
                    } catch (InvalidPathException _) {
                        return Optional.empty();
                    }
                },
                colleagues);
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read \"" + file + "\"", e);
        }
    }
}
