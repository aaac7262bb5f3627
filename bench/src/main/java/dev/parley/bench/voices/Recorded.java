package dev.parley.bench.voices;

import dev.parley.audio.Resampler;
import dev.parley.audio.Wav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recorded person: words of a folder of telephone prompts (Asterisk's English ones), joined with
/// the pauses of somebody who reads out a number. One take of each word, so one word that is not
/// understood spoils every answer it is in. Immutable; any thread.
public final class Recorded {
    private static final int SOURCE_RATE = 8_000;
    private static final int BETWEEN_WORDS = Voice.RATE * 60 / 1000;
    private static final int BETWEEN_GROUPS = Voice.RATE * 300 / 1000;
    private static final int QUIET = 200;
    private static final List<String> UNITS =
            List.of(
                    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                            .split(" "));
    private static final List<String> TENS =
            List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final List<String> ORDINALS =
            List.of(
                    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
                            .split(" "));
    private static final List<String> DAYS =
            List.of("sunday monday tuesday wednesday thursday friday saturday".split(" "));
    private static final List<String> MONTHS =
            List.of(
                    "january february march april may june july august september october november december"
                            .split(" "));
    private static final List<String> LETTERS =
            List.of(
                    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
                            .split(" "));

    private final Map<String, Path> files = new HashMap<>();

    /// @param folder of the English prompts, which has the folders `digits` and `phonetic`
    /// @throws IllegalArgumentException if it has no digits
    public Recorded(Path folder) {
        Path digits = folder.resolve("digits");
        numbered(UNITS, 0, 1, digits, "");
        numbered(TENS, 20, 10, digits, "");
        numbered(ORDINALS, 1, 1, digits, "h-");
        numbered(DAYS, 0, 1, digits, "day-");
        numbered(MONTHS, 0, 1, digits, "mon-");
        put("thirtieth", digits, "h-30");
        put("oh", digits, "oh");
        put("o'clock", digits, "oclock");
        put("am", digits, "a-m");
        put("pm", digits, "p-m");
        put("at", digits, "at");
        put("today", digits, "today");
        put("tomorrow", digits, "tomorrow");
        for (String letter : LETTERS) {
            put(letter, folder.resolve("phonetic"), letter.charAt(0) + "_p");
        }
        if (!files.containsKey("one")) {
            throw new IllegalArgumentException(
                    "expected prompts like digits/1.wav in "
                            + folder
                            + "; Debian has them in asterisk-core-sounds-en-wav");
        }
    }

    private void numbered(List<String> words, int first, int step, Path folder, String prefix) {
        for (int i = 0; i < words.size(); i++) {
            put(words.get(i), folder, prefix + (first + i * step));
        }
    }

    private void put(String word, Path folder, String name) {
        Path file = folder.resolve(name + ".wav");
        if (Files.exists(file)) {
            files.putIfAbsent(word, file);
        }
    }

    boolean canSay(String text) {
        return groups(text).stream().flatMap(List::stream).allMatch(files::containsKey);
    }

    /// The answer at 16 kHz.
    short[] speak(String text) {
        var sound = new short[0];
        for (var group : groups(text)) {
            for (var word : group) {
                sound = joined(sound, BETWEEN_WORDS, word(word));
            }
            sound = Arrays.copyOf(sound, sound.length + BETWEEN_GROUPS - BETWEEN_WORDS);
        }
        return sound;
    }

    private static List<List<String>> groups(String text) {
        return Arrays.stream(text.replace("x ray", "xray").split(","))
                .map(group -> List.of(group.strip().split(" ")))
                .toList();
    }

    private short[] word(String word) {
        try {
            var file =
                    Optional.ofNullable(files.get(word))
                            .orElseThrow(() -> new IllegalArgumentException("cannot say " + word));
            var narrow = trimmed(Wav.read(file).channel(0));
            var resampler = new Resampler(SOURCE_RATE, Voice.RATE);
            var wide = new short[resampler.maxOutput(narrow.length)];
            return Arrays.copyOf(wide, resampler.resample(narrow, 0, narrow.length, wide, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without the silence around it.
    private static short[] trimmed(short[] word) {
        int from = 0;
        int to = word.length;
        while (from < to && Math.abs(word[from]) < QUIET) {
            from++;
        }
        while (to > from && Math.abs(word[to - 1]) < QUIET) {
            to--;
        }
        int margin = SOURCE_RATE / 50; // soft consonants
        return Arrays.copyOfRange(
                word, Math.max(0, from - margin), Math.min(word.length, to + margin));
    }

    private static short[] joined(short[] first, int pause, short[] second) {
        var both = Arrays.copyOf(first, first.length + second.length + pause);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
