package dev.parley.it.browser;

import dev.parley.sim.rtvi.Person;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A person at a microphone who says what the test hands over, and is otherwise as quiet as a room.
final class Speaker implements Person {
    private final ConcurrentLinkedQueue<short[]> frames = new ConcurrentLinkedQueue<>();

    /// Says this next, samples at [Person#RATE].
    void say(short[] samples) {
        for (int at = 0; at < samples.length; at += FRAME) {
            frames.add(Arrays.copyOf(Arrays.copyOfRange(samples, at, at + FRAME), FRAME));
        }
    }

    boolean isSpeaking() {
        return !frames.isEmpty();
    }

    @Override
    public void hear(short[] frame, long millis) {}

    @Override
    public short[] speak(long millis) {
        var next = frames.poll();
        if (next != null) {
            return next;
        }
        var room = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            room[i] = (short) (((i * 7919L + millis) % 5) - 2);
        }
        return room;
    }
}
