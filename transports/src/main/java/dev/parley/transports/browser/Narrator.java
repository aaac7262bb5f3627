package dev.parley.transports.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.call.leg.Onlooker.Sight;
import dev.parley.call.record.CallStore.ReplyLatency;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tells a call in the messages of RTVI, in the order that clients rely on: `new` before progress,
/// one segment after the other, what was heard of a cut sentence before the interruption, starts
/// and stops in pairs. IO thread only.
final class Narrator {
    /// A turn that turns out to be noise is answered by nothing.
    private static final long THINKING_NANOS = 5_000_000_000L;

    /// Typed words that the call has not taken by then are not waited for.
    private static final long TYPED_NANOS = 10_000_000_000L;

    private final InstantSource clock;
    private ToolDisclosure tools;
    private Peer peer = Peer.AWAY;
    private boolean isTextOnly;
    private boolean isVersion1;

    private final Map<Long, Map<Integer, Segment>> planned = new TreeMap<>();
    private final Deque<Segment> next = new ArrayDeque<>();
    private final Deque<Typed> typed = new ArrayDeque<>();

    /// What the caller does while the agent is being cut: told after it.
    private final Deque<Sight> held = new ArrayDeque<>();

    private @Nullable Segment playing;
    private int segments;
    private boolean isCallerSpeaking;
    private boolean isCallerHeld;
    private boolean isAgentSpeaking;
    private boolean isAnswering;
    private boolean isUnvoiced;
    private boolean wasInterrupted;
    private State state = State.LISTENING;
    private boolean wasStateShown;
    private long thinkingSince;
    private long typedSince;

    /// What the conversation does, for pages that show it.
    private enum State {
        LISTENING("listening"),
        HEARING("hearing"),
        THINKING("thinking"),
        SPEAKING("speaking"),
        CLOSING("closing");

        private final String plainName;

        State(String plainName) {
            this.plainName = plainName;
        }
    }

    /// Words that the peer typed and that are not part of the call yet.
    private record Typed(String id, String content, boolean isVoiced) {}

    Narrator(ToolDisclosure tools, InstantSource clock) {
        this.tools = tools;
        this.clock = clock;
    }

    /// From now on this peer is told, which knows nothing of what went before.
    void tellTo(Peer its, boolean itsTextOnly, boolean itsVersion1) {
        peer = its;
        isTextOnly = itsTextOnly;
        isVersion1 = itsVersion1;
        playing = null;
        next.clear();
        isCallerSpeaking = false;
        isCallerHeld = false;
        held.clear();
        isAgentSpeaking = false;
        isAnswering = false;
        wasStateShown = false;
    }

    void disclose(ToolDisclosure shown) {
        tools = shown;
    }

    /// The peer typed words that are to be answered; the call will say when they are its turn.
    void typed(String id, String content, boolean isVoiced) {
        typed.add(new Typed(id, content.strip(), isVoiced));
        wasInterrupted = false;
    }

    /// The peer typed words that are only kept.
    void noted(String id, String content) {
        callerInput(content, "chat", true, id);
    }

    /// Whether nothing is being said and nothing is about to be.
    boolean isQuiet() {
        return !isAgentSpeaking && !isAnswering && planned.isEmpty();
    }

    /// Looks at the time.
    void turn(long nowNanos) {
        if (typed.isEmpty()) {
            typedSince = 0;
        } else if (typedSince == 0) {
            typedSince = nowNanos;
        } else if (nowNanos - typedSince > TYPED_NANOS) {
            typed.clear();
        }
        if (state == State.THINKING) {
            if (thinkingSince == 0) {
                thinkingSince = nowNanos;
            } else if (nowNanos - thinkingSince > THINKING_NANOS) {
                show(State.LISTENING);
            }
        }
    }

    void see(Sight sight) {
        if (isCallerHeld && isOfCaller(sight)) {
            held.add(sight);
        } else {
            show(sight);
        }
    }

    private static boolean isOfCaller(Sight sight) {
        return sight instanceof Sight.CallerBegan
                || sight instanceof Sight.CallerHinted
                || sight instanceof Sight.CallerEnded
                || sight instanceof Sight.CallerSaid
                || sight instanceof Sight.Backchannel;
    }

