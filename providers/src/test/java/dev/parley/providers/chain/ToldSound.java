package dev.parley.providers.chain;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.TakeOver;
import java.util.ArrayList;
import java.util.List;

/// What a call was told of a sentence: "VALUE x MILLIS", "word …", "done", "failed KIND".
class ToldSound implements Synthesizer.Listener {
    final List<String> all = new ArrayList<>();
    final List<String> takeOvers = new ArrayList<>();
    private final int rate;

    ToldSound(int rate) {
        this.rate = rate;
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        all.add(samples[offset + count / 2] + " x " + Math.round(count * 1000.0 / rate));
    }

    @Override
    public void word(int textStart, int textEnd, int startMillis, int endMillis) {
        all.add("word " + textStart + "-" + textEnd + " " + startMillis + "-" + endMillis);
    }

    @Override
    public void tookOver(TakeOver what) {
        takeOvers.add(what.from() + " " + what.to() + " " + what.why());
    }

    @Override
    public void done() {
        all.add("done");
    }

    @Override
    public void failed(ProviderFailure failure) {
        all.add("failed " + failure);
    }
}
