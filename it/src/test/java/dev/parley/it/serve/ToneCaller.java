package dev.parley.it.serve;

import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.MuLaw;
import java.util.ArrayList;
import java.util.List;

/// A caller for scripted servers: speaks a voice-like sound in given stretches, and notes when the
/// agent was audible.
final class ToneCaller implements CallerSide {
    private static final int AUDIBLE = 300;

    private final List<long[]> stretches;
    private final List<Long> audible = new ArrayList<>();
    private final byte[] voice;

    /// @param voice µ-law of someone speaking, repeated as needed
    /// @param stretches from and to, milliseconds of the call, when the caller speaks
    ToneCaller(byte[] voice, long[]... stretches) {
        this.voice = voice.clone();
        this.stretches = List.of(stretches);
    }

    @Override
    public synchronized void hear(byte[] frame, long callMillis) {
        int loud = 0;
        for (byte code : frame) {
            loud = Math.max(loud, Math.abs((int) MuLaw.decode(code)));
        }
        if (loud > AUDIBLE) {
            audible.add(callMillis);
        }
    }

    @Override
    public byte[] speak(long callMillis) {
        for (var stretch : stretches) {
            if (callMillis >= stretch[0] && callMillis < stretch[1]) {
                byte[] frame = new byte[MuLaw.FRAME_BYTES];
                int from = (int) ((callMillis - stretch[0]) * 8 % (voice.length - frame.length));
                System.arraycopy(voice, from, frame, 0, frame.length);
                return frame;
            }
        }
        return MuLaw.silence();
    }

    /// Stretches in which the agent was audible: from and to in milliseconds, gaps under 200 ms
    /// bridged.
    synchronized List<long[]> heard() {
        List<long[]> heard = new ArrayList<>();
        for (long at : audible) {
            if (!heard.isEmpty() && at - heard.getLast()[1] < 200) {
                heard.getLast()[1] = at + 20;
            } else {
                heard.add(new long[] {at, at + 20});
            }
        }
        return heard;
    }
}
