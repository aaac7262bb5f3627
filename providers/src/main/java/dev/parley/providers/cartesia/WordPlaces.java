package dev.parley.providers.cartesia;

/// Finds the words of a sentence in its text, in order. One sentence, one thread.
final class WordPlaces {
    private final String text;
    private int from;

    WordPlaces(String text) {
        this.text = text;
    }

    /// @return where the word begins, at or after the last one found; -1 if it is not in the text
    ///   as such (the vendor says numbers in words)
    int find(String word) {
        int start = word.isEmpty() ? -1 : text.indexOf(word, from);
        if (start >= 0) {
            from = start + word.length();
        }
        return start;
    }
}
