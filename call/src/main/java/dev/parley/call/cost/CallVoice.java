package dev.parley.call.cost;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.TakeOver;
import dev.parley.dialog.provider.Use;

/// The server's voice for one call: what is used goes to the call's costs.
record CallVoice(Synthesizer voice, CallCosts costs) implements Synthesizer {
    @Override
    public String name() {
        return voice.name();
    }

    @Override
    public String model() {
        return voice.model();
    }

    @Override
    public int rate() {
        return voice.rate();
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        return voice.capabilities();
    }

    @Override
    public Synthesizer forReply() {
        return new CallVoice(voice.forReply(), costs);
    }

    @Override
    public Synthesizer forLine(int rate) {
        return new CallVoice(voice.forLine(rate), costs);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return voice.speak(
                text,
                new Listener() {
                    @Override
                    public void audio(short[] samples, int offset, int count) {
                        listener.audio(samples, offset, count);
                    }

                    @Override
                    public void word(int textStart, int textEnd, int startMillis, int endMillis) {
                        listener.word(textStart, textEnd, startMillis, endMillis);
                    }

                    @Override
                    public void done() {
                        listener.done();
                    }

                    @Override
                    public void failed(ProviderFailure failure) {
                        listener.failed(failure);
                    }

                    @Override
                    public void failed(ProviderFault fault) {
                        listener.failed(fault);
                    }

                    @Override
                    public void used(Use use) {
                        costs.used(use);
                    }

                    @Override
                    public void tookOver(TakeOver what) {
                        costs.tookOver(what);
                    }
                });
    }

    /// It is everybody's.
    @Override
    public void close() {}
}
