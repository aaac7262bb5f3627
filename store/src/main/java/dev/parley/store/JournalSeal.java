package dev.parley.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;

/// The checksum behind each line of the journal: a tab and eight hexadecimal digits of CRC-32C (RFC
/// 3720 §12.1) over the line's bytes. A disk that flips a bit must not change what a person is
/// recorded to have said.
final class JournalSeal {
    private static final int DIGITS = 8;

    private JournalSeal() {}

    static String sealed(String line) {
        return line + "\t" + digits(line);
    }

    /// The line without its seal; throws [IllegalArgumentException], which does not quote it, if it
    /// was damaged. A line without a seal, of an earlier version, is given back as it is.
    static String opened(String sealed) {
        if (sealed.endsWith("}")) {
            return sealed;
        }
        var tab = sealed.length() - DIGITS - 1;
        if (tab < 0 || sealed.charAt(tab) != '\t') {
            throw new IllegalArgumentException("expected a checksum at the end of the line");
        }
        var line = sealed.substring(0, tab);
        if (!digits(line).equals(sealed.substring(tab + 1))) {
            throw new IllegalArgumentException("expected a line that fits its checksum");
        }
        return line;
    }

    private static String digits(String line) {
        var sum = new CRC32C();
        sum.update(line.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue()).toLowerCase(Locale.ROOT);
    }
}
