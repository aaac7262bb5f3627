package dev.parley.transports.browser;

import dev.parley.sim.rtvi.Person;

/// Hums 300 Hz for ever.
final class Speaker implements Person {
    @Override
    public void hear(short[] frame, long millis) {}

    @Override
    public short[] speak(long millis) {
        var frame = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            double at = millis / 1000.0 + (double) i / RATE;
            frame[i] = (short) (8_000 * Math.sin(2 * Math.PI * 300 * at));
        }
        return frame;
    }
}
