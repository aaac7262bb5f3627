package dev.parley.providers.openai.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.call.duplex.DuplexEvent;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.Countdown;
import dev.parley.providers.net.Loop;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answers of one session: which is asked for, which is under way, which is not wanted any
/// more. The provider makes one at a time, so a further request waits for the end of the one
/// before. Confined to its loop.
final class Answers {
    /// Answers of which it is still known what they sounded like.
    private static final int MAX_KEPT = 16;

    /// Calls of tools without an outcome; the model of a call makes a few.
    private static final int MAX_CALLS = 64;

    private static final Sensitive<String> NO_INSTRUCTION = Sensitive.of("");

    private final Line line;
    private final RealtimeLimits limits;
    private final Duration longest;
    private final int bytesPerSecond;
    private final int sampleBytes;
    private final Countdown limit;
    private final Awaited awaited = new Awaited();
    private final Map<Long, RealtimeAnswer> kept = new LinkedHashMap<>();
    private final Map<String, RealtimeAnswer> calls = new HashMap<>();
    private long number;
    private @Nullable RealtimeAnswer active;
    private boolean isCallerSpeaking;
    private long askedNanos;

    /// What answers do; on the loop.
    interface Line {
        void send(String event);

        void tell(DuplexEvent event);

        void sound(long answer, byte[] sound);

        /// The first of an answer came so long after it was due.
        void began(Duration after);

        void fail(ProviderFault fault);
    }

    /// @param bytesPerSecond of the agent's sound
    /// @param sampleBytes of one sample
    Answers(
            Line line,
            Loop loop,
            RealtimeLimits limits,
            Duration longest,
            int bytesPerSecond,
            int sampleBytes) {
        this.line = line;
        this.limits = limits;
        this.longest = longest;
        this.bytesPerSecond = bytesPerSecond;
        this.sampleBytes = sampleBytes;
        this.limit = new Countdown(loop, this::tooLate);
    }

    // What our side wants.

    void ask(Sensitive<String> wanted) {
        if (isBusy()) {
            awaited.next(wanted);
            return;
        }
        awaited.ask(wanted);
        await();
        line.send(RealtimeMessages.answer(wanted));
    }

    /// The provider makes one answer at a time, and answers a caller who speaks by itself.
    private boolean isBusy() {
        return active != null || awaited.isComing() || isCallerSpeaking;
    }

    /// The caller's turn is over: tools of earlier answers do not ask for another.
    void turnEnded() {
        kept.values().forEach(RealtimeAnswer::pass);
    }

    void stop() {
        awaited.clearNext();
        var stopped = active;
        if (stopped != null) {
            cancel(stopped);
        }
        if (awaited.isComing()) {
            awaited.drop();
            // It may have begun at the provider's without our knowing yet.
            line.send(RealtimeMessages.cancel(""));
        }
    }

    private void cancel(RealtimeAnswer stopped) {
        if (!stopped.isStopped()) {
            stopped.stop();
            line.send(RealtimeMessages.cancel(stopped.responseId));
            limit.set(limits.between());
        }
    }

    void heard(long answer, int heardMillis) {
        var cut = kept.get(answer);
        if (cut == null) {
            return;
        }
        if (cut.equals(active)) {
            cancel(cut);
        }
        for (var item : cut.cutAt(heardMillis)) {
            line.send(RealtimeMessages.truncate(item.itemId(), item.millis()));
        }
    }

    void outcome(Message.ToolOutcome outcome) {
        var asker = calls.remove(outcome.callId());
        if (asker == null) {
            return;
        }
        line.send(RealtimeMessages.outcome(outcome));
        asker.answered();
        goOn(asker);
    }

    private void goOn(RealtimeAnswer asker) {
        if (asker.isToGoOn()) {
            asker.pass();
            ask(NO_INSTRUCTION);
        }
    }

    // What the provider tells.

    /// It hears the caller, and stops by itself.
    void callerBegan() {
        isCallerSpeaking = true;
        turnEnded();
        awaited.clearNext();
        awaited.drop();
        var stopped = active;
        if (stopped != null && !stopped.isStopped()) {
            stopped.stop();
            limit.set(limits.between());
        }
    }

    void callerEnded() {
        isCallerSpeaking = false;
    }

    /// It will answer the caller's turn by itself.
    void due() {
        isCallerSpeaking = false;
        awaited.due();
        if (active == null) {
            await();
        }
    }

    private void await() {
        askedNanos = System.nanoTime();
        limit.set(limits.answer());
    }

    void created(JsonNode response) {
        var earlier = active;
        if (earlier != null) {
            end(earlier, new ProviderFault(ProviderFailure.PROTOCOL, "two answers at a time"));
        }
        boolean isWanted = awaited.began(RealtimeMessages.isAsked(response)) && !isCallerSpeaking;
        var id = response.path("id").asText("");
        var begun = new RealtimeAnswer(isWanted ? ++number : 0, id, bytesPerSecond, sampleBytes);
        active = begun;
        if (isWanted) {
            keep(begun);
            line.tell(new DuplexEvent.AnswerBegan(begun.number));
            if (begun.equals(active)) {
                limit.set(limits.answer());
            }
        } else {
            line.send(RealtimeMessages.cancel(id));
            limit.set(limits.between());
        }
    }

