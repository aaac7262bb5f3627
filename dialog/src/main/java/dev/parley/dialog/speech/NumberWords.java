package dev.parley.dialog.speech;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads numbers in words, by the words a [Tongue] says them with.
final class NumberWords {
    private static final Map<String, Long> SCALES =
            Map.ofEntries(
                    Map.entry("thousand", 1_000L),
                    Map.entry("k", 1_000L),
                    Map.entry("grand", 1_000L),
                    Map.entry("million", 1_000_000L),
                    Map.entry("billion", 1_000_000_000L),
                    Map.entry("tausend", 1_000L),
                    Map.entry("tsd", 1_000L),
                    Map.entry("millionen", 1_000_000L),
                    Map.entry("mio", 1_000_000L),
                    Map.entry("milliarden", 1_000_000_000L),
                    Map.entry("milliarde", 1_000_000_000L),
                    Map.entry("mrd", 1_000_000_000L));

    private final boolean isGerman;
    private final Map<String, Integer> whole = new HashMap<>();
    private final Map<String, Integer> ordinals = new HashMap<>();

    /// A number and the index of the token behind it.
    record Read(List<BigDecimal> readings, int next) {}

    NumberWords(Tongue tongue, boolean isGerman) {
        this.isGerman = isGerman;
        int most = isGerman ? 9_999 : 99;
        for (int number = 0; number <= most; number++) {
            whole.put(tongue.cardinal(Integer.toString(number)), number);
        }
        for (int year = 1_100; year < 2_000 && isGerman; year++) {
            whole.put(tongue.year(year), year);
        }
        for (int day = 1; day <= 31; day++) {
            ordinals.put(tongue.ordinal(day, ""), day);
            ordinals.put(tongue.ordinal(day, "am"), day);
            ordinals.put(tongue.ordinal(day, "der"), day);
        }
        if (isGerman) {
            List.of("ein", "eine", "einen", "einem", "einer").forEach(one -> whole.put(one, 1));
            whole.put("hundert", 100);
            whole.put("tausend", 1_000);
            whole.put("zwo", 2);
        }
    }

    /// "and three hundred thousand": what a scale of this name multiplies by; 0 for none.
    static long scale(String word) {
        return SCALES.getOrDefault(word.toLowerCase(Locale.ROOT), 0L);
    }

    Optional<Integer> ordinal(List<String> tokens, int at) {
        if (at + 1 < tokens.size()) {
            var two = ordinals.get(tokens.get(at) + " " + tokens.get(at + 1));
            if (two != null) {
                return Optional.of(two);
            }
        }
        return at < tokens.size()
                ? Optional.ofNullable(ordinals.get(tokens.get(at)))
                : Optional.empty();
    }

    /// The number that begins with this token, in lower case words.
    @Nullable Read read(List<String> tokens, int at) {
        return isGerman ? german(tokens, at) : english(tokens, at);
    }

    private @Nullable Read german(List<String> tokens, int at) {
        long total = 0;
        int next = at;
        while (next < tokens.size()) {
            var value = compound(tokens.get(next));
            if (value == null || (next > at && value >= 1_000_000)) {
                break;
            }
            long scale = next + 1 < tokens.size() ? scale(tokens.get(next + 1)) : 0;
            total += scale > 0 ? value * scale : value;
            next += scale > 0 ? 2 : 1;
            if (scale == 0) {
                break;
            }
        }
        return next == at ? null : new Read(List.of(BigDecimal.valueOf(total)), next);
    }

    private @Nullable Long compound(String word) {
        var small = whole.get(word);
        if (small != null) {
            return (long) small;
        }
        int cut = word.indexOf("tausend");
        if (cut < 0) {
            return word.startsWith("hundert") ? compound("ein" + word) : null;
        }
        var left = cut == 0 ? Integer.valueOf(1) : whole.get(word.substring(0, cut));
        var tail = word.substring(cut + "tausend".length());
        var right = tail.isEmpty() ? Long.valueOf(0) : compound(tail);
        return left == null || right == null ? null : left * 1_000L + right;
    }

    private @Nullable Read english(List<String> tokens, int at) {
        long total = 0;
        long group = -1;
        long turned = -1;
        int next = at;
        while (next < tokens.size()) {
            var word = tokens.get(next);
            var small = whole.get(word);
            if (word.equals("hundred") && group >= 0 && group < 100) {
                group *= 100;
            } else if (word.equals("a") && group < 0 && isFactor(tokens, next + 1)) {
                group = 1;
            } else if (scale(word) > 0 && group >= 0) {
                total += group * scale(word);
                group = 0;
            } else if (word.equals("and")
                    && group > 0
                    && isSmall(tokens, next + 1)
                    && (group % 100 == 0)) {
                next++;
                continue;
            } else if (small == null) {
                break;
            } else if (group < 0) {
                group = small;
            } else if (turned < 0 && fits(group, small, tokens.get(next - 1))) {
                group += small;
            } else if (group >= 10 && group < 100 && small >= 10 && total == 0 && turned < 0) {
                turned = small; // "twelve fifty"
            } else if (turned >= 20 && turned % 10 == 0 && small < 10) {
                turned += small;
            } else {
                break;
            }
            next++;
        }
        if (group < 0) {
            return null;
        }
        var value = BigDecimal.valueOf(total + group);
        return turned < 0
                ? new Read(List.of(value), next)
                : new Read(
                        List.of(
                                BigDecimal.valueOf(group * 100 + turned),
                                BigDecimal.valueOf(group * 100 + turned, 2)),
                        next);
    }

    private boolean isSmall(List<String> tokens, int at) {
        return at < tokens.size() && whole.containsKey(tokens.get(at));
    }

    private static boolean isFactor(List<String> tokens, int at) {
        return at < tokens.size()
                && (tokens.get(at).equals("hundred") || scale(tokens.get(at)) > 0);
    }

    private static boolean fits(long group, int small, String before) {
        boolean isAfterScale =
                before.equals("hundred") || before.equals("and") || scale(before) > 0;
        boolean isUnit = group % 10 == 0 && group % 100 >= 20 && small > 0 && small < 10;
        return (isAfterScale && small < 100) || isUnit;
    }
}
