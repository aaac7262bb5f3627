package dev.parley.it.serve;

import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.MuLaw;

/// A caller who speaks when told to, once the agent was heard after that and is silent again; which
/// words a simulated recognizer hears in it is the script's affair.
final class PromptedCaller implements CallerSide {
    private static final int AUDIBLE = 300;
    private static final long PAUSE_MILLIS = 600;
    private static final long TURN_MILLIS = 1_300;

    private final byte[] voice;
    private boolean isTold;
    private boolean wasAnswered;
    private long lastHeard;
    private long began = -1;

    /// @param voice µ-law of someone speaking
    PromptedCaller(byte[] voice) {
        this.voice = voice.clone();
    }

    synchronized void say() {
        isTold = true;
        wasAnswered = false;
    }

    @Override
    public synchronized void hear(byte[] frame, long callMillis) {
        for (byte code : frame) {
            if (Math.abs((int) MuLaw.decode(code)) > AUDIBLE) {
                lastHeard = callMillis;
                wasAnswered = true;
            }
        }
    }

    @Override
    public synchronized byte[] speak(long callMillis) {
        if (isTold && wasAnswered && began < 0 && callMillis - lastHeard > PAUSE_MILLIS) {
            isTold = false;
            began = callMillis;
        }
        if (began < 0 || callMillis - began >= TURN_MILLIS) {
            began = -1;
            return MuLaw.silence();
        }
        byte[] frame = new byte[MuLaw.FRAME_BYTES];
        int from = (int) ((callMillis - began) * 8 % (voice.length - frame.length));
        System.arraycopy(voice, from, frame, 0, frame.length);
        return frame;
    }
}
