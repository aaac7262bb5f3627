package dev.parley.providers.openai;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.PlainWords;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call at a transcription server. The port's methods run on the leg's IO thread, where the
/// sound of the open utterance is kept; all else is on one loop. Utterances are heard side by side
/// and answered in their order.
///
/// Queue: [#MAX_UNANSWERED] utterances without an answer; a further one fails as overloaded.
final class TranscriptionSession implements Recognizer.Session {
    static final int MAX_UNANSWERED = 16;

    private final TranscriptionRecognizer desk;
    private final TranscriptionSettings settings;
    private final Recognizer.Listener listener;

    // The leg's IO thread.
    private @Nullable KeptUtterance open;
    private final ArrayDeque<KeptUtterance> recent = new ArrayDeque<>();
    private volatile boolean isClosed;

    // The loop.
    private final ArrayDeque<KeptUtterance> unanswered = new ArrayDeque<>();
    private boolean isFreed;

    TranscriptionSession(
            TranscriptionRecognizer desk,
            TranscriptionSettings settings,
            Recognizer.Listener listener) {
        this.desk = desk;
        this.settings = settings;
        this.listener = listener;
    }

    @Override
    public void begin(long utterance, Expectation expectation) {
        if (isClosed) {
            return;
        }
        var earlier = open;
        if (earlier != null) {
            cancel(earlier.id);
        }
        open = new KeptUtterance(utterance, settings.longest());
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        var speaking = open;
        if (speaking != null && !isClosed && count > 0) {
            int lost = speaking.keep(samples, offset, count);
            if (lost > 0) {
                desk.dropped(lost);
            }
        }
    }

    @Override
    public void finish(long utterance) {
        var finished = open;
        if (isClosed || finished == null || finished.id != utterance) {
            return;
        }
        open = null;
        if (recent.size() == MAX_UNANSWERED) {
            recent.removeFirst();
        }
        recent.addLast(finished);
        finished.finished();
        if (!desk.loop().run(() -> ask(finished))) {
            desk.failed(closed());
            listener.failed(utterance, closed());
        }
    }

    @Override
    public void cancel(long utterance) {
        var begun = open;
        if (begun != null && begun.id == utterance) {
            open = null;
        }
        for (var each : recent) {
            if (each.id == utterance) {
                each.forget();
                boolean _ = desk.loop().run(() -> drop(each));
            }
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            open = null;
            recent.clear();
            desk.left(this);
            boolean _ = desk.loop().run(this::free);
        }
    }

    /// The recognizer closes: says so for every utterance without an answer. Any thread.
    void abandon() {
        desk.left(this);
        boolean _ =
                desk.loop()
                        .run(() -> {
                            for (var each : List.copyOf(unanswered)) {
                                each.answer(closed());
                            }
                            settle();
                        });
    }

    // All below runs on the loop.

    private void ask(KeptUtterance finished) {
        if (isFreed || finished.isForgotten()) {
            finished.stop();
            return;
        }
        if (unanswered.size() >= MAX_UNANSWERED) {
            finished.stop();
            tellFailed(
                    finished,
                    new ProviderFault(
                            ProviderFailure.OVERLOADED,
                            MAX_UNANSWERED + " utterances wait already"));
            return;
        }
        unanswered.addLast(finished);
        if (desk.isClosed()) {
            finished.answer(closed());
        } else if (finished.isTooShort()) {
            finished.answer("");
        } else {
            finished.transcription =
                    Transcription.start(
                            desk,
                            settings,
                            finished,
                            words -> partial(finished, words),
                            this::settle);
        }
        settle();
    }

    private void partial(KeptUtterance speaking, String words) {
        if (!speaking.isForgotten() && !isClosed) {
            listener.partialWords(speaking.id, PlainWords.of(words));
        }
    }

    /// Tells the answers there are, up to the first utterance that has none.
    private void settle() {
        var first = unanswered.peekFirst();
        while (first != null && (first.isAnswered() || first.isForgotten())) {
            unanswered.removeFirst();
            first.stop();
            tell(first);
            first = unanswered.peekFirst();
        }
    }

    private void tell(KeptUtterance answered) {
        var fault = answered.fault();
        if (answered.isForgotten() || isClosed) {
            return;
        }
        if (fault != null) {
            tellFailed(answered, fault);
        } else {
            desk.answered(answered.sinceFinished());
            listener.finalWords(answered.id, PlainWords.of(answered.words()));
        }
    }

    private void tellFailed(KeptUtterance finished, ProviderFault fault) {
        desk.failed(fault);
        listener.failed(finished.id, fault);
    }

    private void drop(KeptUtterance forgotten) {
        forgotten.stop();
        settle();
    }

    private void free() {
        isFreed = true;
        unanswered.forEach(KeptUtterance::stop);
        unanswered.clear();
    }

    private static ProviderFault closed() {
        return new ProviderFault(ProviderFailure.CLOSED, "the client is closed");
    }
}
