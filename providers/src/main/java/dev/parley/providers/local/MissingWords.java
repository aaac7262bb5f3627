package dev.parley.providers.local;

import java.util.List;
import java.util.SortedMap;

/// Grammars use words that the recognizer can never hear. Thrown at start.
public final class MissingWords extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param wordsByGrammar the unknown words of each grammar that has some
    MissingWords(SortedMap<String, List<String>> wordsByGrammar) {
        super(
                "expected only words that the recognizer knows, but it cannot hear: "
                        + wordsByGrammar
                        + "; write them as words that sound alike, or leave them out");
    }
}