    private void show(Sight sight) {
        switch (sight) {
            case Sight.Opened _ -> {}
            case Sight.CallerBegan _ -> callerBegan();
            case Sight.CallerEnded _ -> callerEnded();
            case Sight.CallerHinted(var words) -> transcription(words.reveal(), false);
            case Sight.CallerSaid(int _, var words, boolean isTyped) ->
                    callerSaid(words.reveal(), isTyped);
            case Sight.Backchannel(var words) ->
                    callerInput(words.reveal(), "backchannel", true, null);
            case Sight.SentencePlanned(long reply, int sentence, var text) ->
                    sentencePlanned(reply, sentence, text.reveal());
            case Sight.ReplyComplete _ -> answered();
            case Sight.SentenceBegan(long reply, int sentence) -> sentenceBegan(reply, sentence);
            case Sight.Progress(long reply, int sentence, int chars) ->
                    progress(reply, sentence, chars);
            case Sight.SentenceHeard(long reply, int sentence) -> sentenceHeard(reply, sentence);
            case Sight.ReplyHeard(long reply) -> replyHeard(reply);
            case Sight.ReplyCut(long reply, int sentence, int chars) ->
                    replyCut(reply, sentence, chars);
            case Sight.ToolStarted(long id, var name, var arguments) ->
                    toolStarted(id, name, arguments.reveal());
            case Sight.ToolEnded(long id, var name, var error, var result, boolean isCancelled) ->
                    toolEnded(id, name, error, result.reveal(), isCancelled);
            case Sight.Measured(int turn, var latency) -> measured(turn, latency);
            case Sight.Noted(var name, var values) ->
                    own("noted", Rtvi.object().put("name", name).set("values", Rtvi.tree(values)));
            case Sight.Ended _ -> show(State.CLOSING);
        }
    }

    /// A message of Parley's own.
    void own(String name, ObjectNode data) {
        var message = Rtvi.object().put("parley", name);
        message.setAll(data);
        peer.tell("server-message", message);
    }

    // The caller.

    private void callerBegan() {
        if (isAgentSpeaking) {
            isCallerHeld = true; // until it is told what was heard of the agent
            return;
        }
        callerSpeaks();
        interrupted();
    }

    /// What the caller did meanwhile, now that the agent is silent.
    private void release() {
        isCallerHeld = false;
        for (var sight = held.poll(); sight != null; sight = held.poll()) {
            show(sight);
        }
    }

    private void callerSpeaks() {
        if (!isCallerSpeaking) {
            isCallerSpeaking = true;
            peer.tell("user-started-speaking", null);
            show(State.HEARING);
        }
    }

    private void callerEnded() {
        if (isCallerSpeaking) {
            isCallerSpeaking = false;
            peer.tell("user-stopped-speaking", null);
            show(State.THINKING);
        }
    }

    private void callerSaid(String words, boolean isTyped) {
        var waiting = isTyped ? taken(words) : null;
        if (waiting != null) {
            isUnvoiced = !waiting.isVoiced;
            if (!wasInterrupted) {
                interrupted();
            }
            callerInput(words, "chat", true, waiting.id);
        } else {
            isUnvoiced = false;
            transcription(words, true);
        }
        peer.tell("user-llm-text", Rtvi.object().put("text", words));
        show(State.THINKING);
    }

    /// What the peer typed that is a turn of the call now; typed before it and not taken, it never
    /// will be.
    private @Nullable Typed taken(String words) {
        if (typed.stream().noneMatch(waiting -> waiting.content.equals(words))) {
            return null;
        }
        var first = typed.remove();
        while (!first.content.equals(words)) {
            first = typed.remove();
        }
        return first;
    }

    private void transcription(String words, boolean isFinal) {
        callerInput(words, "transcription", isFinal, null);
        peer.tell("user-transcription", CallMessages.words(words, isFinal, clock.instant()));
    }

    private void callerInput(String words, String type, boolean isFinal, @Nullable String id) {
        var data = CallMessages.words(words, isFinal, clock.instant()).put("input_type", type);
        if (id != null) {
            data.put("msg_id", id);
        }
        peer.tell("user-input", data);
    }

    // The agent.

    private void sentencePlanned(long reply, int sentence, String text) {
        answering();
        peer.tell("bot-llm-text", Rtvi.object().put("text", sentence == 0 ? text : " " + text));
        peer.tell("bot-transcription", Rtvi.object().put("text", text));
        var segment = new Segment(reply, sentence, ++segments, text);
        if (isTextOnly || isUnvoiced) {
            output(segment, "new", false);
        } else {
            planned.computeIfAbsent(reply, _ -> new TreeMap<>()).put(sentence, segment);
        }
    }

    private void answering() {
        if (!isAnswering) {
            isAnswering = true;
            peer.tell("bot-llm-started", null);
        }
    }

    private void answered() {
        if (isAnswering) {
            isAnswering = false;
            peer.tell("bot-llm-stopped", null);
        }
    }

