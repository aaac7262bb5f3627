package dev.parley.agents.garage;

import dev.parley.compliance.Sensitive;
import java.util.Optional;
import java.util.regex.Pattern;

/// A telephone number in E.164 form ("+12125550147"). Numbers without a country code are North
/// American. Never prints itself.
final class PhoneNumber {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{10,15}");

    private final Sensitive<String> e164;

    private PhoneNumber(String e164) {
        this.e164 = Sensitive.of(e164);
    }

    /// Reads a number as a carrier or a person writes it; empty for "anonymous", names, extensions
    /// and everything else that nobody could call back.
    static Optional<PhoneNumber> parse(String written) {
        String plain = written.strip().replaceAll("[ ().-]", "");
        boolean international = plain.startsWith("+");
        String digits = international ? plain.substring(1) : plain;
        if (!DIGITS.matcher(digits).matches() || digits.startsWith("0")) {
            return Optional.empty();
        }
        if (!international && digits.length() == 10) {
            return Optional.of(new PhoneNumber("+1" + digits));
        }
        return Optional.of(new PhoneNumber("+" + digits));
    }

    String reveal() {
        return e164.reveal();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneNumber that && e164.equals(that.e164);
    }

    @Override
    public int hashCode() {
        return e164.hashCode();
    }

    @Override
    public String toString() {
        return e164.toString();
    }
}
