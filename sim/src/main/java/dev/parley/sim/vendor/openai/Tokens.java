package dev.parley.sim.vendor.openai;

import java.util.ArrayList;
import java.util.List;

/// Text in pieces as a model gives them: words with the blank behind them, long ones in two.
final class Tokens {
    private static final int LONG = 8;
    private static final int PIECE = 7;

    private Tokens() {}

    static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        for (var word : text.split("(?<=\\s)(?=\\S)")) {
            int characters = word.codePointCount(0, word.length());
            if (characters > LONG) {
                int half = word.offsetByCodePoints(0, characters / 2);
                tokens.add(word.substring(0, half));
                tokens.add(word.substring(half));
            } else if (!word.isEmpty()) {
                tokens.add(word);
            }
        }
        return tokens;
    }

    /// Pieces of a few characters, for arguments.
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int left = text.codePointCount(at, text.length());
            int end = text.offsetByCodePoints(at, Math.min(PIECE, left));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
