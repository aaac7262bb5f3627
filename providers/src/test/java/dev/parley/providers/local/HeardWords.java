package dev.parley.providers.local;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Listens to a recognizer and keeps what it tells: "partial 1 yes", "final 1 yes please", "failed
/// 1 ENGINE".
final class HeardWords implements Recognizer.Listener {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> ends = new LinkedBlockingQueue<>();

    /// Everything told so far, in order.
    List<String> all() {
        return all;
    }

    /// The next decision or failure.
    String end() {
        try {
            return Objects.requireNonNull(
                    ends.poll(20, TimeUnit.SECONDS), "expected an answer within 20 s");
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void partialWords(long utterance, String words) {
        all.add("partial " + utterance + " " + words);
    }

    @Override
    public void finalWords(long utterance, String words) {
        all.add("final " + utterance + " " + words);
        ends.add("final " + utterance + " " + words);
    }

    @Override
    public void failed(long utterance, ProviderFailure failure) {
        all.add("failed " + utterance + " " + failure);
        ends.add("failed " + utterance + " " + failure);
    }
}
