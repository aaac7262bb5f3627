package dev.parley.providers.openai.realtime;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.call.duplex.Briefing;
import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.DuplexEvent;
import dev.parley.call.duplex.Opening;
import dev.parley.call.duplex.TurnMaster;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.Countdown;
import dev.parley.providers.net.KeyHeader;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.SocketLine;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call on one socket. What the port is given waits in [Outbound] until the provider took the
/// session as briefed; all else is on one loop. When the socket breaks, the session is over:
/// whoever wants to go on opens another with what was said and heard.
final class RealtimeSession implements Duplex.Session, SocketLine.Listener, Answers.Line {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A shorter commit is refused by the provider, in milliseconds.
    private static final int SHORTEST_TURN = 100;

    private final RealtimeDuplex desk;
    private final RealtimeSettings settings;
    private final Opening opening;
    private final Duplex.Listener listener;
    private final Loop loop;
    private final Outbound outbound;
    private final int heardBytesPerMilli;
    private volatile boolean isClosed;

    // The loop.
    private final Answers answers;
    private final CallerTurns turns;
    private final Countdown standing;
    private @Nullable SocketLine line;
    private boolean isReady;
    private boolean isOver;
    private long uncommittedBytes;

    RealtimeSession(
            RealtimeDuplex desk,
            RealtimeSettings settings,
            Opening opening,
            Duplex.Listener listener) {
        this.desk = desk;
        this.settings = settings;
        this.opening = opening;
        this.listener = listener;
        this.loop = desk.sockets().loop();
        this.outbound = new Outbound(100 * opening.hears().frameBytes());
        this.heardBytesPerMilli = opening.hears().frameBytes() / 20;
        int spokenPerSecond = 50 * opening.speaks().frameBytes();
        this.answers =
                new Answers(
                        this,
                        loop,
                        settings.limits(),
                        settings.longestAnswer(),
                        spokenPerSecond,
                        spokenPerSecond / opening.speaks().rate());
        this.turns = new CallerTurns(this::tell);
        this.standing =
                new Countdown(
                        loop,
                        () ->
                                fail(
                                        new ProviderFault(
                                                ProviderFailure.TIMED_OUT,
                                                "the session did not stand in time")));
    }

    void open() {
        if (!loop.run(this::connect)) {
            isClosed = true;
            listener.told(new DuplexEvent.Failed(closed()));
        }
    }

    static ProviderFault closed() {
        return new ProviderFault(ProviderFailure.CLOSED, "the client is closed");
    }

    // The port, on the leg's IO thread or any other.

    @Override
    public void audio(byte[] sound, int offset, int count) {
        if (isClosed || count <= 0) {
            return;
        }
        int dropped = outbound.add(Arrays.copyOfRange(sound, offset, offset + count));
        if (dropped > 0) {
            desk.dropped(dropped);
        }
        boolean _ = loop.run(this::drain);
    }

    @Override
    public void endTurn() {
        if (settings.turns() == TurnMaster.OURS) {
            later(this::commit);
        }
    }

    @Override
    public void add(Message message) {
        switch (message) {
            case Message.ToolOutcome outcome -> outcome(outcome);
            case Message.Instruction _, Message.User _, Message.Assistant _ ->
                    later(() -> RealtimeMessages.items(message).forEach(this::send));
        }
    }

    @Override
    public void answer(Sensitive<String> instruction) {
        later(() -> answers.ask(instruction));
    }

    @Override
    public void outcome(Message.ToolOutcome outcome) {
        later(() -> answers.outcome(outcome));
    }

    @Override
    public void stop() {
        later(answers::stop);
    }

    @Override
    public void heard(long answer, int heardMillis, Sensitive<String> heardWords) {
        later(() -> answers.heard(answer, heardMillis));
    }

    @Override
    public void change(Briefing briefing) {
        later(() -> send(RealtimeMessages.change(briefing)));
    }

    private void later(Runnable command) {
        if (isClosed) {
            return;
        }
        if (outbound.add(command)) {
            boolean _ = loop.run(this::drain);
        } else {
            boolean _ =
                    loop.run(() ->
                            fail(
                                    new ProviderFault(
                                            ProviderFailure.OVERLOADED,
                                            Outbound.MAX_COMMANDS + " commands wait already")));
        }
    }

    @Override
    public void close() {
        isClosed = true;
        boolean _ = loop.run(this::end);
    }

    /// The client closes.
    void abandon() {
        boolean _ = loop.run(() -> fail(closed()));
    }

    // All below runs on the loop.

    private void connect() {
        if (isOver) {
            return;
        }
        standing.set(settings.limits().connect());
        line =
                SocketLine.open(
                        desk.sockets(),
                        loop,
                        desk.path(),
                        List.of(KeyHeader.bearer(settings.key())),
                        settings.limits().connect(),
                        this);
    }

    @Override
    public void opened() {
        // The provider speaks first.
    }

    private void drain() {
        while (isReady && !isOver && line != null && line.isOpen() && !line.isFull()) {
            switch (outbound.poll()) {
                case null -> {
                    return;
                }
                case Outbound.Item.Sound sound -> {
                    uncommittedBytes += sound.bytes.length;
                    send(RealtimeMessages.sound(sound.bytes));
                }
                case Outbound.Item.Command(var task) -> task.run();
            }
        }
    }

