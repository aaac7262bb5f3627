package dev.parley.call.provider;

import dev.parley.compliance.Secret;
import dev.parley.dialog.NearestName;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an operator wrote of one provider: flat settings and the key. Remembers what was asked for,
/// so that a name that nobody knows stops the start. For one thread.
public final class ProviderEntry {
    private final String provider;
    private final Map<String, String> settings;
    private final Optional<Secret> key;
    private final Set<String> asked = new TreeSet<>();

    /// @param provider its name in the settings
    /// @param settings by names such as "model" and "first-sound"; without the key
    public ProviderEntry(String provider, Map<String, String> settings, Optional<Secret> key) {
        this.provider = provider;
        this.settings = new TreeMap<>(settings);
        this.key = key;
    }

    public String provider() {
        return provider;
    }

    public Optional<Secret> key() {
        return key;
    }

    /// @throws IllegalArgumentException if there is none
    public Secret neededKey() {
        return key.orElseThrow(() -> new IllegalArgumentException(told("key", "a key", "none")));
    }

    public String text(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }

    /// @throws IllegalArgumentException if it is missing
    public String neededText(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(told(name, "a value", "none")));
    }

    /// Milliseconds, or as ISO 8601 writes it ("PT2S").
    public Duration duration(String name, Duration otherwise) {
        return find(name).map(value -> readDuration(name, value)).orElse(otherwise);
    }

    public int number(String name, int otherwise) {
        return find(name)
                .map(value -> {
                    try {
                        return Integer.valueOf(value);
                    } catch (NumberFormatException _) {
                        throw new IllegalArgumentException(told(name, "a whole number", value));
                    }
                })
                .orElse(otherwise);
    }

    public double share(String name, double otherwise) {
        return find(name)
                .map(value -> {
                    try {
                        return Double.valueOf(value);
                    } catch (NumberFormatException _) {
                        throw new IllegalArgumentException(told(name, "a number", value));
                    }
                })
                .orElse(otherwise);
    }

    public boolean yes(String name, boolean otherwise) {
        return find(name)
                .map(value ->
                        switch (value) {
                            case "true" -> true;
                            case "false" -> false;
                            default ->
                                    throw new IllegalArgumentException(
                                            told(name, "true or false", value));
                        })
                .orElse(otherwise);
    }

    /// Refuses names that were written and not asked for.
    public void checkAllRead() {
        for (var name : settings.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(
                        "provider \""
                                + provider
                                + "\": unknown setting \""
                                + name
                                + "\""
                                + NearestName.hint(name, asked, "; there are " + asked));
            }
        }
    }

    private Optional<String> find(String name) {
        asked.add(name);
        return Optional.ofNullable(settings.get(name)).filter(value -> !value.isBlank());
    }

    private Duration readDuration(String name, String value) {
        try {
            return value.startsWith("P")
                    ? Duration.parse(value)
                    : Duration.ofMillis(Long.parseLong(value));
        } catch (DateTimeException | NumberFormatException _) {
            throw new IllegalArgumentException(told(name, "milliseconds or PT2S", value));
        }
    }

    private String told(String name, String expected, String came) {
        return "provider \""
                + provider
                + "\", setting \""
                + name
                + "\": expected "
                + expected
                + ", got "
                + came;
    }
}
