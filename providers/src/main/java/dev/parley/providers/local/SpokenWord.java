package dev.parley.providers.local;

/// A word of a sentence: the characters of the text from `textStart` to before `textEnd`, and its
/// place in the sound.
record SpokenWord(int textStart, int textEnd, int startMillis, int endMillis) {
    SpokenWord earlier(int millis) {
        return new SpokenWord(
                textStart,
                textEnd,
                Math.max(0, startMillis - millis),
                Math.max(0, endMillis - millis));
    }
}
