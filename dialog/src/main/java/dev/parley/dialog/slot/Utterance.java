package dev.parley.dialog.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Recognized words in one spelling, whatever recognizer they came from: lower case, no
/// punctuation, no hesitations, "a m" as "am", figures as words.
public record Utterance(List<String> words) {
    private static final Set<String> HESITATIONS =
            Set.of("uh", "um", "uhm", "er", "erm", "hmm", "hm", "ah", "mm", "[unk]");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})");
    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,2})(st|nd|rd|th)");
    private static final Pattern HALF_DAY = Pattern.compile("(\\d{1,2})(am|pm)");
    private static final Pattern FIGURES = Pattern.compile("\\d+");
    private static final List<String> POLITE_ENDS =
            List.of(
                    "please", "thanks", "thank", "you", "would", "be", "is", "good", "great",
                    "fine", "nice", "perfect", "okay", "works", "for", "me", "then");
    private static final List<String> POLITE_STARTS =
            List.of(
                    "i would like to have",
                    "i would like",
                    "i'd like to have",
                    "i'd like",
                    "i want",
                    "i need",
                    "i prefer",
                    "i would prefer",
                    "i'd prefer",
                    "can i have",
                    "could i have",
                    "can i get",
                    "could i get",
                    "can we do",
                    "could we do",
                    "can you do",
                    "let's do",
                    "let's say",
                    "let us say",
                    "let's take",
                    "make it",
                    "make that",
                    "give me",
                    "how about",
                    "what about",
                    "it would be",
                    "that would be",
                    "it is",
                    "it's",
                    "that's",
                    "maybe",
                    "perhaps",
                    "actually",
                    "well",
                    "okay",
                    "ok",
                    "so",
                    "please",
                    "i'll take",
                    "i will take",
                    "i take",
                    "sorry");

    public Utterance {
        words = List.copyOf(words);
    }

    public static Utterance of(String text) {
        var words = new ArrayList<String>();
        var spaced =
                text.toLowerCase(Locale.ROOT)
                        .replace('\u2019', '\'')
                        .replace("a.m.", "am")
                        .replace("p.m.", "pm")
                        .replaceAll("[^a-z0-9':\\[\\]]", " ");
        for (var token : spaced.strip().split("\\s+")) {
            if (!token.isEmpty() && !HESITATIONS.contains(token)) {
                addAsWords(token, words);
            }
        }
        return new Utterance(joined(words));
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    public String text() {
        return String.join(" ", words);
    }

    /// The words from `from` to before `to`.
    public Utterance part(int from, int to) {
        return new Utterance(words.subList(from, to));
    }

    /// Without what people say around an answer: "i would like …", "… would be good please".
    public Utterance plain() {
        return withoutStarts(POLITE_STARTS).withoutEnds();
    }

    /// Without any of these phrases at the start, as often as they come.
    Utterance withoutStarts(List<String> starts) {
        var reader = new Reader(this);
        boolean more = true;
        while (more) {
            more = reader.takeAny(starts);
        }
        return part(reader.mark(), words.size());
    }

    private Utterance withoutEnds() {
        int end = words.size();
        while (end > 0 && POLITE_ENDS.contains(words.get(end - 1))) {
            end--;
        }
        return part(0, end);
    }

    private static void addAsWords(String token, List<String> words) {
        var clock = CLOCK.matcher(token);
        var ordinal = ORDINAL.matcher(token);
        var halfDay = HALF_DAY.matcher(token);
        if (clock.matches()) {
            int minutes = Integer.parseInt(clock.group(2));
            addNumber(clock.group(1), words);
            if (minutes == 0) {
                words.add("o'clock");
            } else if (minutes < 10) {
                words.add("oh");
                addNumber(clock.group(2).substring(1), words);
            } else {
                addNumber(clock.group(2), words);
            }
        } else if (ordinal.matches()) {
            int number = Integer.parseInt(ordinal.group(1));
            if (number >= 1 && number <= 31) {
                words.addAll(List.of(Numbers.ordinal(number).split(" ")));
            }
        } else if (halfDay.matches()) {
            addNumber(halfDay.group(1), words);
            words.add(halfDay.group(2));
        } else if (FIGURES.matcher(token).matches()) {
            addNumber(token, words);
        } else {
            var word = token.replaceAll("[:\\[\\]]", "");
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
    }

    private static void addNumber(String figures, List<String> words) {
        var spoken =
                figures.length() <= 2 && !figures.startsWith("0")
                        ? Numbers.cardinal(Integer.parseInt(figures))
                        : Numbers.digits(figures);
        words.addAll(List.of(spoken.split(" ")));
    }

    private static List<String> joined(List<String> words) {
        var result = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var next = i + 1 < words.size() ? words.get(i + 1) : "";
            if ((word.equals("a") || word.equals("p")) && next.equals("m")) {
                result.add(word + "m");
                i++;
            } else if (word.equals("o") && next.equals("clock")) {
                result.add("o'clock");
                i++;
            } else if (word.equals("oclock")) {
                result.add("o'clock");
            } else {
                result.add(word.equals("o") ? "oh" : word);
            }
        }
        return result;
    }
}
