package dev.parley.dialog.guard;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers and keys that no agent says. Those with check digits are told from other numbers by
/// them.
enum IdKind {
    /// Payment cards: 13 to 19 figures with a right Luhn digit (ISO/IEC 7812-1).
    CARD("\\d(?:[ -]?\\d){12,18}(?!\\d)") {
        @Override
        boolean isRight(String found) {
            var digits = digits(found);
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = digits.charAt(digits.length() - 1 - i) - '0';
                int weighed = i % 2 == 0 ? digit : digit * 2;
                sum += weighed > 9 ? weighed - 9 : weighed;
            }
            return sum % 10 == 0 && digits.chars().anyMatch(c -> c != '0');
        }
    },
    /// Bank accounts (ISO 13616): remainder 1 by 97.
    IBAN("[A-Za-z]{2}\\d{2}(?: ?[A-Za-z0-9]){11,30}") {
        @Override
        boolean isRight(String found) {
            var plain = found.replace(" ", "").toUpperCase(Locale.ROOT);
            for (int length = plain.length(); length >= 15; length--) {
                if (remainder(plain.substring(0, length)) == 1) {
                    return true;
                }
            }
            return false;
        }
    },
    /// Social security numbers of the USA, in their usual form; they have no check digit.
    SSN("(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}(?![\\d-])"),
    /// German tax numbers of persons: eleven figures, check digit by ISO 7064 MOD 11,10.
    TAX_ID("[1-9]\\d(?: ?\\d{3}){3}(?! ?\\d)") {
        @Override
        boolean isRight(String found) {
            var digits = digits(found);
            int product = 10;
            for (int i = 0; i < 10; i++) {
                int sum = (digits.charAt(i) - '0' + product) % 10;
                product = (sum == 0 ? 10 : sum) * 2 % 11;
            }
            return (11 - product) % 10 == digits.charAt(10) - '0';
        }
    },
    /// Keys and tokens by their usual beginnings, and private keys.
    KEY(
            "(?:sk-|pk-|rk_|sk_|ghp_|gho_|xox[abps]-|AKIA|AIza|ya29\\.|glpat-|hf_)[A-Za-z0-9_-]{12,200}"
                    + "|eyJ[A-Za-z0-9_-]{10,400}\\.[A-Za-z0-9_-]{10,400}"
                    + "|-----BEGIN [A-Z ]{0,30}PRIVATE KEY");

    private static final Pattern NO_DIGIT = Pattern.compile("\\D");

    private final Pattern pattern;

    IdKind(String pattern) {
        this.pattern = Pattern.compile("(?<![A-Za-z0-9])(?:" + pattern + ")");
    }

    static Optional<IdKind> of(String name) {
        for (var kind : values()) {
            if (kind.word().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether such a number stands in the text.
    boolean isIn(String text) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (isRight(matcher.group())) {
                return true;
            }
        }
        return false;
    }

    boolean isRight(String found) {
        return !found.isEmpty();
    }

    private static String digits(String text) {
        return NO_DIGIT.matcher(text).replaceAll("");
    }

    private static int remainder(String account) {
        var turned = account.substring(4) + account.substring(0, 4);
        var digits = new StringBuilder();
        turned.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    }
}
