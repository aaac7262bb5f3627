package dev.parley.audio.vad;

import java.util.ArrayList;
import java.util.List;

/// The stretches of speech that a detector told of, in seconds.
final class Stretches implements VoiceActivity.Edges {
    /// From the start to the end of speech; `told` is where the stream was when the end was told.
    record Stretch(double from, double to, double told) {
        boolean overlaps(double otherFrom, double otherTo) {
            return from < otherTo && to > otherFrom;
        }
    }

    private final List<Stretch> closed = new ArrayList<>();
    private double open = Double.NaN;

    static Stretches of(VoiceActivity detector, short[] samples) {
        return of(detector, samples, detector.rate() / 50);
    }

    static Stretches of(VoiceActivity detector, short[] samples, int chunk) {
        Stretches stretches = new Stretches();
        for (int at = 0; at < samples.length; at += chunk) {
            detector.accept(samples, at, Math.min(chunk, samples.length - at), stretches);
        }
        return stretches;
    }

    @Override
    public void started(long sample) {
        if (isOpen()) {
            throw new AssertionError("started twice at " + sample);
        }
        open = seconds(sample);
    }

    @Override
    public void stopped(long lastSpeechSample, long samplesSince) {
        if (!isOpen()) {
            throw new AssertionError("stopped without a start at " + lastSpeechSample);
        }
        closed.add(
                new Stretch(
                        open, seconds(lastSpeechSample), seconds(lastSpeechSample + samplesSince)));
        open = Double.NaN;
    }

    boolean isOpen() {
        return !Double.isNaN(open);
    }

    List<Stretch> closed() {
        return closed;
    }

    private static double seconds(long sample) {
        return (double) sample / VoiceActivity.POSITION_RATE;
    }
}
