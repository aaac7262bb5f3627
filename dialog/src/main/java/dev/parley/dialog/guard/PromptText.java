package dev.parley.dialog.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The words of a prompt, to notice when a model recites it.
final class PromptText {
    private final Set<String> rows = new HashSet<>();
    private final int length;

    PromptText(String prompt, int length) {
        this.length = length;
        var words = PlainText.words(PlainText.of(prompt));
        for (int i = 0; i + length <= words.size(); i++) {
            rows.add(row(words, i));
        }
    }

    private String row(List<String> words, int from) {
        return String.join(" ", words.subList(from, from + length));
    }

    /// Whether so many words in a row are the prompt's.
    boolean isRecitedIn(String plain) {
        if (rows.isEmpty()) {
            return false;
        }
        var words = PlainText.words(plain);
        for (int i = 0; i + length <= words.size(); i++) {
            if (rows.contains(row(words, i))) {
                return true;
            }
        }
        return false;
    }
}