    private void sentenceBegan(long reply, int sentence) {
        var ofReply = planned.get(reply);
        var segment = ofReply == null ? null : ofReply.get(sentence);
        if (segment == null) {
            return;
        }
        if (playing == null) {
            begin(segment);
        } else {
            next.add(segment); // its first frame left while the last words before it still sound
        }
    }

    /// Sound of the agent is about to leave.
    void soundBegins() {
        if (!isAgentSpeaking) {
            isAgentSpeaking = true;
            peer.tell("bot-tts-started", null);
            peer.tell("bot-started-speaking", null);
            show(State.SPEAKING);
        }
    }

    /// Whether the agent's sound is on its way.
    boolean isAgentSpeaking() {
        return isAgentSpeaking;
    }

    private void begin(Segment segment) {
        soundBegins();
        playing = segment;
        output(segment, "new", true);
    }

    private void progress(long reply, int sentence, int chars) {
        var segment = playing;
        if (segment != null && segment.is(reply, sentence) && chars < segment.text.length()) {
            heard(segment, chars);
        }
    }

    private void heard(Segment segment, int chars) {
        var words = segment.heard(chars);
        if (!words.isEmpty()) {
            peer.tell("bot-tts-text", Rtvi.object().put("text", words));
            outputHeard(segment, "in-progress", words);
        }
    }

    private void sentenceHeard(long reply, int sentence) {
        var segment = playing;
        if (segment == null || !segment.is(reply, sentence)) {
            return;
        }
        var words = segment.heard(segment.text.length());
        if (!words.isEmpty()) {
            peer.tell("bot-tts-text", Rtvi.object().put("text", words));
        }
        outputHeard(segment, "completed", words);
        playing = null;
        var following = next.poll();
        if (following != null) {
            begin(following);
        }
    }

    private void replyHeard(long reply) {
        over(reply);
        agentStops();
        if (isCallerHeld) {
            callerSpeaks();
            interrupted();
            release();
        } else if (!isCallerSpeaking) {
            show(State.LISTENING);
        }
    }

    private void replyCut(long reply, int sentence, int chars) {
        var segment = playing;
        if (segment != null && segment.is(reply, sentence)) {
            heard(segment, chars);
        }
        boolean wasTold = isCallerSpeaking && !isAgentSpeaking;
        over(reply);
        if (!wasTold) {
            peer.interrupt();
            if (isCallerHeld) {
                callerSpeaks();
            }
            interrupted();
        }
        answered();
        agentStops();
        release();
    }

    private void interrupted() {
        wasInterrupted = true;
        peer.tell("bot-interrupted", null);
    }

    private void agentStops() {
        if (isAgentSpeaking) {
            isAgentSpeaking = false;
            peer.tell("bot-tts-stopped", null);
            peer.tell("bot-stopped-speaking", null);
        }
    }

    private void over(long reply) {
        playing = null;
        next.clear();
        planned.keySet().removeIf(known -> known <= reply);
    }

    private void output(Segment segment, String status, boolean willBeSpoken) {
        peer.tell("bot-output", CallMessages.output(segment, status, willBeSpoken));
    }

    private void outputHeard(Segment segment, String status, String words) {
        if (isVersion1) {
            for (var word : words.split("\\s+")) {
                if (!word.isEmpty()) {
                    peer.tell("bot-output", CallMessages.spokenWord(segment, word));
                }
            }
        } else {
            peer.tell("bot-output", CallMessages.outputHeard(segment, status));
        }
    }

    // Tools and figures.

    private void toolStarted(long id, String name, Map<String, Object> arguments) {
        answering();
        peer.tell("llm-function-call-started", CallMessages.toolStarted(tools, name));
        peer.tell(
                "llm-function-call-in-progress",
                CallMessages.toolInProgress(tools, id, name, arguments));
    }

    private void toolEnded(
            long id, String name, String error, Map<String, Object> result, boolean isCancelled) {
        var stopped = CallMessages.toolStopped(tools, id, name, isCancelled);
        if (tools.showsResult() && !isCancelled) {
            stopped.set(
                    "result",
                    error.isEmpty() ? Rtvi.tree(result) : Rtvi.object().put("error", error));
        }
        peer.tell("llm-function-call-stopped", stopped);
    }

    private void measured(int turn, ReplyLatency latency) {
        own("latency", CallMessages.latency(turn, latency));
        peer.tell("metrics", CallMessages.metrics(latency));
    }

    private void show(State now) {
        if ((now == state && wasStateShown) || state == State.CLOSING) {
            return;
        }
        state = now;
        wasStateShown = true;
        thinkingSince = 0;
        own("turn-state", Rtvi.object().put("state", now.plainName));
    }
}
