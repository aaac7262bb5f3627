package dev.parley.app.rehearsal;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.journal.Step;
import dev.parley.call.record.CallStore;
import dev.parley.dialog.model.ModelEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks on as a call is recorded: which call it is, when it is closed, what failed in it and what
/// was noted. Passes everything on. Thread-safe.
final class Noted implements CallStore {
    private final CallStore store;
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> notes = new ConcurrentSkipListMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String callId = "";

    Noted(CallStore store) {
        this.store = store;
    }

    @Override
    public void append(Entry entry) {
        store.append(entry);
        switch (entry) {
            case Entry.Opened opened -> callId = opened.callId();
            case Entry.Stepped(_, Step.Made made) when made.input() != null ->
                    failure(made.input());
            case Entry.Facts(_, _, Effect.Fact.Noted note) ->
                    notes.merge(note.name(), 1, Integer::sum);
            case Entry.Closed _ -> closed.countDown();
            case Entry.Stepped _,
                    Entry.Facts _,
                    Entry.Begun _,
                    Entry.Defined _,
                    Entry.Concerns _,
                    Entry.ToolCalled _,
                    Entry.Replied _,
                    Entry.TurnSounded _,
                    Entry.Sounded _,
                    Entry.Used _ -> {}
        }
    }

    private void failure(Input input) {
        switch (input) {
            case Input.Ear.RecognitionFailed(_, var kind) -> count("stt", kind.label());
            case Input.Mouth.SpeechFailed(_, _, var kind) -> count("tts", kind.label());
            case Input.Model(_, ModelEvent.Failed(var fault)) -> count("llm", fault.kind().label());
            case Input.Opened _,
                    Input.Ear _,
                    Input.Mouth _,
                    Input.ToolReturned _,
                    Input.TurnJudged _,
                    Input.Model _,
                    Input.Line _ -> {}
        }
    }

    private void count(String stage, String kind) {
        failures.merge(stage + " " + kind, 1, Integer::sum);
    }

    /// Empty until a call was opened.
    String callId() {
        return callId;
    }

    boolean awaitClosed(long seconds) throws InterruptedException {
        return closed.await(seconds, TimeUnit.SECONDS);
    }

    Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    Map<String, Integer> notes() {
        return new TreeMap<>(notes);
    }
}
