package dev.parley.dialog.prompt;

import java.util.ArrayList;
import java.util.List;

/// The text of a prompt in parts: `{name}` is a variable, `{{` and `}}` are braces.
final class PromptParts {
    private PromptParts() {}

    sealed interface Part {}

    record Text(String text) implements Part {}

    /// @param line within the text, from 0
    record Variable(String name, int line) implements Part {}

    /// Throws IllegalArgumentException for a brace that does not open or close.
    static List<Part> of(String text) {
        var parts = new ArrayList<Part>();
        var fixed = new StringBuilder();
        int line = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            line += c == '\n' ? 1 : 0;
            boolean isDouble =
                    (c == '{' || c == '}') && at + 1 < text.length() && text.charAt(at + 1) == c;
            if (isDouble) {
                fixed.append(c);
                at++;
            } else if (c == '{') {
                int close = text.indexOf('}', at);
                var name = close < 0 ? "" : text.substring(at + 1, close).strip();
                if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
                    throw new IllegalArgumentException(
                            "expected {name} with small letters, or {{ for a brace, at \""
                                    + text.substring(at, Math.min(text.length(), at + 20)).strip()
                                    + "\"");
                }
                parts.add(new Text(fixed.toString()));
                fixed.setLength(0);
                parts.add(new Variable(name, line));
                at = close;
            } else if (c == '}') {
                throw new IllegalArgumentException("\"}\" without \"{\"; a brace alone is }}");
            } else {
                fixed.append(c);
            }
        }
        parts.add(new Text(fixed.toString()));
        return parts;
    }
}
