package dev.parley.app.settings;

import dev.parley.compliance.Secret;
import dev.parley.dialog.NearestName;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads settings from the command line, the environment, `.env` and a YAML file, in this order of
/// weight. A key is known once it has been read; [#refuseUnknown()] then refuses everything on the
/// command line, in the file and every `PARLEY_…` variable that nobody read.
public final class SettingsReader {
    private static final String PREFIX = "parley.";
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h)");

    private final SmallRyeConfig config;
    private final Map<String, String> given = new TreeMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final TreeMap<String, String> renamed = new TreeMap<>();
    private final TreeMap<String, String> effective = new TreeMap<>();
    private final Map<String, Map<String, String>> groups = new HashMap<>();
    private final Map<String, String> environment;

    /// @param flags settings from the command line, by key
    /// @param environment the process environment
    /// @param file the settings file; must exist if given
    /// @param dotEnv a `.env` file; may be missing, but must be private to its owner
    public SettingsReader(
            Map<String, String> flags,
            Map<String, String> environment,
            Optional<Path> file,
            Optional<Path> dotEnv) {
        this.environment = Map.copyOf(environment);
        var builder = new SmallRyeConfigBuilder();
        builder.withSources(new PropertiesConfigSource(prefixed(flags), "command line", 500));
        builder.withSources(new EnvConfigSource(this.environment, 400));
        dotEnv.filter(Files::isRegularFile)
                .ifPresent(path -> {
                    requirePrivate(path);
                    builder.withSources(
                            new DotEnvConfigSourceProvider(path.toString())
                                    .getConfigSources(SettingsReader.class.getClassLoader()));
                });
        file.ifPresent(path -> {
            var yaml = yaml(path);
            yaml.keySet().forEach(key -> given.put(key, path.toString()));
            builder.withSources(new PropertiesConfigSource(prefixed(yaml), path.toString(), 200));
        });
        flags.keySet().forEach(key -> given.put(key, "command line"));
        this.config = builder.build();
    }

    public String text(String key, String fallback) {
        known.add(key);
        var value = config.getOptionalValue(PREFIX + key, String.class).orElse(fallback);
        effective.put(key, value);
        return value;
    }

    public Optional<String> text(String key) {
        var value = text(key, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /// A key or password; never part of [#effective()].
    public Optional<Secret> secret(String key) {
        known.add(key);
        return config.getOptionalValue(PREFIX + key, String.class).map(Secret::of);
    }

    /// What was given under `stage` beside the keys read so far, by the names behind it: settings
    /// whose names only their reader knows. In the environment, `_` stands for `-`. The same at
    /// each asking.
    public Map<String, String> group(String stage) {
        return groups.computeIfAbsent(stage, this::readGroup);
    }

    private Map<String, String> readGroup(String stage) {
        var prefix = stage + ".";
        var variables = variable(prefix);
        var names = new TreeSet<String>();
        for (var name : config.getPropertyNames()) {
            // Names of variables come with dots, and are read below.
            boolean isOurs = name.startsWith(PREFIX + prefix);
            if (isOurs && name.indexOf('.', PREFIX.length() + prefix.length()) < 0) {
                names.add(name.substring(PREFIX.length() + prefix.length()));
            }
        }
        for (var name : environment.keySet()) {
            if (name.startsWith(variables)) {
                var rest = name.substring(variables.length());
                names.add(rest.toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        var group = new TreeMap<String, String>();
        for (var name : names) {
            if (!known.contains(prefix + name)) {
                text(prefix + name).ifPresent(value -> group.put(name, value));
            }
        }
        return group;
    }

    public int number(String key, int fallback, int least, int most) {
        var value = text(key, Integer.toString(fallback));
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // the message below says all
        }
        throw wrong(key, "a whole number from " + least + " to " + most, value);
    }

    /// A number from 0 to 1.
    public double share(String key, double fallback) {
        var value = text(key, Double.toString(fallback));
        try {
            double share = Double.parseDouble(value.strip());
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException _) {
            // the message below says all
        }
        throw wrong(key, "a number from 0 to 1, such as 0.3", value);
    }

    public boolean flag(String key, boolean fallback) {
        var value = text(key, Boolean.toString(fallback));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "true or false", value);
        };
    }

    public <E extends Enum<E>> E oneOf(String key, Class<E> type, E fallback) {
        var value = text(key, name(fallback));
        List<String> names = new ArrayList<>();
        for (var constant : type.getEnumConstants()) {
            if (name(constant).equals(value)) {
                return constant;
            }
            names.add(name(constant));
        }
        throw wrong(key, "one of " + String.join(", ", names), value);
    }

    /// A duration as `300ms`, `20s`, `10m`, `1h`, or in ISO 8601 (`PT20S`).
    public Duration duration(String key, Duration fallback) {
        var value = text(key, fallback.toString());
        var match = DURATION.matcher(value.strip());
        if (match.matches()) {
            long amount = Long.parseLong(match.group(1));
            return switch (match.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
        try {
            var duration = Duration.parse(value.strip());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // the message below says all
        }
        throw wrong(key, "a duration such as 300ms, 20s, 10m or PT20S", value);
    }

    /// This key has another name now: [#refuseUnknown()] says which.
    public void renamed(String old, String now) {
        renamed.put(old, now);
    }

    /// Refuses keys that no reader asked for, with the nearest known one.
    public void refuseUnknown() {
        renamed.forEach(this::refuseRenamed);
        for (var entry : given.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new InvalidSettings(
                        "%s: unknown setting \"%s\"%s"
                                .formatted(
                                        entry.getValue(),
                                        entry.getKey(),
                                        suggestion(entry.getKey(), known)));
            }
        }
        var variables = new TreeSet<String>();
        known.forEach(key -> variables.add(variable(key)));
        for (var name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith("PARLEY_") && !variables.contains(name)) {
                throw new InvalidSettings(
                        "environment: unknown setting \"%s\"%s"
                                .formatted(name, suggestion(name, variables)));
            }
        }
    }

    private void refuseRenamed(String old, String now) {
        if (given.containsKey(old)) {
            throw new InvalidSettings(
                    "%s: setting \"%s\" is called \"%s\" now; rename it"
                            .formatted(given.get(old), old, now));
        }
        if (environment.containsKey(variable(old))) {
            throw new InvalidSettings(
                    "environment: setting \"%s\" is called \"%s\" now; rename it"
                            .formatted(variable(old), variable(now)));
        }
    }

    /// Every setting read so far with its value in force, without secrets; the settings hash is
    /// taken over it.
    public Map<String, String> effective() {
        return Map.copyOf(effective);
    }

    /// The environment variable of a key: `server.max-calls` is `PARLEY_SERVER_MAX_CALLS`.
    public static String variable(String key) {
        return (PREFIX + key).replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static InvalidSettings wrong(String key, String expected, String came) {
        return new InvalidSettings(
                "setting \"%s\": expected %s, got \"%s\"; set it in the file, as %s, or leave it out for the default"
                        .formatted(key, expected, came, variable(key)));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String suggestion(String came, Collection<String> candidates) {
        return NearestName.hint(came, candidates, "; see docs/settings.md for all of them");
    }

    private static Map<String, String> prefixed(Map<String, String> settings) {
        var prefixed = new HashMap<String, String>();
        settings.forEach((key, value) -> prefixed.put(PREFIX + key, value));
        return prefixed;
    }

    private static Map<String, String> yaml(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidSettings(
                    "settings file \"%s\": expected a YAML file, found none; check --config"
                            .formatted(file));
        }
        try {
            return new YamlConfigSource(file.toUri().toURL()).getProperties();
        } catch (IOException | RuntimeException e) {
            throw new InvalidSettings(
                    "settings file \"%s\": expected YAML: %s".formatted(file, e.getMessage()));
        }
    }

    private static void requirePrivate(Path dotEnv) {
        try {
            var permissions = Files.getPosixFilePermissions(dotEnv);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ)) {
                throw new InvalidSettings(
                        "\"%s\" may hold keys and is readable by others; run: chmod 600 %s"
                                .formatted(dotEnv, dotEnv));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
