package dev.parley.dialog.speech;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The abbreviations of a language, from its resource: one line each, `written | spoken | kind`; a
/// hyphen stands for the beginning of a longer word.
final class Abbreviations {
    private final Map<String, Abbreviation> known;

    /// What follows an abbreviation.
    enum Kind {
        /// Its sentence goes on.
        BEFORE,
        /// A number; without one it is no abbreviation.
        NUMBER,
        /// Its sentence goes on, or another begins.
        EITHER
    }

    record Abbreviation(String written, String spoken, Kind kind) {}

    private Abbreviations(Map<String, Abbreviation> known) {
        this.known = Map.copyOf(known);
    }

    static Abbreviations of(SpokenLanguage language) {
        return switch (language) {
            case ENGLISH -> read("abbreviations.en.txt");
            case GERMAN -> read("abbreviations.de.txt");
            case OTHER -> new Abbreviations(Map.of());
        };
    }

    private static Abbreviations read(String resource) {
        var stream =
                Objects.requireNonNull(Abbreviations.class.getResourceAsStream(resource), resource);
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var known = new HashMap<String, Abbreviation>();
            for (var line : reader.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    var columns = line.split("\\|");
                    var written = columns[0].strip();
                    var kind = Kind.valueOf(columns[2].strip().toUpperCase(Locale.ROOT));
                    var other =
                            known.put(written, new Abbreviation(written, columns[1].strip(), kind));
                    if (other != null) {
                        throw new IllegalStateException(resource + ": twice: " + written);
                    }
                }
            }
            return new Abbreviations(known);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /// The abbreviation of these letters, full stop included, as it is written or at the beginning
    /// of a sentence.
    Optional<Abbreviation> find(String written) {
        var exact = known.get(written);
        if (exact != null || written.isEmpty()) {
            return Optional.ofNullable(exact);
        }
        var small = known.get(Character.toLowerCase(written.charAt(0)) + written.substring(1));
        return small != null ? Optional.of(small) : ending(written);
    }

    /// "Hauptstr." by "-str.".
    private Optional<Abbreviation> ending(String written) {
        int length = written.length();
        for (int start = 1; start < length - 1; start++) {
            var known = this.known.get("-" + written.substring(start));
            if (known != null) {
                var spoken = written.substring(0, start) + known.spoken().substring(1);
                return Optional.of(new Abbreviation(written, spoken, known.kind()));
            }
        }
        return Optional.empty();
    }
}