    private void keep(RealtimeAnswer begun) {
        if (kept.size() == MAX_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(begun.number, begun);
    }

    /// The answer under way, if this is of it and still wanted.
    private @Nullable RealtimeAnswer wanted(JsonNode event) {
        var now = active;
        return now != null
                        && !now.isStopped()
                        && event.path("response_id").asText("").equals(now.responseId)
                ? now
                : null;
    }

    private void came(RealtimeAnswer answer) {
        if (askedNanos != 0) {
            line.began(Duration.ofNanos(System.nanoTime() - askedNanos));
            askedNanos = 0;
        }
        if (answer.equals(active)) {
            limit.set(limits.between());
        }
    }

    void sound(JsonNode event) {
        var answer = wanted(event);
        if (answer == null) {
            return;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(event.path("delta").asText(""));
        } catch (IllegalArgumentException _) {
            give(answer, new ProviderFault(ProviderFailure.PROTOCOL, "expected sound in base64"));
            return;
        }
        var samples = answer.samples(event.path("item_id").asText(""), bytes);
        if (samples.length > 0) {
            came(answer);
            if (answer.millis() > longest.toMillis()) {
                give(
                        answer,
                        new ProviderFault(
                                ProviderFailure.OVERLOADED,
                                "expected an answer of at most " + longest));
            } else {
                line.sound(answer.number, samples);
            }
        }
    }

    void words(JsonNode event) {
        var answer = wanted(event);
        var delta = event.path("delta").asText("");
        if (answer != null && !delta.isEmpty()) {
            came(answer);
            line.tell(
                    new DuplexEvent.AgentWords(
                            answer.number, Sensitive.of(delta), answer.millis()));
        }
    }

    /// An item of an answer is whole; calls of tools run from here.
    void item(JsonNode event) {
        var answer = wanted(event);
        var item = event.path("item");
        if (answer == null || !item.path("type").asText("").equals("function_call")) {
            return;
        }
        var id = item.path("call_id").asText("");
        var name = item.path("name").asText("");
        if (id.isEmpty() || name.isEmpty()) {
            give(
                    answer,
                    new ProviderFault(
                            ProviderFailure.PROTOCOL, "expected a call with an id and a name"));
        } else if (calls.size() == MAX_CALLS) {
            give(
                    answer,
                    new ProviderFault(
                            ProviderFailure.OVERLOADED, MAX_CALLS + " calls have no outcome"));
        } else if (calls.putIfAbsent(id, answer) == null) {
            answer.called();
            came(answer);
            var arguments = item.path("arguments").asText("");
            line.tell(
                    new DuplexEvent.ToolAsked(
                            answer.number,
                            new ToolCall(id, name, arguments.isBlank() ? "{}" : arguments)));
        }
    }

    /// Its rest is of no use.
    private void give(RealtimeAnswer answer, ProviderFault fault) {
        if (answer.tellsEnd()) {
            line.tell(new DuplexEvent.AnswerFailed(answer.number, fault));
        }
        cancel(answer);
    }

    void done(JsonNode response) {
        var ended = active;
        if (ended == null || !response.path("id").asText("").equals(ended.responseId)) {
            return;
        }
        active = null;
        limit.close();
        ended.done();
        if (ended.tellsEnd()) {
            line.tell(ResponseEnd.of(ended.number, ended.isStopped(), response));
        }
        if (awaited.isComing()) {
            await();
        }
        if (awaited.next() == null) {
            goOn(ended);
        } else {
            ended.pass();
            proceed();
        }
    }

    private void proceed() {
        var wanted = awaited.next();
        if (wanted != null && !isBusy()) {
            awaited.clearNext();
            ask(wanted);
        }
    }

    private void end(RealtimeAnswer answer, ProviderFault fault) {
        answer.stop();
        if (answer.tellsEnd()) {
            line.tell(new DuplexEvent.AnswerFailed(answer.number, fault));
        }
    }

    /// The request for an answer was refused.
    void refused(ProviderFault fault) {
        if (!awaited.isAsked()) {
            return;
        }
        boolean wasWanted = awaited.refused();
        if (active == null && !awaited.isComing()) {
            limit.close();
        }
        if (wasWanted) {
            line.tell(new DuplexEvent.AnswerMissing(fault));
        }
        proceed();
    }

    /// Another answer came first, by the provider's own decision: ours follows it.
    void crossed(ProviderFault fault) {
        if (active == null && !awaited.isDue()) {
            refused(fault);
        } else {
            awaited.postpone();
        }
    }

    private void tooLate() {
        var late = active;
        if (late != null && late.isStopped()) {
            line.fail(
                    new ProviderFault(
                            ProviderFailure.TIMED_OUT, "an answer that was stopped did not end"));
        } else if (late != null) {
            give(
                    late,
                    new ProviderFault(
                            ProviderFailure.TIMED_OUT,
                            late.millis() == 0 ? "no sound came in time" : "the sound stopped"));
        } else if (awaited.isWanted()) {
            // It may still come, and is not wanted then.
            awaited.drop();
            line.send(RealtimeMessages.cancel(""));
            limit.set(limits.between());
            line.tell(
                    new DuplexEvent.AnswerMissing(
                            new ProviderFault(
                                    ProviderFailure.TIMED_OUT, "no answer began in time")));
        } else {
            awaited.forget();
            proceed();
        }
    }

    void close() {
        limit.close();
    }
}
