package dev.parley.dialog.speech;

import dev.parley.dialog.speech.Rule.Found;
import dev.parley.dialog.speech.Rule.Start;
import dev.parley.dialog.speech.SpokenText.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes written text speakable: markdown, HTML and pictures are taken out, numbers, dates, money,
/// addresses, units and abbreviations put into words. In a language that is not known text is only
/// cleaned. Never throws. Immutable; any thread.
public final class Speakable {
    private final @Nullable Tongue tongue;
    private final Lexicon lexicon;
    private final Map<Start, List<Rule>> rules = new EnumMap<>(Start.class);

    /// @param lexicon the agent's own words, before any rule
    public Speakable(SpokenLanguage language, Lexicon lexicon) {
        this.lexicon = lexicon;
        this.tongue = Tongue.of(language);
        for (var start : Start.values()) {
            rules.put(start, new ArrayList<>());
        }
        if (tongue != null) {
            var all = new ArrayList<>(tongue.rules());
            all.addAll(NumberRules.datesOf(tongue));
            all.addAll(AddressRules.of(tongue));
            all.addAll(NumberRules.measuresOf(tongue));
            all.addAll(AddressRules.namesOf(tongue));
            all.addAll(NumberRules.of(tongue));
            all.addAll(SignRules.of(tongue, Abbreviations.of(language)));
            all.forEach(rule -> of(rule.starts()).add(rule));
        }
    }

    /// The sentence as a voice says it. In English and German there are no figures in it.
    public SpokenText speak(String written) {
        return new Pass(new Cleaning(written), written).run();
    }

    private List<Rule> of(Start start) {
        return rules.getOrDefault(start, List.of());
    }

    private final class Pass {
        private final Cleaning cleaning;
        private final String written;
        private final String text;
        private final StringBuilder spoken = new StringBuilder();
        private final List<Part> parts = new ArrayList<>();
        private boolean isReplaced;
        private int at;

        Pass(Cleaning cleaning, String written) {
            this.cleaning = cleaning;
            this.written = written;
            this.text = cleaning.text();
        }

        SpokenText run() {
            while (at < text.length()) {
                if (!own() && !ruled()) {
                    copy();
                }
            }
            while (!spoken.isEmpty() && spoken.charAt(spoken.length() - 1) == ' ') {
                spoken.setLength(spoken.length() - 1);
            }
            return new SpokenText(written, spoken.toString(), parts);
        }

        private boolean isWordStart() {
            return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        }

        private boolean own() {
            var entry = isWordStart() ? lexicon.at(text, at) : null;
            if (entry == null) {
                return false;
            }
            replace(entry.spoken(), at + entry.written().length());
            return true;
        }

        private boolean ruled() {
            var start = Rule.start(text.charAt(at));
            if (start == Start.LETTER && !isWordStart()) {
                return false;
            }
            for (var rule : of(start)) {
                var matcher =
                        rule.pattern()
                                .matcher(text)
                                .useTransparentBounds(true)
                                .useAnchoringBounds(false)
                                .region(at, text.length());
                if (matcher.lookingAt()) {
                    var said = rule.wording().of(new Found(text, matcher.toMatchResult()));
                    if (said != null) {
                        replace(said, matcher.end());
                        return true;
                    }
                }
            }
            return false;
        }

        private void replace(String said, int end) {
            if (!said.isBlank()) {
                boolean isMark = !Character.isLetterOrDigit(said.charAt(0));
                if (!isMark && !spoken.isEmpty() && needsGap(spoken.charAt(spoken.length() - 1))) {
                    spoken.append(' ');
                }
                spoken.append(said.strip());
                isReplaced = !isMark;
            }
            if (said.endsWith(" ")) {
                gap();
            }
            at = end;
            part();
        }

        /// Between what is said in words and a letter, figure or mark before it.
        private static boolean needsGap(char before) {
            return Character.isLetterOrDigit(before) || ",;:.!?)%".indexOf(before) >= 0;
        }

        private void gap() {
            if (!spoken.isEmpty() && spoken.charAt(spoken.length() - 1) != ' ') {
                spoken.append(' ');
            }
        }

        private void copy() {
            char c = text.charAt(at);
            if (c == ' ') {
                gap();
            } else {
                if (isReplaced
                        && Character.isLetterOrDigit(c)
                        && !spoken.isEmpty()
                        && Character.isLetter(spoken.charAt(spoken.length() - 1))) {
                    spoken.append(' ');
                }
                if (isLoneMark()) {
                    spoken.setLength(spoken.length() - 1);
                }
                spoken.append(c);
            }
            isReplaced = false;
            at++;
            part();
        }

        /// A full stop that lost what it stood behind.
        private boolean isLoneMark() {
            boolean isAtEnd = at + 1 == text.length() || text.charAt(at + 1) == ' ';
            return isAtEnd
                    && ",.!?;:".indexOf(text.charAt(at)) >= 0
                    && !spoken.isEmpty()
                    && spoken.charAt(spoken.length() - 1) == ' ';
        }

        private void part() {
            parts.add(new Part(spoken.length(), cleaning.origin(at)));
        }
    }
}
