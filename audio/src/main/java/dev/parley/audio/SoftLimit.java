package dev.parley.audio;

/// Keeps sound that was made louder within 16 bits: straight up to -3 dBFS, bent above, so that a
/// loud vowel never wraps or clips hard. Any thread.
public final class SoftLimit {
    private static final float KNEE = 23_197;
    private static final float ROOM = Short.MAX_VALUE - KNEE;

    private SoftLimit() {}

    public static short limited(float sample) {
        float over = Math.abs(sample) - KNEE;
        return over <= 0
                ? (short) Math.round(sample)
                : (short) Math.round(Math.copySign(KNEE + ROOM * over / (over + ROOM), sample));
    }
}
