package dev.parley.sim.caller;

import dev.parley.audio.Resampler;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The caller's voice: a sentence is rendered, then leaves in 20 ms frames of real time. `say` runs
/// on the caller's thread, `next` on the line's pacing thread.
final class CallerMouth {
    private final Synthesizer voice;
    private final int rate;
    private final Consumer<CallerEvent> events;
    private final AtomicReference<@Nullable Playing> playing = new AtomicReference<>();

    /// @param rate samples a second of the line
    CallerMouth(Synthesizer voice, int rate, Consumer<CallerEvent> events) {
        this.voice = voice;
        this.rate = rate;
        this.events = events;
    }

    /// Renders the sentence and begins to speak it; a sentence still being spoken is cut.
    void say(String text) throws InterruptedException {
        var sound = new Sound(voice.rate(), rate);
        try (var _ = voice.speak(text, sound)) {
            playing.set(new Playing(sound.whole.get(20, TimeUnit.SECONDS)));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the caller's voice failed on \"" + text + "\"", e);
        }
    }

    boolean isSpeaking() {
        return playing.get() != null;
    }

    /// The next 20 ms.
    short[] next(long callMillis) {
        var now = playing.get();
        var frame = new short[rate / 50];
        if (now == null) {
            return frame;
        }
        if (now.at == 0) {
            now.fromMillis = callMillis;
        }
        int count = Math.min(frame.length, now.sound.length - now.at);
        System.arraycopy(now.sound, now.at, frame, 0, count);
        now.at += count;
        if (now.at >= now.sound.length && playing.compareAndSet(now, null)) {
            events.accept(new CallerEvent.Spoken(now.fromMillis, callMillis + 20));
        }
        return frame;
    }

    private static final class Playing {
        private final short[] sound;
        private int at;
        private long fromMillis;

        Playing(short[] sound) {
            this.sound = sound;
        }
    }

    /// Collects a sentence at the rate of the line.
    private static final class Sound implements Synthesizer.Listener {
        private final CompletableFuture<short[]> whole = new CompletableFuture<>();
        private final Resampler resampler;
        private short[] made = new short[0];

        Sound(int from, int to) {
            this.resampler = new Resampler(from, to);
        }

        @Override
        public void audio(short[] samples, int offset, int count) {
            int before = made.length;
            made = Arrays.copyOf(made, before + resampler.maxOutput(count));
            int more = resampler.resample(samples, offset, count, made, before);
            made = Arrays.copyOf(made, before + more);
        }

        @Override
        public void done() {
            whole.complete(made);
        }

        @Override
        public void failed(ProviderFailure failure) {
            whole.completeExceptionally(new IllegalStateException(failure.name()));
        }
    }
}
