package dev.parley.providers.local;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;

/// The "audio player" into which FreeTTS speaks: keeps the samples of one sentence. One per engine,
/// on its thread.
final class SoundCollector implements AudioPlayer {
    private AudioFormat format = new AudioFormat(FreeTtsEngine.RATE, 16, 1, true, true);
    private short[] samples = new short[FreeTtsEngine.RATE * 4];
    private int count;
    private boolean overfull;

    void begin() {
        count = 0;
        overfull = false;
    }

    short[] samples() {
        return Arrays.copyOf(samples, count);
    }

    int rate() {
        return (int) format.getSampleRate();
    }

    int millis() {
        return (int) (count * 1000L / rate());
    }

    boolean isOverfull() {
        return overfull;
    }

    @Override
    public boolean write(byte[] bytes) {
        return write(bytes, 0, bytes.length);
    }

    /// 16-bit signed samples, big-endian as FreeTTS makes them.
    @Override
    public boolean write(byte[] bytes, int offset, int size) {
        int more = size / 2;
        if (count + more > rate() * SpeechEngine.MAX_SECONDS) {
            overfull = true;
            return false;
        }
        if (count + more > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(2 * samples.length, count + more));
        }
        boolean bigEndian = format.isBigEndian();
        for (int i = 0; i < more; i++) {
            int first = bytes[offset + 2 * i];
            int second = bytes[offset + 2 * i + 1];
            samples[count++] =
                    (short)
                            (bigEndian
                                    ? first << 8 | (second & 0xFF)
                                    : second << 8 | (first & 0xFF));
        }
        return true;
    }

    @Override
    public void setAudioFormat(AudioFormat audioFormat) {
        format = audioFormat;
    }

    @Override
    public AudioFormat getAudioFormat() {
        return format;
    }

    @Override
    public void begin(int size) {}

    @Override
    public boolean end() {
        return true;
    }

    @Override
    public boolean drain() {
        return true;
    }

    @Override
    public float getVolume() {
        return 1;
    }

    @Override
    public long getTime() {
        return millis();
    }

    @Override
    public void setVolume(float volume) {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void reset() {}

    @Override
    public void cancel() {}

    @Override
    public void close() {}

    @Override
    public void resetTime() {}

    @Override
    public void startFirstSampleTimer() {}

    @Override
    public void showMetrics() {}
}
