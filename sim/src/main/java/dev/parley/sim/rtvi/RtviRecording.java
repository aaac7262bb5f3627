package dev.parley.sim.rtvi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Both sides of a session as the person lived it, time-aligned, at [Person#RATE]: sample n of
/// either side is n / 16 ms after the session began; the bot's side is what was played, not what
/// was sent. Thread-safe. Keeps the first quarter of an hour.
public final class RtviRecording {
    private static final int MAX_SAMPLES = 15 * 60 * Person.RATE;
    private static final int AUDIBLE = 300;
    private static final int BRIDGED_MILLIS = 120;

    private final ReentrantLock lock = new ReentrantLock();
    private short[] person = new short[Person.RATE * 30];
    private short[] bot = new short[Person.RATE * 30];
    private int length;

    RtviRecording() {}

    void add(short[] personFrame, short[] botFrame) {
        lock.lock();
        try {
            if (length + Person.FRAME > MAX_SAMPLES) {
                return;
            }
            if (length + Person.FRAME > bot.length) {
                person = Arrays.copyOf(person, person.length * 2);
                bot = Arrays.copyOf(bot, bot.length * 2);
            }
            System.arraycopy(personFrame, 0, person, length, Person.FRAME);
            System.arraycopy(botFrame, 0, bot, length, Person.FRAME);
            length += Person.FRAME;
        } finally {
            lock.unlock();
        }
    }

    /// What the person said so far.
    public short[] person() {
        return copy(true);
    }

    /// What the person heard so far.
    public short[] bot() {
        return copy(false);
    }

    /// A stretch in which the bot was audible, milliseconds of the session.
    public record Span(long from, long to) {}

    /// When the bot was audible; gaps under 120 ms are bridged.
    public List<Span> audible() {
        var sound = bot();
        List<Span> spans = new ArrayList<>();
        for (int at = 0; at + Person.FRAME <= sound.length; at += Person.FRAME) {
            int loud = 0;
            for (int i = at; i < at + Person.FRAME; i++) {
                loud = Math.max(loud, Math.abs((int) sound[i]));
            }
            if (loud <= AUDIBLE) {
                continue;
            }
            long from = at * 1000L / Person.RATE;
            boolean goesOn = !spans.isEmpty() && from - spans.getLast().to() < BRIDGED_MILLIS;
            spans.add(new Span(goesOn ? spans.removeLast().from() : from, from + 20));
        }
        return List.copyOf(spans);
    }

    private short[] copy(boolean ofPerson) {
        lock.lock();
        try {
            return Arrays.copyOf(ofPerson ? person : bot, length);
        } finally {
            lock.unlock();
        }
    }
}
