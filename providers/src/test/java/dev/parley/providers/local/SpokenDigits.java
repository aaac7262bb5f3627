package dev.parley.providers.local;

import dev.parley.dialog.Expectation;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.Tags;
import java.util.ArrayList;
import java.util.List;

/// The words of [Tags] in the voice of FreeTTS, and what a recognizer expects of them.
final class SpokenDigits {
    static final Expectation EXPECTED = new Expectation("digits", words(), 0);

    private final List<short[]> sounds = new ArrayList<>();

    SpokenDigits() {
        try (var voice = FreeTtsVoice.open(FreeTtsSettings.DEFAULT, Meters.NONE)) {
            for (var word : words()) {
                sounds.add(HeardSentence.sound(voice, word));
            }
        }
    }

    private static List<String> words() {
        var words = new ArrayList<String>();
        for (int tag = 0; tag <= 9; tag++) {
            words.add(Tags.word(tag));
        }
        return words;
    }

    short[] sound(int tag) {
        return sounds.get(tag);
    }
}
