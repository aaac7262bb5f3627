package dev.parley.providers.local;

import dev.parley.audio.RecognizerInput;
import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One call at a local recognizer. The port's methods run on the leg's IO thread and only put into
/// the [Inbox]; `serve` runs on the engine threads, one at a time, and alone touches the decoder:
/// it is made, used and closed in the order of the commands.
final class DecodingSession implements Recognizer.Session, DspThreads.Work {
    private static final Duration RETRY = Duration.ofMillis(20);

    private final SessionDesk desk;
    private final Recognizer.Listener listener;
    private final DspThreads.Place place;
    private final Inbox inbox = new Inbox();

    /// Begun or finished, not yet answered; written by the IO thread.
    private final List<Utterance> unanswered = new CopyOnWriteArrayList<>();

    private @Nullable Utterance open;
    private volatile boolean closed;

    // Engine threads. The level and the noise learned of the caller stay through the call.
    private final RecognizerInput input;
    private @Nullable Utterance served;
    private @Nullable Hearing hearing;
    private volatile boolean waitsForDecoder;
    private String lastPartial = "";

    DecodingSession(SessionDesk desk, Recognizer.Listener listener) {
        this.desk = desk;
        this.listener = listener;
        this.input = desk.newInput();
        this.place = desk.threads().place(this);
    }

    @Override
    public void begin(long utterance, Expectation expectation) {
        if (closed) {
            return;
        }
        forgetOpen();
        unanswered.removeIf(Utterance::isOver);
        var begun = new Utterance(utterance, expectation);
        if (inbox.isCrowded()) {
            desk.watch().execute(() -> fail(begun, ProviderFailure.OVERLOADED));
            return;
        }
        open = begun;
        unanswered.add(begun);
        put(new Inbox.Command.Begin(begun));
    }

    @Override
    public void audio(short[] samples, int offset, int count) {
        if (open == null || closed) {
            return;
        }
        int dropped = inbox.add(samples, offset, count);
        if (dropped > 0) {
            desk.dropped().add(dropped);
        }
        if (inbox.hasWork()) {
            place.wake();
        }
    }

    @Override
    public int room() {
        return inbox.room();
    }

    @Override
    public void finish(long utterance) {
        Utterance finished = open;
        if (closed || finished == null || finished.id() != utterance) {
            return;
        }
        open = null;
        finished.finish(
                System.nanoTime(),
                desk.watch()
                        .schedule(
                                () -> fail(finished, lateness()),
                                desk.finalLimit().toNanos(),
                                TimeUnit.NANOSECONDS));
        put(new Inbox.Command.Finish(finished));
    }

    @Override
    public void cancel(long utterance) {
        for (Utterance each : unanswered) {
            if (each.id() == utterance && each.end()) {
                put(new Inbox.Command.Forget(each));
            }
        }
        Utterance begun = open;
        if (begun != null && begun.id() == utterance) {
            open = null;
        }
    }

    /// Any thread, any number of times.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        unanswered.forEach(Utterance::end);
        put(new Inbox.Command.Close());
    }

    @Override
    public boolean hasWork() {
        return !waitsForDecoder && inbox.hasWork();
    }

    @Override
    public void serve(short[] chunk) {
        if (waitsForDecoder) {
            takeDecoder();
            return;
        }
        switch (inbox.take(chunk)) {
            case Inbox.Item.Samples(int count) -> hear(chunk, count);
            case Inbox.Item.Nothing _ -> {}
            case Inbox.Command.Begin(Utterance begun) -> {
                release();
                served = begun;
                lastPartial = "";
                takeDecoder();
            }
            case Inbox.Command.Finish(Utterance finished) -> decide(finished);
            case Inbox.Command.Forget(Utterance forgotten) -> {
                if (forgotten == served) {
                    release();
                }
            }
            case Inbox.Command.Close _ -> {
                release();
                desk.left(this);
            }
        }
    }

    @Override
    public void broken() {
        Utterance failed = served;
        release();
        if (failed != null) {
            fail(failed, ProviderFailure.ENGINE);
        }
    }

    /// Tells the listener, unless the utterance has had its end.
    private void fail(Utterance utterance, ProviderFailure failure) {
        if (utterance.end()) {
            desk.failed(failure);
            listener.failed(utterance.id(), failure);
        }
    }

    private ProviderFailure lateness() {
        return waitsForDecoder ? ProviderFailure.OVERLOADED : ProviderFailure.TIMED_OUT;
    }

    /// A grammar gets a fresh decoder; open speech waits until one of the warm ones is free, while
    /// the sound waits in the inbox.
    private void takeDecoder() {
        Utterance wanting = served;
        if (wanting == null || wanting.isOver() || closed) {
            waitsForDecoder = false;
            return;
        }
        Decoder decoder = desk.decoders().take(wanting.expectation());
        waitsForDecoder = decoder == null;
        if (decoder == null) {
            Future<?> _ = desk.watch().schedule(place::wake, RETRY.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            hearing = new Hearing(decoder, input, wanting.expectation(), desk.secondHearings());
        }
    }

    private void hear(short[] chunk, int count) {
        Hearing heard = hearing;
        Utterance speaking = served;
        if (heard == null || speaking == null || speaking.isOver()) {
            return;
        }
        heard.hear(chunk, count);
        if (speaking.isHearing()) {
            String words = heard.wordsSoFar();
            if (!words.equals(lastPartial)) {
                lastPartial = words;
                listener.partialWords(speaking.id(), words);
            }
        }
    }

    private void decide(Utterance finished) {
        Hearing heard = hearing;
        if (heard != null && finished == served && !finished.isOver()) {
            String words = heard.finalWords();
            release();
            if (finished.end()) {
                desk.decided(Duration.ofNanos(System.nanoTime() - finished.finishedNanos()));
                listener.finalWords(finished.id(), words);
            }
        } else {
            release();
            fail(finished, ProviderFailure.OVERLOADED);
        }
    }

    /// Gives the decoder back. On the engine thread that serves the call, or when all have ended.
    void release() {
        Hearing done = hearing;
        hearing = null;
        served = null;
        if (done != null) {
            desk.decoders().giveBack(done.decoder(), done.isOpen());
        }
    }

    private void forgetOpen() {
        Utterance begun = open;
        if (begun != null) {
            cancel(begun.id());
        }
    }

    private void put(Inbox.Command command) {
        inbox.add(command);
        place.wake();
    }

    /// The recognizer closes: says so for every utterance that has no answer yet.
    void abandon() {
        closed = true;
        unanswered.forEach(utterance -> fail(utterance, ProviderFailure.CLOSED));
    }
}
