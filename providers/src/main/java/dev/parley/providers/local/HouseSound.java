package dev.parley.providers.local;

import dev.parley.audio.SoftLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Brings the raw sound of an engine into the house form while it arrives: multiplied by a gain,
/// limited, and with at most so much silence before the first and after the last sound. Pauses
/// inside stay, and no word is cut. One sentence, one thread.
final class HouseSound implements SpeechEngine.Output {
    /// -50 dBFS: FreeTTS and flite stay under it in their pauses.
    private static final float SILENT = 104;

    private final int rate;
    private final float gain;
    private final int keptBefore;
    private final int keptAfter;
    private final SpeechEngine.Output out;
    private final List<SpokenWord> words = new ArrayList<>();

    /// Silence that is not known yet to lie before more sound.
    private short[] held;

    private int heldCount;
    private int skipped;
    private boolean hasBegun;
    private short[] shaped = new short[0];
    private int shapedCount;

    /// @param beforeMillis silence kept before the first sound
    /// @param afterMillis silence kept after the last
    HouseSound(int rate, float gain, int beforeMillis, int afterMillis, SpeechEngine.Output out) {
        this.rate = rate;
        this.gain = gain;
        this.keptBefore = rate * beforeMillis / 1000;
        this.keptAfter = rate * afterMillis / 1000;
        this.held = new short[keptBefore + keptAfter + 1];
        this.out = out;
    }

    @Override
    public void word(SpokenWord word) {
        if (hasBegun) {
            out.word(shifted(word));
        } else {
            words.add(word);
        }
    }

    @Override
    public void samples(short[] samples, int offset, int count) {
        if (shaped.length < heldCount + count) {
            shaped = new short[heldCount + count];
        }
        shapedCount = 0;
        for (int i = offset; i < offset + count; i++) {
            float sample = samples[i] * gain;
            if (Math.abs(sample) < SILENT) {
                hold((short) Math.round(sample));
            } else {
                begin();
                release();
                shaped[shapedCount++] = SoftLimit.limited(sample);
            }
        }
        if (shapedCount > 0) {
            out.samples(shaped, 0, shapedCount);
        }
    }

    /// The sentence is whole.
    void finish() {
        if (hasBegun && heldCount > 0) {
            out.samples(held, 0, Math.min(heldCount, keptAfter));
            heldCount = 0;
        }
    }

    private void hold(short sample) {
        if (heldCount == held.length) {
            if (!hasBegun) {
                // Of a leading silence only the end is kept.
                int dropped = heldCount - keptBefore;
                System.arraycopy(held, dropped, held, 0, keptBefore);
                heldCount = keptBefore;
                skipped += dropped;
            } else {
                held = Arrays.copyOf(held, 2 * held.length);
            }
        }
        held[heldCount++] = sample;
    }

    private void begin() {
        if (hasBegun) {
            return;
        }
        hasBegun = true;
        int dropped = Math.max(0, heldCount - keptBefore);
        System.arraycopy(held, dropped, held, 0, heldCount - dropped);
        heldCount -= dropped;
        skipped += dropped;
        words.forEach(word -> out.word(shifted(word)));
        words.clear();
    }

    private void release() {
        if (heldCount == 0) {
            return;
        }
        if (shaped.length < shapedCount + heldCount + 1) {
            shaped = Arrays.copyOf(shaped, 2 * (shapedCount + heldCount + 1));
        }
        System.arraycopy(held, 0, shaped, shapedCount, heldCount);
        shapedCount += heldCount;
        heldCount = 0;
    }

    private SpokenWord shifted(SpokenWord word) {
        return word.earlier(skipped * 1000 / rate);
    }
}
