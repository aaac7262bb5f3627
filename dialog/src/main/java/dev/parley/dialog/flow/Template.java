package dev.parley.dialog.flow;

import java.util.ArrayList;
import java.util.List;

/// One sentence of the agent: fixed text and values in braces ("at {time}.").
record Template(List<Part> parts, int line) {
    sealed interface Part {}

    record Text(String text) implements Part {}

    record Value(Expression expression, String source) implements Part {}

    Template {
        parts = List.copyOf(parts);
    }

    boolean isFixed() {
        return parts.stream().allMatch(Text.class::isInstance);
    }

    /// The text as written, values in braces.
    String source() {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Text(String fixed) -> text.append(fixed);
                case Value(_, String source) -> text.append('{').append(source).append('}');
            }
        }
        return text.toString();
    }

    /// The sentences of a text. Throws [ExpressionParser.Mistake] if braces or an expression are
    /// wrong.
    static List<Template> sentences(String text, int line) {
        var sentences = new ArrayList<Template>();
        int start = 0;
        int braces = 0;
        var plain = text.strip();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            boolean ends = (c == '.' || c == '?' || c == '!') && braces == 0;
            boolean gap = i + 1 == plain.length() || plain.charAt(i + 1) == ' ';
            if (ends && gap) {
                sentences.add(sentence(plain.substring(start, i + 1).strip(), line));
                start = i + 1;
            }
        }
        if (start < plain.length()) {
            sentences.add(sentence(plain.substring(start).strip(), line));
        }
        return sentences;
    }

    private static Template sentence(String text, int line) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                open = text.length();
            }
            if (text.substring(at, open).contains("}")) {
                throw new ExpressionParser.Mistake("\"}\" without \"{\" in \"" + text + "\"");
            }
            if (open > at) {
                parts.add(new Text(text.substring(at, open)));
            }
            if (open == text.length()) {
                break;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new ExpressionParser.Mistake("\"{\" without \"}\" in \"" + text + "\"");
            }
            var source = text.substring(open + 1, close).strip();
            parts.add(new Value(ExpressionParser.parse(source), source));
            at = close + 1;
        }
        return new Template(parts, line);
    }
}
