package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.List;

/// What a call was told of its utterances: "partial 1 words", "final 1 words", "failed 1 KIND".
final class ToldWords implements Recognizer.Listener {
    final List<String> all = new ArrayList<>();

    @Override
    public void partialWords(long utterance, String words) {
        all.add("partial " + utterance + " " + words);
    }

    @Override
    public void finalWords(long utterance, String words) {
        all.add("final " + utterance + " " + words);
    }

    @Override
    public void failed(long utterance, ProviderFailure failure) {
        all.add("failed " + utterance + " " + failure);
    }

    @Override
    public void endOfTurn(long utterance, double certainty) {
        all.add("end " + utterance + " " + certainty);
    }

    @Override
    public void eagerEndOfTurn(long utterance) {
        all.add("eager " + utterance);
    }

    @Override
    public void turnResumed(long utterance) {
        all.add("resumed " + utterance);
    }
}
