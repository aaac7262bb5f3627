package dev.parley.bench.turns;

import dev.parley.bench.voices.Voice;
import java.nio.file.Path;
import java.util.List;

/// A long explanation of the agent, and how it sounds.
final class Lecture {
    static final List<String> SENTENCES =
            List.of(
                    "Let me explain what we do at an inspection of your car.",
                    "First we look at the brakes, the tires and the lights.",
                    "Then we check the oil, the coolant and the battery.",
                    "After that a mechanic takes the car for a short drive.",
                    "You get a list of everything that should be repaired.",
                    "Nothing is repaired before you have agreed to the price.",
                    "The inspection takes about two hours in the morning.",
                    "You may wait here or come back in the afternoon.");

    private static final int SAMPLES_PER_MILLI = Voice.RATE / 1000;
    private static volatile float[] spoken = {};

    private Lecture() {}

    /// The sentences as [VirtualMouth] times them.
    static float[] sound(Path folder) {
        if (spoken.length > 0) {
            return spoken;
        }
        var voice = Voice.ALL.getFirst();
        long millis = SENTENCES.stream().mapToLong(VirtualMouth::millis).sum() + 3_000;
        var sound = new float[(int) millis * SAMPLES_PER_MILLI];
        long at = 0;
        for (var sentence : SENTENCES) {
            var clip = Clip.spoken(voice, sentence, folder).samples();
            int from = (int) at * SAMPLES_PER_MILLI;
            for (int i = 0; i < clip.length && from + i < sound.length; i++) {
                sound[from + i] += clip[i];
            }
            at += VirtualMouth.millis(sentence);
        }
        spoken = sound;
        return sound;
    }
}
