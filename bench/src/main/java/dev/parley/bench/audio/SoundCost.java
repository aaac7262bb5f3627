package dev.parley.bench.audio;

import dev.parley.audio.G711;
import dev.parley.audio.Level;
import dev.parley.audio.RecognizerInput;
import dev.parley.audio.Resampler;
import dev.parley.audio.vad.LightVoiceActivity;
import dev.parley.audio.vad.NeuralVoiceActivity;
import dev.parley.audio.vad.VoiceActivity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/// Prints what each stop costs in processor time of its thread, as the table of bench/audio.md: for
/// machines that other work shares, where the clock on the wall says little. All stops take turns,
/// so that a disturbance meets them alike; the cheapest of many blocks counts.
public final class SoundCost {
    private static final int ROUNDS = 60;
    private static final int SECONDS = 4;

    private static final VoiceActivity.Edges UNHEARD =
            new VoiceActivity.Edges() {
                @Override
                public void started(long sample) {}

                @Override
                public void stopped(long lastSpeechSample, long samplesSince) {}
            };

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Stop> stops = new ArrayList<>();

    private SoundCost() {}

    /// Runs for about half a minute; no arguments.
    public static void main(String[] args) {
        SoundCost cost = new SoundCost();
        cost.addStops();
        for (int round = 0; round < ROUNDS; round++) {
            cost.stops.forEach(Stop::measure);
        }
        double floor = cost.stops.getFirst().best();
        System.out.println("| per 20 ms | µs | × copy |\n|---|---|---|");
        for (Stop stop : cost.stops) {
            System.out.printf(
                    "| %s | %.3f | %.0f |%n", stop.name, stop.best(), stop.best() / floor);
        }
    }

    private void addStops() {
        short[] narrow = Speech.talk(8_000, SECONDS);
        short[] wide = Speech.talk(16_000, SECONDS);
        short[] quiet = Speech.quiet(16_000, SECONDS);
        short[] narrowQuiet = Speech.quiet(8_000, SECONDS);
        byte[] codes = new byte[160];
        short[] out = new short[1024];
        stop("copy 160 samples", i -> System.arraycopy(narrow, i * 160, out, 0, 160));
        stop("µ-law decode", _ -> G711.decodeMuLaw(codes, 0, 160, out, 0));
        stop("µ-law encode", i -> G711.encodeMuLaw(narrow, i * 160, 160, codes, 0));
        stop("level, 16 kHz", i -> out[0] = (short) Level.dbfs(wide, i * 320, 320));
        resampler(8_000, 16_000);
        resampler(16_000, 8_000);
        resampler(24_000, 8_000);
        resampler(48_000, 8_000);
        resampler(22_050, 8_000);
        activity("neural, every frame, talk", new NeuralVoiceActivity(false), wide);
        activity("neural, talk", new NeuralVoiceActivity(), wide);
        activity("neural, quiet line", new NeuralVoiceActivity(), quiet);
        activity("light, 16 kHz, talk", new LightVoiceActivity(), wide);
        activity("light, 16 kHz, quiet line", new LightVoiceActivity(), quiet);
        activity("light, 8 kHz, every frame, talk", new LightVoiceActivity(8_000, false), narrow);
        activity("light, 8 kHz, talk", new LightVoiceActivity(8_000), narrow);
        activity("light, 8 kHz, quiet line", new LightVoiceActivity(8_000), narrowQuiet);
        input("recognizer's copy", new RecognizerInput(true), wide);
        input("same, no suppressor", new RecognizerInput(true, false), wide);
    }

    private void resampler(int from, int to) {
        Resampler resampler = new Resampler(from, to);
        short[] in = Speech.talk(from, SECONDS);
        short[] out = new short[resampler.maxOutput(from / 50)];
        stop(
                "resample %d to %d".formatted(from, to),
                i -> resampler.resample(in, i * (from / 50), from / 50, out, 0));
    }

    private void activity(String name, VoiceActivity activity, short[] in) {
        int frame = activity.rate() / 50;
        stop("voice activity: " + name, i -> activity.accept(in, i * frame, frame, UNHEARD));
    }

    private void input(String name, RecognizerInput input, short[] in) {
        short[] work = new short[320];
        stop(
                name,
                i -> {
                    System.arraycopy(in, i * 320, work, 0, 320);
                    input.process(work, 0, 320);
                });
    }

    private void stop(String name, Frame frame) {
        stops.add(new Stop(name, frame, threads));
    }

    /// The work on one frame.
    private interface Frame {
        void run(int index);
    }

    private static final class Stop {
        private static final int FRAMES = 50 * SECONDS;

        private final String name;
        private final Frame frame;
        private final ThreadMXBean threads;
        private long best = Long.MAX_VALUE;

        Stop(String name, Frame frame, ThreadMXBean threads) {
            this.name = name;
            this.frame = frame;
            this.threads = threads;
        }

        void measure() {
            for (int repeat = 0; repeat < 10; repeat++) {
                long start = threads.getCurrentThreadCpuTime();
                for (int i = 0; i < FRAMES; i++) {
                    frame.run(i);
                }
                best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
            }
        }

        double best() {
            return best / 1e3 / FRAMES;
        }
    }
}
