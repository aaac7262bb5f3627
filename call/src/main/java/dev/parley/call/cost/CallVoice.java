package dev.parley.call.cost;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.WrappedVoice;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.TakeOver;
import dev.parley.dialog.provider.Use;

/// The server's voice for one call: what is used goes to the call's costs.
final class CallVoice extends WrappedVoice {
    private final CallCosts costs;

    CallVoice(Synthesizer voice, CallCosts costs) {
        super(voice);
        this.costs = costs;
    }

    @Override
    protected Synthesizer around(Synthesizer other) {
        return new CallVoice(other, costs);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return voice().speak(
                        text,
                        new Listener() {
                            @Override
                            public void audio(short[] samples, int offset, int count) {
                                listener.audio(samples, offset, count);
                            }

                            @Override
                            public void word(
                                    int textStart, int textEnd, int startMillis, int endMillis) {
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
