package dev.parley.dialog.team;

import dev.parley.dialog.talk.Handoff;
import dev.parley.dialog.talk.Team;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the file of a team: header and the team as a whole here, its agents in [MemberReader], who
/// may hand over to whom in [HandoffReader]. One use.
public final class TeamReader {
    private final String file;
    private final Problems problems;
    private final Map<String, String> read = new TreeMap<>();
    private final Function<String, Optional<String>> files;
    private final Colleagues colleagues;

    private TeamReader(
            String file, Function<String, Optional<String>> files, Colleagues colleagues) {
        this.file = file;
        this.problems = new Problems(file);
        this.files = files;
        this.colleagues = colleagues;
    }

    /// Reads and checks a team. Throws [InvalidFlow] naming file, line and reason of everything
    /// that is wrong.
    ///
    /// @param file its name, for messages
    /// @param files text of a file that it names; empty if there is none
    public static Team read(
            String file,
            String yaml,
            Function<String, Optional<String>> files,
            Colleagues colleagues) {
        return new TeamReader(file, files, colleagues).team(yaml);
    }

    /// The team that calls were held by, from its definition.
    public static Team read(TeamText text, Colleagues colleagues) {
        return read(
                text.file(),
                text.yaml(),
                name -> Optional.ofNullable(text.files().get(name)),
                colleagues);
    }

    private Team team(String yaml) {
        var root = YamlMap.read(file, yaml, "team", problems);
        var name = root.text("team");
        var version = root.text("version");
        var language = root.text("language", "en-US");
        var zone = zone(root);
        var agents = root.map("agents", "agents");
        var names = agents.keys();
        var members =
                new MemberReader(problems, this::text, colleagues, language, zone).members(agents);
        var first = root.text("first");
        if (!first.isEmpty() && !names.contains(first)) {
            problems.unknown(root.lineOf("first"), "agent", first, names);
        }
        var ways = new HandoffReader(problems, names, members).handoffs(root.items("hand-offs"));
        root.done();
        if (colleagues.names().contains(name)) {
            problems.add(
                    root.lineOf("team"),
                    "\"" + name + "\" is the name of an agent already; call the team otherwise");
        }
        if (members.size() == names.size()) {
            reachability(first, members, ways);
        }
        problems.throwIfAny();
        var ordered = new LinkedHashMap<String, Member>();
        ordered.put(first, known(members, first));
        members.forEach(ordered::putIfAbsent);
        var definition = definition(yaml, members);
        return new Team(
                name,
                version + "+" + fingerprint(definition),
                definition,
                ordered.values().stream().map(Member::agent).toList(),
                ways);
    }

    /// Where all its agents are.
    private ZoneId zone(YamlMap root) {
        var text = root.text("zone");
        try {
            return text.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(text);
        } catch (DateTimeException e) {
            root.wrong("zone", "a time zone such as America/New_York", text);
            return ZoneId.of("UTC");
        }
    }

    /// A file that the team names; null, and a problem, if there is none.
    private @Nullable String text(int line, String name) {
        var text = files.apply(name);
        if (text.isEmpty()) {
            problems.add(
                    line,
                    "there is no file \""
                            + name
                            + "\"; expected it in the folder of the team's file");
            return null;
        }
        read.put(name, text.get());
        return text.get();
    }

    private void reachability(String first, Map<String, Member> members, List<Handoff> ways) {
        if (!members.containsKey(first)) {
            return;
        }
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            var name = open.remove();
            if (reached.add(name)) {
                ways.stream()
                        .filter(way -> way.from().equals(name))
                        .forEach(way -> open.add(way.to()));
            }
        }
        members.values().stream()
                .filter(member -> member.isStandIn(members.values()))
                .forEach(member -> reached.add(member.name()));
        for (var member : members.values()) {
            if (!reached.contains(member.name())) {
                problems.add(
                        member.line(),
                        "agent \""
                                + member.name()
                                + "\" is never reached: no hand-off leads to it from \""
                                + first
                                + "\"; declare one, or take it out");
            }
        }
    }

    private String definition(String yaml, Map<String, Member> members) {
        var plugins = new TreeMap<String, String>();
        for (var member : members.values()) {
            if (member.kind() == Member.Kind.PLUGIN) {
                plugins.put(member.name(), member.agent().definition());
            }
        }
        var name = file.substring(file.lastIndexOf('/') + 1);
        return new TeamText(name, yaml, read, plugins).definition();
    }

    private static Member known(Map<String, Member> members, String name) {
        var member = members.get(name);
        if (member == null) {
            throw new IllegalStateException("expected the first agent among those checked");
        }
        return member;
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
