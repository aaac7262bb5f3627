package dev.parley.call.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether words under the agent's voice are its own, come back through a loudspeaker.
final class Echo {
    /// So many of a hundred words must be the agent's.
    private static final int ENOUGH_PERCENT = 60;

    private Echo() {}

    /// Whether enough of the words are in `said`, what the agent says around now; a word as often
    /// as the agent says it.
    static boolean isEcho(String words, String said) {
        var agents = split(said);
        var heard = split(words);
        int same = 0;
        for (var word : heard) {
            same += agents.remove(word) ? 1 : 0;
        }
        return !heard.isEmpty() && same * 100 >= ENOUGH_PERCENT * heard.size();
    }

    private static List<String> split(String text) {
        var words = new ArrayList<String>();
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
