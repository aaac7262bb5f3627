package dev.parley.providers.local;

import com.sun.speech.freetts.Item;
import com.sun.speech.freetts.Relation;
import com.sun.speech.freetts.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the words of a sentence in the utterances that FreeTTS made of it: each token of the text
/// with the end times of its phones. One per engine, on its thread.
final class FreeTtsWords {
    private final List<SpokenWord> found = new ArrayList<>();
    private String text = "";
    private int searchFrom;

    void begin(String sentence) {
        found.clear();
        text = sentence.toLowerCase(Locale.ROOT);
        searchFrom = 0;
    }

    List<SpokenWord> found() {
        return found;
    }

    /// Adds the words of the next utterance, whose sound begins `offsetMillis` into the sentence.
    void add(Utterance utterance, int offsetMillis) {
        Relation tokens = utterance.getRelation(Relation.TOKEN);
        for (Item token = tokens.getHead(); token != null; token = token.getNext()) {
            String name = String.valueOf(token.getFeatures().getObject("name"));
            int start = text.indexOf(name.toLowerCase(Locale.ROOT), searchFrom);
            Item first = token.getDaughter();
            Item last = token.getLastDaughter();
            if (start < 0 || first == null || last == null) {
                continue;
            }
            int end = start + name.length();
            searchFrom = end;
            found.add(
                    new SpokenWord(
                            start,
                            end,
                            offsetMillis + millis(before(phone(first, false))),
                            offsetMillis + millis(phone(last, true))));
        }
    }

    private static @Nullable Item phone(Item word, boolean atEnd) {
        Item syllables = word.getItemAs(Relation.SYLLABLE_STRUCTURE);
        Item syllable = syllables == null ? null : daughter(syllables, atEnd);
        Item phone = syllable == null ? null : daughter(syllable, atEnd);
        return phone == null ? null : phone.getItemAs(Relation.SEGMENT);
    }

    private static @Nullable Item daughter(Item item, boolean last) {
        return last ? item.getLastDaughter() : item.getDaughter();
    }

    private static @Nullable Item before(@Nullable Item phone) {
        return phone == null ? null : phone.getPrevious();
    }

    /// Phones carry their end in seconds.
    private static int millis(@Nullable Item phone) {
        return phone == null ? 0 : Math.round(1000 * phone.getFeatures().getFloat("end"));
    }
}
