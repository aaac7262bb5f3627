package dev.parley.bench.turns;

import dev.parley.audio.Resampler;
import dev.parley.audio.SoundPrint;
import dev.parley.bench.voices.Voice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How the agent sounds while a [VirtualMouth] says something: 20 ms at a time, at 16 kHz in the
/// band of a telephone, its active speech at −24 dBFS; and its prints at 8 kHz.
final class AgentVoice {
    static final int FRAME = Voice.RATE / 50;

    private static final Map<String, float[]> SPOKEN = new ConcurrentHashMap<>();

    private final Path folder;
    private final Resampler narrow = new Resampler(Voice.RATE, 8_000);
    private final SoundPrint prints = new SoundPrint(8_000);
    private final short[] wide = new short[FRAME];
    private final short[] narrowed = new short[narrow.maxOutput(FRAME)];

    AgentVoice(Path folder) {
        this.folder = folder;
    }

    /// The next 20 ms.
    ///
    /// @param text what is said; empty for nothing
    /// @param millis how far it was said
    float[] frame(String text, long millis) {
        if (text.isEmpty()) {
            return new float[FRAME];
        }
        var sound = SPOKEN.computeIfAbsent(text, this::spoken);
        int from = (int) Math.min(sound.length, millis * Voice.RATE / 1000);
        return Arrays.copyOfRange(sound, from, from + FRAME);
    }

    /// The print of the frame that follows the last one.
    long print(float[] frame) {
        for (int i = 0; i < FRAME; i++) {
            wide[i] = (short) Math.clamp(frame[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        int count = narrow.resample(wide, 0, FRAME, narrowed, 0);
        return prints.of(narrowed, 0, count);
    }

    /// With silence behind it, for the last frame.
    private float[] spoken(String text) {
        var clip = Clip.spoken(Voice.ALL.getFirst(), text, folder).samples();
        var sound = new float[clip.length];
        for (int i = 0; i < clip.length; i++) {
            sound[i] = clip[i];
        }
        return Arrays.copyOf(CallerSound.atSpeechLevel(sound), clip.length + FRAME);
    }
}
