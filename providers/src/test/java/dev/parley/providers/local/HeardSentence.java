package dev.parley.providers.local;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Listens to one sentence and keeps it.
final class HeardSentence implements Synthesizer.Listener {
    final List<String> words = new ArrayList<>();
    private final String text;
    private final CompletableFuture<short[]> end = new CompletableFuture<>();
    private short[] sound = new short[0];

    private HeardSentence(String text) {
        this.text = text;
    }

    static HeardSentence of(Synthesizer voice, String text) {
        var heard = new HeardSentence(text);
        voice.speak(text, heard);
        return heard;
    }

    static short[] sound(Synthesizer voice, String text) {
        return of(voice, text).sound();
    }

    short[] sound() {
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        int before = sound.length;
        sound = Arrays.copyOf(sound, before + count);
        System.arraycopy(samples, offset, sound, before, count);
    }

    @Override
    public void word(int textStart, int textEnd, int startMillis, int endMillis) {
        words.add(text.substring(textStart, textEnd) + " " + startMillis + "-" + endMillis);
    }

    @Override
    public void done() {
        end.complete(sound);
    }

    @Override
    public void failed(ProviderFailure failure) {
        end.completeExceptionally(new IllegalStateException(failure.name()));
    }
}
