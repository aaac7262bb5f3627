package dev.parley.dialog.speech;

import java.util.List;

/// A sentence as a voice says it, and the way back: which of the written words were heard when so
/// much of the spoken text was. Immutable.
public final class SpokenText {
    private final String written;
    private final String spoken;
    private final List<Part> parts;

    /// A stretch of spoken text and the written text it stands for.
    ///
    /// @param spokenEnd exclusive
    /// @param after index of the next written character that is spoken
    record Part(int spokenEnd, int after) {}

    SpokenText(String written, String spoken, List<Part> parts) {
        this.written = written;
        this.spoken = spoken;
        this.parts = List.copyOf(parts);
    }

    public String written() {
        return written;
    }

    /// What the voice gets. Blank if there is nothing to say.
    public String spoken() {
        return spoken;
    }

    public boolean isSilent() {
        return spoken.isBlank();
    }

    /// How many characters of the written text were heard when the first `spokenChars` characters
    /// of the spoken text were: up to the end of the last word all of which was heard. Never less
    /// for more spoken characters; all of it once all was heard.
    public int writtenHeard(int spokenChars) {
        int heard = spokenChars;
        while (heard > 0
                && heard < spoken.length()
                && !Character.isLetterOrDigit(spoken.charAt(heard))
                && !Letters.isSpace(spoken.charAt(heard))) {
            heard++; // punctuation makes no sound of its own
        }
        if (heard >= spoken.length()) {
            return written.length();
        }
        return wholeWords(after(heard));
    }

    /// The words of the written text that were heard.
    public String heard(int spokenChars) {
        return written.substring(0, writtenHeard(spokenChars)).strip();
    }

    private int after(int heard) {
        int low = 0;
        int high = parts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (parts.get(middle).spokenEnd() <= heard) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : parts.get(low - 1).after();
    }

    private int wholeWords(int limit) {
        int end = Math.min(limit, written.length());
        boolean isWhole = end == written.length() || isSpace(end) || (end > 0 && isSpace(end - 1));
        while (!isWhole && end > 0) {
            end--;
            isWhole = isSpace(end);
        }
        while (end > 0 && isSpace(end - 1)) {
            end--;
        }
        return end;
    }

    private boolean isSpace(int index) {
        return Letters.isSpace(written.charAt(index));
    }

    @Override
    public String toString() {
        return spoken;
    }
}
