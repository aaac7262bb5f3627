package dev.parley.sim.caller;

import dev.parley.audio.Resampler;
import dev.parley.call.speech.SpeechFailure;
import dev.parley.call.speech.Synthesizer;
import dev.parley.sim.twilio.MuLaw;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The caller's voice: a sentence is rendered, then leaves in 20 ms frames of real time. `say` runs
/// on the caller's thread, `next` on the peer's pacing thread.
final class CallerMouth {
    private final Synthesizer voice;
    private final Consumer<CallerEvent> events;
    private final AtomicReference<@Nullable Playing> playing = new AtomicReference<>();

    CallerMouth(Synthesizer voice, Consumer<CallerEvent> events) {
        this.voice = voice;
        this.events = events;
    }

    /// Renders the sentence and begins to speak it; a sentence still being spoken is cut.
    void say(String text) throws InterruptedException {
        var sound = new Sound(voice.rate());
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
    byte[] next(long callMillis) {
        var now = playing.get();
        if (now == null) {
            return MuLaw.silence();
        }
        if (now.at == 0) {
            now.fromMillis = callMillis;
        }
        byte[] frame = MuLaw.silence();
        int count = Math.min(frame.length, now.sound.length - now.at);
        System.arraycopy(now.sound, now.at, frame, 0, count);
        now.at += count;
        if (now.at >= now.sound.length && playing.compareAndSet(now, null)) {
            events.accept(new CallerEvent.Spoken(now.fromMillis, callMillis + 20));
        }
        return frame;
    }

    private static final class Playing {
        private final byte[] sound;
        private int at;
        private long fromMillis;

        Playing(byte[] sound) {
            this.sound = sound;
        }
    }

    /// Collects a sentence as µ-law at 8 kHz.
    private static final class Sound implements Synthesizer.Listener {
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream codes = new ByteArrayOutputStream();
        private final Resampler resampler;

        Sound(int rate) {
            this.resampler = new Resampler(rate, 8000);
        }

        @Override
        public void audio(short[] samples, int offset, int count) {
            var narrow = new short[resampler.maxOutput(count)];
            int made = resampler.resample(samples, offset, count, narrow, 0);
            codes.writeBytes(MuLaw.encode(Arrays.copyOf(narrow, made)));
        }

        @Override
        public void done() {
            whole.complete(codes.toByteArray());
        }

        @Override
        public void failed(SpeechFailure failure) {
            whole.completeExceptionally(new IllegalStateException(failure.name()));
        }
    }
}
