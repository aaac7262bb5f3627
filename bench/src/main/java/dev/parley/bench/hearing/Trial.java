package dev.parley.bench.hearing;

import dev.parley.bench.voices.Noise;
import dev.parley.bench.voices.Voice;
import dev.parley.call.media.PacingWheel;
import dev.parley.dialog.flow.SlotListening;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.YesNoSlot;
import dev.parley.meter.Meters;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Says sentences to a call and tells what it understood. Thread-safe.
final class Trial implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<String> REFUSALS =
            List.of("no", "no that's wrong", "nope", "that's not right", "no thanks");

    private final VoskRecognizer recognizer;
    private final PacingWheel wheel = new PacingWheel("pacer-bench", Meters.NONE);
    private final SlotListening yesNo = SlotListening.to("confirm", new YesNoSlot());
    private final Path folder;
    private final LongAdder cpuNanos = new LongAdder();
    private final LongAdder soundNanos = new LongAdder();

    /// @param folder for the model and spoken sentences
    Trial(Path folder) {
        this.folder = folder;
        this.recognizer =
                VoskRecognizer.open(
                        VoskSettings.in(folder.resolve("model")).withOpenDecoders(0), Meters.NONE);
    }

    /// The words that were heard of a sentence.
    String hear(String sentence, Voice voice, Condition condition, SlotListening question) {
        var spoken = voice.speak(sentence, folder);
        long seed = sentence.hashCode() * 31L + voice.name().hashCode();
        var noise = Noise.make(condition.noise(), Mix.length(spoken), voice, seed, folder);
        var wire = Mix.wire(spoken, noise, condition);
        long before = THREADS.getCurrentThreadCpuTime();
        var words =
                HeardCall.words(
                        recognizer,
                        wheel,
                        condition.suppressesNoise(),
                        condition.traits(),
                        wire,
                        question,
                        Answers.AT);
        cpuNanos.add(THREADS.getCurrentThreadCpuTime() - before);
        soundNanos.add(noise.length * 1_000_000_000L / Voice.RATE);
        return words;
    }

    /// Processor seconds a second of sound.
    double cpuShare() {
        return (double) cpuNanos.sum() / Math.max(1, soundNanos.sum());
    }

    /// Whether what was understood of a foreign sentence would stay when it is read back and the
    /// caller, asked whether it is right, says no.
    boolean survivesReadBack(String sentence, Voice voice, Condition condition) {
        var refusal = REFUSALS.get(Math.floorMod(sentence.hashCode(), REFUSALS.size()));
        var words = hear(refusal, voice, condition, yesNo);
        return yesNo.read(words, Answers.AT).equals(Optional.of(new SlotValue.Answer(true)));
    }

    @Override
    public void close() {
        wheel.close();
        recognizer.close();
    }
}