    /// A turn in which nothing was said is answered from what is known.
    private void commit() {
        answers.turnEnded();
        if (uncommittedBytes >= (long) SHORTEST_TURN * heardBytesPerMilli) {
            send(RealtimeMessages.commit());
        }
        uncommittedBytes = 0;
        answers.ask(Sensitive.of(""));
    }

    @Override
    public void writable() {
        drain();
    }

    @Override
    public void text(String message) {
        JsonNode event;
        try {
            event = JSON.readTree(message);
        } catch (JacksonException _) {
            event = null;
        }
        if (event == null || !event.isObject()) {
            fail(
                    new ProviderFault(
                            ProviderFailure.PROTOCOL, "expected JSON from the Realtime server"));
        } else {
            told(event);
            drain();
        }
    }

    /// Names of the protocol before 2026 are understood too: other servers still use them.
    private void told(JsonNode event) {
        var item = event.path("item_id").asText("");
        switch (event.path("type").asText("")) {
            case "session.created" -> brief();
            case "session.updated" -> stands();
            case "error" -> refused(event.path("error"));
            case "input_audio_buffer.speech_started" -> {
                answers.callerBegan();
                tell(new DuplexEvent.CallerBegan(millis(event.path("audio_start_ms"))));
            }
            case "input_audio_buffer.speech_stopped" -> {
                answers.callerEnded();
                tell(new DuplexEvent.CallerEnded(millis(event.path("audio_end_ms"))));
            }
            case "input_audio_buffer.committed" -> {
                turns.committed(item);
                if (settings.turns() == TurnMaster.PROVIDER) {
                    answers.due();
                }
            }
            case "conversation.item.input_audio_transcription.delta" ->
                    turns.delta(item, event.path("delta").asText(""));
            case "conversation.item.input_audio_transcription.completed" ->
                    turns.completed(item, event.path("transcript").asText(""));
            case "conversation.item.input_audio_transcription.failed" -> turns.failed(item);
            case "response.created" -> answers.created(event.path("response"));
            case "response.output_audio.delta", "response.audio.delta" -> answers.sound(event);
            case "response.output_audio_transcript.delta",
                    "response.audio_transcript.delta",
                    "response.output_text.delta",
                    "response.text.delta" ->
                    answers.words(event);
            case "response.output_item.done" -> answers.item(event);
            case "response.done" -> answers.done(event.path("response"));
            default -> {
                // what only repeats, and what is new
            }
        }
    }

    private static long millis(JsonNode node) {
        return Math.max(0, node.asLong(0));
    }

    private void brief() {
        if (!isReady) {
            send(RealtimeMessages.session(settings, opening));
            for (var message : opening.history()) {
                RealtimeMessages.items(message).forEach(this::send);
            }
        }
    }

    private void stands() {
        if (!isReady) {
            isReady = true;
            standing.close();
            tell(new DuplexEvent.Ready());
        }
    }

    private void refused(JsonNode error) {
        var fault = RealtimeFaults.of(error);
        switch (isReady ? RealtimeFaults.weight(error, fault) : RealtimeFaults.Weight.SESSION) {
            case NONE -> {}
            case CROSSED -> answers.crossed(fault);
            case SESSION -> fail(fault);
            case REQUEST -> {
                if (error.path("event_id").asText("").equals(RealtimeMessages.ANSWER)) {
                    answers.refused(fault);
                } else {
                    desk.trouble(fault);
                    tell(new DuplexEvent.Trouble(fault));
                }
            }
        }
    }

    @Override
    public void binary(Buffer message) {
        // The protocol has none.
    }

    @Override
    public void closed(ProviderFault fault) {
        line = null;
        fail(fault);
    }

    @Override
    public void send(String event) {
        if (line != null) {
            line.text(event);
        }
    }

    @Override
    public void tell(DuplexEvent event) {
        if (!isClosed && !isOver) {
            switch (event) {
                case DuplexEvent.AnswerFailed(_, var fault) -> desk.failed(fault);
                case DuplexEvent.AnswerMissing(var fault) -> desk.failed(fault);
                case DuplexEvent.Ready _,
                        DuplexEvent.CallerBegan _,
                        DuplexEvent.CallerEnded _,
                        DuplexEvent.CallerWords _,
                        DuplexEvent.AnswerBegan _,
                        DuplexEvent.AgentWords _,
                        DuplexEvent.ToolAsked _,
                        DuplexEvent.ToolWithdrawn _,
                        DuplexEvent.AnswerEnded _,
                        DuplexEvent.Trouble _,
                        DuplexEvent.Failed _ -> {}
            }
            listener.told(event);
        }
    }

    @Override
    public void sound(long answer, byte[] sound) {
        if (!isClosed && !isOver) {
            listener.audio(answer, sound, 0, sound.length);
        }
    }

    @Override
    public void began(Duration after) {
        desk.began(after);
    }

    @Override
    public void fail(ProviderFault fault) {
        if (!isOver) {
            boolean isWanted = !isClosed;
            isClosed = true;
            end();
            if (isWanted) {
                desk.lost(fault);
                listener.told(new DuplexEvent.Failed(fault));
            }
        }
    }

    private void end() {
        if (isOver) {
            return;
        }
        isOver = true;
        standing.close();
        answers.close();
        outbound.clear();
        if (line != null) {
            line.close();
            line = null;
        }
        desk.left(this);
    }
}
