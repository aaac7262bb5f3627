package dev.parley.dialog.speech;

import dev.parley.dialog.speech.Rule.Found;
import dev.parley.dialog.speech.Rule.Start;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is read out sign by sign: e-mail addresses, URLs, phone numbers, ids and plates.
final class AddressRules {
    private static final String DOMAIN_END =
            "(?:com|org|net|de|io|eu|info|uk|dev|gov|edu|at|ch|us|ca)(?![A-Za-z0-9])";

    /// Ordinals in capitals, "5-door", "COVID-19".
    private static final Pattern NO_ID =
            Pattern.compile("\\d+(?:ST|ND|RD|TH)|\\d+-[A-Za-z]+|[A-Z]{4,}-\\d{1,2}");

    private static final int LONGEST_GROUP = 4;

    private final Tongue tongue;

    private AddressRules(Tongue tongue) {
        this.tongue = tongue;
    }

    static List<Rule> of(Tongue tongue) {
        var rules = new AddressRules(tongue);
        var mail = "[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,20}";
        var link = "(?:https?://|www\\.)[^\\s<>\"]{0,500}[^\\s<>\".,;:!?)'\\]]";
        var bare = "(?:[A-Za-z0-9-]{1,63}\\.){1,6}" + DOMAIN_END + "(?:/[^\\s<>\".,;:!?)]{0,200})?";
        var plus = "\\+\\d(?:[ ().\\-/]{0,2}\\d){6,14}(?!\\d)";
        var american =
                "(?:1[-. ])?(?:\\(\\d{3}\\) ?|\\d{3}[-. ])\\d{3}[-. ]\\d{4}(?![\\d-])|\\d{3}-\\d{4}(?![\\d-])";
        var local = "\\(?0\\d{2,4}\\)?[ /-]{1,3}\\d(?:[ -]?\\d){3,10}(?!\\d)";
        var hyphened = "\\d{1,12}(?:-\\d{1,12}){2,8}(?![\\d-])";
        var plate = "\\p{Lu}{1,3}-\\p{Lu}{1,2} ?\\d{1,4}(?![\\p{L}\\d])";
        var id = "[A-Za-z0-9]{2,40}(?:-[A-Za-z0-9]{1,40}){0,8}(?![\\p{L}\\d-])";
        return List.of(
                Rule.of(Start.LETTER, mail, rules::address),
                Rule.of(Start.DIGIT, mail, rules::address),
                Rule.of(Start.LETTER, link, rules::address),
                Rule.of(Start.LETTER, bare, rules::address),
                Rule.of(Start.DIGIT, bare, rules::address),
                Rule.of(Start.SYMBOL, plus, rules::phone),
                Rule.of(Start.SYMBOL, american, rules::phone),
                Rule.of(Start.DIGIT, american, rules::phone),
                Rule.of(Start.SYMBOL, local, rules::phone),
                Rule.of(Start.DIGIT, local, rules::phone),
                Rule.of(Start.DIGIT, hyphened, rules::phone),
                Rule.of(Start.LETTER, plate, found -> rules.spelled(found.group(0))),
                Rule.of(Start.LETTER, id, rules::id),
                Rule.of(Start.DIGIT, id, rules::id));
    }

    /// Numbers that are names.
    static List<Rule> namesOf(Tongue tongue) {
        return List.of(
                Rule.of(
                        Start.DIGIT,
                        "(\\d{2,40})(?![\\d:/%€$£-]|[.,]\\d)",
                        new AddressRules(tongue)::nameNumber));
    }

    /// Words stay words, signs are named, figures are said one by one.
    private String address(Found found) {
        var text = found.group(0).replaceFirst("^(?:https?://)?(?:www\\.)?", "");
        if (text.length() > 1 && text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        var said = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean goesOn =
                    Character.isLetter(c) && i > 0 && Character.isLetter(text.charAt(i - 1));
            var word = said(c);
            said.append(said.isEmpty() || goesOn || word.isEmpty() ? "" : " ").append(word);
        }
        return said.toString();
    }

    private String said(char c) {
        if (Character.isDigit(c)) {
            return tongue.digit(c);
        }
        return Character.isLetter(c)
                ? Character.toString(c)
                : tongue.signs().getOrDefault(c == '-' ? "hyphen" : Character.toString(c), "");
    }

    /// In the groups it is written in, long ones cut in pieces.
    private String phone(Found found) {
        var text = found.group(0);
        var said = new StringBuilder(text.startsWith("+") ? tongue.sign("+") : "");
        boolean isFirst = true;
        for (var group : text.split("\\D+")) {
            for (int at = 0; at < group.length(); ) {
                int left = group.length() - at;
                int size = left <= LONGEST_GROUP ? left : 3;
                said.append(said.isEmpty() ? "" : isFirst ? " " : ", ");
                said.append(tongue.digits(group.substring(at, at + size)));
                isFirst = false;
                at += size;
            }
        }
        return said.toString();
    }

    private String spelled(String text) {
        var said = new StringBuilder();
        boolean pause = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                pause = !said.isEmpty();
                continue;
            }
            boolean turns = i > 0 && Character.isDigit(c) != Character.isDigit(text.charAt(i - 1));
            said.append(said.isEmpty() ? "" : pause || (turns && text.length() > 4) ? ", " : " ");
            said.append(Character.isDigit(c) ? tongue.digit(c) : Character.toString(c));
            pause = false;
        }
        return said.toString();
    }

    /// Capitals and figures mixed, or figures and letters that take turns: no word, but an id.
    private @Nullable String id(Found found) {
        var text = found.group(0);
        int digits = 0;
        int capitals = 0;
        int small = 0;
        int turns = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += Character.isDigit(c) ? 1 : 0;
            capitals += Character.isUpperCase(c) ? 1 : 0;
            small += Character.isLowerCase(c) ? 1 : 0;
            turns += i > 0 && Character.isDigit(c) != Character.isDigit(text.charAt(i - 1)) ? 1 : 0;
        }
        boolean isCode = capitals > 0 && small == 0 && digits + capitals >= 4 && digits > 0;
        boolean isMixed = digits > 0 && capitals + small > 0 && turns >= 3 && text.length() >= 6;
        return (isCode || isMixed) && !NO_ID.matcher(text).matches() ? spelled(text) : null;
    }

    /// A long number, one with zeros in front, or one called a code.
    private @Nullable String nameNumber(Found found) {
        var digits = found.group(1);
        var before = found.wordBefore().toLowerCase(Locale.ROOT);
        boolean isName =
                digits.length() >= 7
                        || digits.startsWith("0")
                        || (digits.length() >= 3 && tongue.idWords().contains(before));
        return isName && !Character.isLetter(found.charAfter()) ? grouped(digits) : null;
    }

    private String grouped(String digits) {
        var said = new StringBuilder();
        for (int at = 0; at < digits.length(); ) {
            int left = digits.length() - at;
            int size = left <= LONGEST_GROUP ? left : 3;
            said.append(at == 0 ? "" : ", ").append(tongue.digits(digits.substring(at, at + size)));
            at += size;
        }
        return said.toString();
    }
}
