package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.util.ArrayList;
import java.util.List;

/// A recognizer that answers when a test says so, and knows what it was told.
final class ScriptedEar implements Recognizer {
    final List<Call> calls = new ArrayList<>();
    final List<String> keyTerms = new ArrayList<>();
    private final String name;
    int room = Integer.MAX_VALUE;
    boolean isClosed;
    RecognizerCapabilities capabilities = RecognizerCapabilities.LOCAL_GRAMMARS;

    ScriptedEar(String name) {
        this.name = name;
    }

    Call last() {
        return calls.getLast();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RecognizerCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public Session open(Listener listener, Line line) {
        keyTerms.addAll(line.keyTerms());
        return open(listener);
    }

    @Override
    public Session open(Listener listener) {
        var call = new Call(listener);
        calls.add(call);
        return call;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /// A session, with what it was told: "begin 1", the numbers of the frames heard, "finish 1".
    final class Call implements Session {
        final Listener listener;
        final List<String> told = new ArrayList<>();

        Call(Listener listener) {
            this.listener = listener;
        }

        void answers(long utterance, String words) {
            listener.finalWords(utterance, words);
        }

        void fails(long utterance, ProviderFailure kind) {
            listener.failed(utterance, new ProviderFault(kind, "scripted"));
        }

        @Override
        public void begin(long utterance, Expectation expectation) {
            told.add("begin " + utterance + (expectation.equals(Expectation.OPEN) ? "" : " with"));
        }

        @Override
        public void audio(short[] samples, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                var heard = Short.toString(samples[i]);
                if (told.isEmpty() || !told.getLast().equals(heard)) {
                    told.add(heard);
                }
            }
            room -= count;
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public void finish(long utterance) {
            told.add("finish " + utterance);
        }

        @Override
        public void cancel(long utterance) {
            told.add("cancel " + utterance);
        }

        @Override
        public void close() {
            told.add("close");
        }
    }
}
