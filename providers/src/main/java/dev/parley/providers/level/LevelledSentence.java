package dev.parley.providers.level;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.TakeOver;
import dev.parley.dialog.provider.Use;
import java.util.Arrays;

/// The sound of one sentence on its way from a voice, brought to the level of the house. On the
/// threads of the voice, one after the other.
///
/// Queue: sound held back while the level of the voice is unknown, at most 300 ms and one piece.
final class LevelledSentence implements Synthesizer.Listener {
    private static final int MOST_HELD_MILLIS = 300;

    /// -50 dBFS.
    private static final int SILENT = 104;

    private final VoiceLevel level;
    private final Synthesizer.Listener listener;
    private final SpeechMeter meter;
    private final SentenceGain gain;
    private final int mostHeld;
    private boolean isHolding;
    private short[] held = new short[0];
    private int heldCount;

    LevelledSentence(int rate, VoiceLevel level, Synthesizer.Listener listener) {
        this.level = level;
        this.listener = listener;
        this.meter = new SpeechMeter(rate, level::heard);
        this.gain = new SentenceGain(rate, level);
        this.mostHeld = rate * MOST_HELD_MILLIS / 1000;
        this.isHolding = level.isAwaited();
    }

    private boolean isKnown() {
        return !Double.isNaN(level.dbfs());
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        meter.samples(samples, offset, count);
        if (!isHolding) {
            pass(samples, offset, count);
            return;
        }
        if (heldCount == 0 && isSilent(samples, offset, count)) {
            listener.audio(samples, offset, count);
            return;
        }
        hold(samples, offset, count);
        if (heldCount >= mostHeld) {
            meter.finish(); // what it keeps for fear of a tone
            release();
        } else if (isKnown()) {
            release();
        }
    }

    /// The quiet before the first word is not worth waiting with.
    private static boolean isSilent(short[] samples, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (Math.abs(samples[i]) >= SILENT) {
                return false;
            }
        }
        return true;
    }

    private void hold(short[] samples, int offset, int count) {
        if (held.length < heldCount + count) {
            held = Arrays.copyOf(held, heldCount + Math.max(count, mostHeld));
        }
        System.arraycopy(samples, offset, held, heldCount, count);
        heldCount += count;
    }

    private void release() {
        isHolding = false;
        level.awaited();
        int count = heldCount;
        heldCount = 0;
        if (count > 0) {
            pass(held, 0, count);
        }
        held = new short[0];
    }

    private void pass(short[] samples, int offset, int count) {
        listener.audio(gain.applied(samples, offset, count), offset, count);
    }

    private void end() {
        meter.finish();
        if (isHolding) {
            release();
        }
    }

    @Override
    public void word(int textStart, int textEnd, int startMillis, int endMillis) {
        listener.word(textStart, textEnd, startMillis, endMillis);
    }

    @Override
    public void done() {
        end();
        listener.done();
    }

    @Override
    public void failed(ProviderFailure failure) {
        end();
        listener.failed(failure);
    }

    @Override
    public void failed(ProviderFault fault) {
        end();
        listener.failed(fault);
    }

    @Override
    public void used(Use use) {
        listener.used(use);
    }

    @Override
    public void tookOver(TakeOver what) {
        listener.tookOver(what);
    }
}
