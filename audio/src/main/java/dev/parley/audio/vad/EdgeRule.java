package dev.parley.audio.vad;

import dev.parley.audio.vad.VoiceActivity.Edges;

/// Makes edges of decisions about single frames: speech starts when `needed` of the last `window`
/// frames say so, dated back to the first of them, and stops after [VoiceActivity#SILENCE].
final class EdgeRule {
    private final int needed;
    private final int mask;
    private final int frame;
    private int recent;
    private boolean speaking;
    private long lastSpeech;

    /// @param frame length of a frame in positions
    EdgeRule(int needed, int window, int frame) {
        this.needed = needed;
        this.mask = (1 << window) - 1;
        this.frame = frame;
    }

    boolean speaking() {
        return speaking;
    }

    /// Takes one frame.
    ///
    /// @param end position of its end
    /// @param starts whether it counts as speech while there is none yet
    /// @param keeps whether it counts as speech once there is some
    void frame(long end, boolean starts, boolean keeps, Edges edges) {
        if (!speaking) {
            recent = ((recent << 1) | (starts ? 1 : 0)) & mask;
            if (Integer.bitCount(recent) >= needed) {
                int before = 31 - Integer.numberOfLeadingZeros(recent);
                speaking = true;
                lastSpeech = end;
                edges.started(end - (before + 1L) * frame);
            }
        } else if (keeps) {
            lastSpeech = end;
        } else if (end - lastSpeech >= VoiceActivity.SILENCE) {
            speaking = false;
            recent = 0;
            edges.stopped(lastSpeech, end - lastSpeech);
        }
    }

    void reset() {
        recent = 0;
        speaking = false;
        lastSpeech = 0;
    }
}
