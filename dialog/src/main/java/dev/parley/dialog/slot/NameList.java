package dev.parley.dialog.slot;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Names that are common in the United States, from a file beside this class: a line for each way a
/// name sounds, the likeliest spelling first.
final class NameList {
    static final NameList FIRST = read("first-names");
    static final NameList LAST = read("last-names");

    private final String name;
    private final Set<String> spellings = new HashSet<>();
    private final Set<String> sounds = new LinkedHashSet<>();

    private NameList(String name, List<String> lines) {
        this.name = name;
        for (var line : lines) {
            if (!line.startsWith("#")) {
                var words = List.of(line.strip().split(" "));
                sounds.add(words.getFirst());
                spellings.addAll(words);
            }
        }
    }

    private static NameList read(String name) {
        var file = name + ".txt";
        try (var in = Objects.requireNonNull(NameList.class.getResourceAsStream(file), file);
                var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return new NameList(name, text.readAllLines());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// One spelling of every sound: a recognizer cannot tell those that sound the same.
    Grammar grammar() {
        return Grammar.listed(name, Collections.unmodifiableSet(sounds));
    }

    boolean holds(String word) {
        return spellings.contains(word);
    }
}
