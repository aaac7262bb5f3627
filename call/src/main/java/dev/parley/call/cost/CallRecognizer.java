package dev.parley.call.cost;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.TakeOver;
import dev.parley.dialog.provider.Use;

/// The server's recognizer for one call: what is used goes to the call's costs.
///
/// @param line what is known of it
record CallRecognizer(Recognizer recognizer, CallCosts costs, Line line) implements Recognizer {
    @Override
    public String name() {
        return recognizer.name();
    }

    @Override
    public String model() {
        return recognizer.model();
    }

    @Override
    public RecognizerCapabilities capabilities() {
        return recognizer.capabilities();
    }

    @Override
    public Session open(Listener listener) {
        return recognizer.open(
                new Listener() {
                    @Override
                    public void partialWords(long utterance, String words) {
                        listener.partialWords(utterance, words);
                    }

                    @Override
                    public void finalWords(long utterance, String words) {
                        listener.finalWords(utterance, words);
                    }

                    @Override
                    public void failed(long utterance, ProviderFailure failure) {
                        listener.failed(utterance, failure);
                    }

                    @Override
                    public void failed(long utterance, ProviderFault fault) {
                        listener.failed(utterance, fault);
                    }

                    @Override
                    public void listens(long utterance) {
                        listener.listens(utterance);
                    }

                    @Override
                    public void endOfTurn(long utterance, double certainty) {
                        listener.endOfTurn(utterance, certainty);
                    }

                    @Override
                    public void eagerEndOfTurn(long utterance) {
                        listener.eagerEndOfTurn(utterance);
                    }

                    @Override
                    public void turnResumed(long utterance) {
                        listener.turnResumed(utterance);
                    }

                    @Override
                    public void used(Use use) {
                        costs.used(use);
                    }

                    @Override
                    public void tookOver(TakeOver what) {
                        costs.tookOver(what);
                    }
                },
                line);
    }

    /// It is everybody's.
    @Override
    public void close() {}
}
