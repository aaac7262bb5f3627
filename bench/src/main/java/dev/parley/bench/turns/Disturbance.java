package dev.parley.bench.turns;

import dev.parley.bench.voices.Voice;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// What sounds on the caller's line while the agent talks.
///
/// @param isMeant the caller wants the floor
/// @param decibelsBelow under the caller's usual level
/// @param room what comes back of the agent's voice all the time
@SuppressWarnings("ArrayRecordComponent") // read only, inside this bench
record Disturbance(String kind, boolean isMeant, float[] sound, double decibelsBelow, Room room) {
    private static final int RATE = Voice.RATE;

    /// What the voices can say: a hum they would spell.
    private static final List<String> LISTENING =
            List.of("got it", "uh huh", "okay", "right", "yeah", "i see", "all right");

    private static final List<String> INTERRUPTIONS =
            List.of(
                    "no wait a moment",
                    "stop please",
                    "hold on a second",
                    "i have a question",
                    "what does that cost",
                    "that is not right",
                    "can i talk to somebody",
                    "excuse me but i need another day");

    static Disturbance listening(Voice voice, Random random, Path folder) {
        var said = LISTENING.get(random.nextInt(LISTENING.size()));
        return new Disturbance(
                "sign of listening", false, floats(Clip.spoken(voice, said, folder)), 0, Room.NONE);
    }

    static Disturbance interruption(Voice voice, Random random, Path folder) {
        var said = INTERRUPTIONS.get(random.nextInt(INTERRUPTIONS.size()));
        return new Disturbance(
                "interruption", true, floats(Clip.spoken(voice, said, folder)), 0, Room.NONE);
    }

    /// The same from a caller whose loudspeaker gives the agent's voice back, 6 to 20 dB weaker.
    Disturbance overEcho(Random random) {
        var room =
                new Room(
                        60 + random.nextInt(240),
                        6 + random.nextInt(15),
                        200 + random.nextInt(300),
                        random);
        return new Disturbance(kind, isMeant, sound, decibelsBelow, room);
    }

    boolean isEcho() {
        return kind.equals("echo");
    }

    /// Two or three bursts of noise, each with a sharp beginning and a tail, in the band of a
    /// cough.
    static Disturbance cough(Random random) {
        int bursts = 1 + random.nextInt(3);
        var sound = new float[RATE * 9 / 10];
        int at = 0;
        for (int burst = 0; burst < bursts; burst++) {
            int length = RATE * (110 + random.nextInt(120)) / 1000;
            double low = 0;
            for (int i = 0; i < length && at + i < sound.length; i++) {
                low += 0.35 * (random.nextGaussian() - low);
                double rise = Math.min(1, i / (0.008 * RATE));
                sound[at + i] = (float) (low * rise * Math.exp(-4.5 * i / length));
            }
            at += length + RATE * (60 + random.nextInt(90)) / 1000;
        }
        return new Disturbance("cough", false, sound, -3 + random.nextInt(8), Room.NONE);
    }

    /// Keys of a keyboard, a cup on a table.
    static Disturbance click(Random random) {
        var sound = new float[RATE * 7 / 10];
        int clicks = 1 + random.nextInt(5);
        for (int click = 0; click < clicks; click++) {
            int at = random.nextInt(sound.length - RATE / 50);
            double pitch = 700 + random.nextInt(2_000);
            for (int i = 0; i < RATE / 60; i++) {
                sound[at + i] +=
                        (float)
                                (Math.sin(2 * Math.PI * pitch * i / RATE)
                                        * Math.exp(-9.0 * i * 60 / RATE));
            }
        }
        return new Disturbance("click", false, sound, random.nextInt(6), Room.NONE);
    }

    /// The agent's own voice from a speakerphone, late and weaker.
    static Disturbance echo(Random random) {
        return echo(new Room(60 + random.nextInt(240), 18 + random.nextInt(10), 0, random));
    }

    /// The same in a room that takes 200 to 500 ms to fall silent.
    static Disturbance echoOfRoom(Random random) {
        int late = 60 + random.nextInt(240);
        int below = 12 + random.nextInt(16);
        return echo(new Room(late, below, 200 + random.nextInt(300), random));
    }

    /// A loudspeaker turned up, at the end of a long way.
    static Disturbance loudLateEcho(Random random) {
        int late = 300 + random.nextInt(600);
        return echo(new Room(late, 3 + random.nextInt(10), 200 + random.nextInt(300), random));
    }

    private static Disturbance echo(Room room) {
        return new Disturbance("echo", false, new float[0], 0, room);
    }

    private static float[] floats(Clip clip) {
        var sound = new float[clip.samples().length];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = clip.samples()[i];
        }
        return sound;
    }
}
