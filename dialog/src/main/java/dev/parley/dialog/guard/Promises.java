package dev.parley.dialog.guard;

import dev.parley.dialog.Promised;
import dev.parley.dialog.speech.SpokenLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Sentences that say something was done. The lists of the languages are resources: a pattern a
/// line; with `!` before it, one that makes a sentence no promise ("once I have booked"); `= name`
/// gives `<name>` a meaning; `@ kind words` says what is promised by which words.
final class Promises {
    private final List<LinearPattern> promises = new ArrayList<>();
    private final List<LinearPattern> excuses = new ArrayList<>();
    private final Map<Promised, LinearPattern> kinds = new EnumMap<>(Promised.class);

    /// Throws IllegalArgumentException for a pattern that is none.
    Promises(SpokenLanguage language, List<String> more) {
        switch (language) {
            case ENGLISH -> read("promises.en.txt");
            case GERMAN -> read("promises.de.txt");
            case OTHER -> {}
        }
        more.forEach(this::add);
    }

    private void add(String line) {
        if (line.startsWith("!")) {
            excuses.add(new LinearPattern(line.substring(1).strip()));
        } else {
            promises.add(new LinearPattern(line));
        }
    }

    private void read(String resource) {
        var meanings = new HashMap<String, String>();
        for (var line : lines(resource)) {
            if (line.startsWith("= ")) {
                var words = line.split(" ", 3);
                meanings.put("<" + words[1] + ">", words[2]);
            } else if (line.startsWith("@ ")) {
                var words = line.split(" ", 3);
                kinds.put(
                        Promised.valueOf(words[1].toUpperCase(Locale.ROOT)),
                        new LinearPattern("\\b(" + words[2] + ")\\b"));
            } else {
                var pattern = line;
                for (var meaning : meanings.entrySet()) {
                    pattern = pattern.replace(meaning.getKey(), meaning.getValue());
                }
                add(pattern);
            }
        }
    }

    private static List<String> lines(String resource) {
        try (var stream =
                Objects.requireNonNull(Promises.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /// What a sentence that promises says was done; nothing if it does not say what.
    Set<Promised> kindsIn(String plain) {
        var said = EnumSet.noneOf(Promised.class);
        kinds.forEach((kind, words) -> {
            if (words.occursIn(plain)) {
                said.add(kind);
            }
        });
        return said;
    }

    boolean isIn(String plain) {
        return promises.stream().anyMatch(promise -> promise.occursIn(plain))
                && excuses.stream().noneMatch(excuse -> excuse.occursIn(plain));
    }
}
