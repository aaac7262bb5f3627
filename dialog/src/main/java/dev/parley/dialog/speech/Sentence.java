package dev.parley.dialog.speech;

/// A part of a reply that can be spoken by itself, as the model wrote it.
///
/// @param text without space around it, never empty
public record Sentence(String text, Kind kind) {
    public enum Kind {
        /// Up to a full stop, question mark, end of a line, or the end of the reply.
        WHOLE,
        /// The first words of a reply up to a comma or the like, so that speech starts soon.
        CLAUSE,
        /// Cut for its length alone.
        PIECE,
        /// Inside a code fence, fences included: to be shown, hardly to be spoken.
        CODE
    }

    public Sentence {
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected words, got nothing");
        }
    }
}
