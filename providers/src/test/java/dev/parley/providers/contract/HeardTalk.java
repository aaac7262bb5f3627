package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.DuplexEvent;
import dev.parley.dialog.model.ToolCall;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// What a session told. Notices what no session may do.
public class HeardTalk implements Duplex.Listener {
    private final List<DuplexEvent> events = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<Long, Integer> sound = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicBoolean isTelling = new AtomicBoolean();
    private final Set<Long> ended = new HashSet<>();
    private volatile long last;
    private volatile boolean isOver;

    @Override
    public void audio(long answer, byte[] bytes, int offset, int count) {
        tell(() -> {
            checkOpen(answer, "sound");
            if (count < 1) {
                faults.add("sound without a byte");
            }
            sound.merge(answer, count, Integer::sum);
        });
    }

    @Override
    public void told(DuplexEvent event) {
        tell(() -> {
            check(event);
            events.add(event);
        });
    }

    private void check(DuplexEvent event) {
        switch (event) {
            case DuplexEvent.AnswerBegan(long answer) -> {
                if (answer != last + 1) {
                    faults.add("answer " + answer + " after " + last);
                }
                last = answer;
            }
            case DuplexEvent.AgentWords(long answer, var words, _) -> {
                checkOpen(answer, "words");
                if (words.reveal().isEmpty()) {
                    faults.add("words without a letter");
                }
            }
            case DuplexEvent.ToolAsked(long answer, _) -> checkOpen(answer, "a tool");
            case DuplexEvent.AnswerEnded(long answer, _, _) -> end(answer);
            case DuplexEvent.AnswerFailed(long answer, _) -> end(answer);
            case DuplexEvent.Failed _ -> isOver = true;
            case DuplexEvent.Ready _,
                    DuplexEvent.CallerBegan _,
                    DuplexEvent.CallerEnded _,
                    DuplexEvent.CallerWords _,
                    DuplexEvent.ToolWithdrawn _,
                    DuplexEvent.AnswerMissing _,
                    DuplexEvent.Trouble _ -> {}
        }
    }

    private void end(long answer) {
        checkOpen(answer, "an end");
        ended.add(answer);
    }

    private void checkOpen(long answer, String what) {
        if (answer < 1 || answer > last || ended.contains(answer)) {
            faults.add(what + " of answer " + answer + ", which is not open");
        }
    }

    private void tell(Runnable what) {
        told.incrementAndGet();
        if (!isTelling.compareAndSet(false, true)) {
            faults.add("two calls of the listener at a time");
        }
        if (isOver) {
            faults.add("told something after the end");
        }
        what.run();
        isTelling.set(false);
    }

    public List<DuplexEvent> events() {
        return List.copyOf(events);
    }

    /// Calls of this listener so far.
    public int told() {
        return told.get();
    }

    public void checkFaults() {
        assertThat(faults).isEmpty();
    }

    public HeardTalk awaitReady() throws InterruptedException {
        Patience.until(
                "the session stands",
                () -> has(DuplexEvent.Ready.class) || has(DuplexEvent.Failed.class));
        assertThat(has(DuplexEvent.Ready.class)).as("events " + events).isTrue();
        return this;
    }

    private boolean has(Class<? extends DuplexEvent> type) {
        return events.stream().anyMatch(type::isInstance);
    }

    public <E extends DuplexEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// "COMPLETE", "STOPPED", "LENGTH" or "failed KIND", after exactly one came.
    public String awaitEnd(long answer) throws InterruptedException {
        Patience.until(
                "answer " + answer + " has an end; there was " + events,
                () -> !ends(answer).isEmpty() || isOver);
        checkFaults();
        assertThat(ends(answer)).as("ends of answer " + answer + " in " + events).hasSize(1);
        return ends(answer).getFirst();
    }

    public List<String> ends(long answer) {
        return events.stream()
                .flatMap(event ->
                        switch (event) {
                            case DuplexEvent.AnswerEnded(long one, var how, _) when one == answer ->
                                    List.of(how.name()).stream();
                            case DuplexEvent.AnswerFailed(long one, var fault) when one == answer ->
                                    List.of("failed " + fault.kind()).stream();
                            default -> List.<String>of().stream();
                        })
                .toList();
    }

    /// "failed KIND", when the session is over.
    public String awaitOver() throws InterruptedException {
        Patience.until("the session is over", () -> isOver);
        checkFaults();
        var all = all(DuplexEvent.Failed.class);
        assertThat(all).hasSize(1);
        return "failed " + all.getFirst().fault().kind();
    }

    public boolean isOver() {
        return isOver;
    }

    public HeardTalk awaitSound(long answer) throws InterruptedException {
        Patience.until("answer " + answer + " sounds", () -> bytes(answer) > 0 || isOver);
        assertThat(bytes(answer)).as("events " + events).isPositive();
        return this;
    }

    /// The calls of tools, when there are so many.
    public List<ToolCall> awaitCalls(int count) throws InterruptedException {
        Patience.until("tools are called", () -> calls().size() >= count);
        assertThat(calls()).hasSize(count);
        return calls();
    }

    public List<ToolCall> calls() {
        return all(DuplexEvent.ToolAsked.class).stream().map(DuplexEvent.ToolAsked::call).toList();
    }

    public int bytes(long answer) {
        return sound.getOrDefault(answer, 0);
    }

    /// The agent's words of one answer.
    public String words(long answer) {
        return all(DuplexEvent.AgentWords.class).stream()
                .filter(words -> words.answer() == answer)
                .map(words -> words.delta().reveal())
                .collect(Collectors.joining());
    }

    /// The number of the last answer that has begun.
    public long last() {
        return last;
    }

    /// The caller's last final words.
    public String awaitCallerWords(long turn) throws InterruptedException {
        Patience.until("turn " + turn + " is written down", () -> !callerWords(turn).isEmpty());
        assertThat(callerWords(turn)).hasSize(1);
        return callerWords(turn).getFirst();
    }

    private List<String> callerWords(long turn) {
        return all(DuplexEvent.CallerWords.class).stream()
                .filter(words -> words.turn() == turn && words.isFinal())
                .map(words -> words.words().reveal())
                .toList();
    }
}
