package dev.parley.sim.vendor.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// A voice that is a tone, noise or silence, whose length follows the text: the same text sounds
/// the same, sample by sample.
///
/// @param millisPerCharacter length of the sound
/// @param hertz of the tone
public record ToneVoice(Kind kind, int millisPerCharacter, int hertz) implements VoiceFunction {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final int LEVEL = 8_000;

    /// How it sounds.
    public enum Kind {
        TONE,
        NOISE,
        SILENCE
    }

    /// The usual one: 440 Hz, 50 ms a character.
    public static ToneVoice usual() {
        return new ToneVoice(Kind.TONE, 50, 440);
    }

    @Override
    public Sound speak(String text, int rate) {
        int characters = text.codePointCount(0, text.length());
        var samples = new short[(int) ((long) characters * millisPerCharacter * rate / 1_000)];
        var random = new Random(text.hashCode());
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    (short)
                            switch (kind) {
                                case TONE -> LEVEL * Math.sin(2 * Math.PI * hertz * i / rate);
                                case NOISE -> random.nextInt(-LEVEL, LEVEL);
                                case SILENCE -> 0;
                            };
        }
        List<Sound.Word> words = new ArrayList<>();
        var word = WORD.matcher(text);
        while (word.find()) {
            words.add(
                    new Sound.Word(
                            word.group(), seconds(text, word.start()), seconds(text, word.end())));
        }
        return new Sound(samples, words);
    }

    private double seconds(String text, int place) {
        return text.codePointCount(0, place) * millisPerCharacter / 1_000.0;
    }
}
