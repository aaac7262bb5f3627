package dev.parley.dialog.guard;

import dev.parley.dialog.speech.Cleaned;
import java.text.Normalizer;
import java.util.List;

/// A sentence for comparing: without ornaments, in plain lower-case words with one space between
/// and around.
final class PlainText {
    private PlainText() {}

    static String of(String text) {
        var plain = Normalizer.normalize(Cleaned.text(text), Normalizer.Form.NFKC);
        var words = new StringBuilder(" ");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                words.append(Character.toLowerCase(c));
            } else if (c != '\'' && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.charAt(words.length() - 1) == ' '
                ? words.toString()
                : words.append(' ').toString();
    }

    /// The words of a text that is plain already.
    static List<String> words(String plain) {
        var words = plain.strip();
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }
}
