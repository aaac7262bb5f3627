package dev.parley.call.journal;

import java.util.List;

/// One turn of the caller and what the agent said until the next; the first has no words: it is the
/// greeting. Holds what was said.
///
/// @param words of the caller, as the dialogue got them
/// @param said sentences of the agent, in order, whether heard or not
/// @param waitedMillis from the caller's last sound to the answer's first; -1 if that is not known
public record Exchange(String words, List<String> said, long waitedMillis) {
    public Exchange {
        said = List.copyOf(said);
    }

    /// Whether both say the same; how long it took does not matter.
    public boolean isSame(Exchange other) {
        return words.equals(other.words) && said.equals(other.said);
    }
}
