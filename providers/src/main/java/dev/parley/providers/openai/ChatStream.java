package dev.parley.providers.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.Connections;
import dev.parley.providers.net.Countdown;
import dev.parley.providers.net.Exchange;
import dev.parley.providers.net.HttpFailures;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.SseParser;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One answer on its way. Everything runs on the loop but [#close], which may come from any thread:
/// the flag it sets is looked at before the listener is told anything.
final class ChatStream implements LanguageModel.Generation, Exchange.Listener {
    /// Of one event of the stream; the whole of a long tool call may come in one.
    private static final int MAX_EVENT_BYTES = 1 << 20;

    private static final Duration REST_OF_STREAM = Duration.ofSeconds(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Loop loop;
    private final ModelLimits limits;
    private final LanguageModel.Listener listener;
    private final ModelMeters meters;
    private final Consumer<ChatStream> left;
    private final SseParser parser = new SseParser(MAX_EVENT_BYTES, (_, data) -> event(data));
    private final ToolPieces tools = new ToolPieces();
    private final Countdown nextToken;
    private final Countdown whole;
    private final long beganNanos = System.nanoTime();
    private volatile boolean isCancelled;
    private boolean isOver;
    private @Nullable Exchange exchange;
    private boolean hasBegun;
    private String highSurrogate = "";
    private Finish.@Nullable Reason reason;
    private Usage usage = Usage.UNKNOWN;

    ChatStream(
            Loop loop,
            ModelLimits limits,
            LanguageModel.Listener listener,
            ModelMeters meters,
            Consumer<ChatStream> left) {
        this.loop = loop;
        this.limits = limits;
        this.listener = listener;
        this.meters = meters;
        this.left = left;
        this.nextToken = new Countdown(loop, this::silent);
        this.whole = new Countdown(loop, () -> timedOut("the whole answer", limits.whole()));
    }

    /// On the loop.
    void start(Connections connections, Exchange.Post post) {
        if (isCancelled) {
            over();
            return;
        }
        nextToken.set(limits.firstToken());
        whole.set(limits.whole());
        var opened = Exchange.open(connections, post, limits.connect(), this);
        if (isOver) {
            opened.close();
        } else {
            exchange = opened;
        }
    }

    @Override
    public void close() {
        if (!isCancelled) {
            isCancelled = true;
            boolean _ = loop.run(this::over);
        }
    }

    @Override
    public void head(String contentType) {
        if (contentType.startsWith("application/json")) {
            fail(
                    new ProviderFault(
                            ProviderFailure.PROTOCOL,
                            "expected text/event-stream, got application/json: this server does"
                                    + " not stream"));
        }
    }

    @Override
    public void body(Buffer piece) {
        var bytes = piece.getBytes();
        if (!parser.feed(bytes, 0, bytes.length)) {
            fail(
                    new ProviderFault(
                            ProviderFailure.PROTOCOL,
                            "expected events of at most " + MAX_EVENT_BYTES + " bytes"));
        }
    }

    @Override
    public void end() {
        exchange = null;
        nextToken.close();
        if (reason != null) {
            complete(reason);
        } else {
            fail(
                    new ProviderFault(
                            ProviderFailure.NETWORK, "the stream ended before the answer did"));
        }
    }

    @Override
    public void failed(ProviderFault fault) {
        exchange = null;
        nextToken.close();
        if (reason != null) {
            complete(reason); // only the tokens' count is missing
        } else {
            fail(fault);
        }
    }

    private void event(String data) {
        if (isOver) {
            return;
        }
        if (data.strip().equals("[DONE]")) {
            complete(reason == null ? Finish.Reason.STOP : reason);
            return;
        }
        JsonNode chunk;
        try {
            chunk = JSON.readTree(data);
        } catch (JacksonException _) {
            chunk = null;
        }
        if (chunk == null || !chunk.isObject()) {
            fail(
                    new ProviderFault(
                            ProviderFailure.PROTOCOL, "expected JSON in each event of the stream"));
        } else if (chunk.hasNonNull("error")) {
            fail(HttpFailures.inStream(chunk.path("error").path("code").asInt(0), chunk));
        } else {
            chunk(chunk);
        }
    }

    private void chunk(JsonNode chunk) {
        usage(chunk.hasNonNull("usage") ? chunk.path("usage") : chunk.at("/x_groq/usage"));
        for (var choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0 && !isOver) {
                choice(choice);
            }
        }
    }

    private void choice(JsonNode choice) {
        var delta = choice.path("delta");
        if (delta.path("content").isTextual()) {
            text(delta.path("content").textValue());
        }
        if (delta.path("refusal").isTextual()) {
            text(delta.path("refusal").textValue());
        }
        if (delta.path("tool_calls").isArray() && !delta.path("tool_calls").isEmpty() && !isOver) {
            begun();
            if (!tools.add(delta.path("tool_calls"))) {
                fail(
                        new ProviderFault(
                                ProviderFailure.PROTOCOL, "too many or too long tool calls"));
            }
        }
        if (hasBegun || delta.hasNonNull("reasoning") || delta.hasNonNull("reasoning_content")) {
            alive();
        }
        if (choice.hasNonNull("finish_reason") && !isOver) {
            finish(choice.path("finish_reason").asText());
        }
    }

    /// Thought counts as a sign of life, though nothing of it is told.
    private void alive() {
        if (!isOver && hasBegun) {
            nextToken.set(limits.betweenTokens());
        }
    }

    private void text(String text) {
        var delta = highSurrogate + text;
        highSurrogate = "";
        if (!delta.isEmpty() && Character.isHighSurrogate(delta.charAt(delta.length() - 1))) {
            highSurrogate = delta.substring(delta.length() - 1);
            delta = delta.substring(0, delta.length() - 1);
        }
        if (!delta.isEmpty() && !isOver && !isCancelled) {
            begun();
            listener.text(delta);
        }
    }

    private void begun() {
        if (!hasBegun) {
            hasBegun = true;
            meters.began(Duration.ofNanos(System.nanoTime() - beganNanos));
        }
    }

    private void usage(JsonNode counted) {
        if (counted.isObject()) {
            usage =
                    new Usage(
                            count(counted.path("prompt_tokens")),
                            count(counted.at("/prompt_tokens_details/cached_tokens")),
                            count(counted.path("completion_tokens")));
        }
    }

    private static long count(JsonNode number) {
        return Math.max(0, number.asLong(0));
    }

    private void finish(String word) {
        switch (word) {
            case "length" -> reason = Finish.Reason.LENGTH;
            case "content_filter" -> reason = Finish.Reason.CONTENT;
            case "error" ->
                    fail(
                            new ProviderFault(
                                    ProviderFailure.ENGINE, "the answer ended with \"error\""));
            default -> reason = Finish.Reason.STOP; // tool calls count by their presence
        }
    }

    /// A cut answer's tool calls may be cut too, so they are left out.
    private void complete(Finish.Reason ended) {
        if (isOver) {
            return;
        }
        switch (ended) {
            case LENGTH, CONTENT -> done(ended);
            case STOP, TOOL_CALLS -> {
                var calls = tools.complete();
                if (calls == null) {
                    fail(new ProviderFault(ProviderFailure.PROTOCOL, "a tool call without a name"));
                    return;
                }
                for (var call : calls) {
                    if (isCancelled) {
                        return;
                    }
                    listener.toolCall(call);
                }
                done(calls.isEmpty() ? Finish.Reason.STOP : Finish.Reason.TOOL_CALLS);
            }
        }
    }

    private void done(Finish.Reason ended) {
        var ending = exchange;
        exchange = null;
        over();
        if (ending != null && !isCancelled) {
            // Its last bytes are on their way; then the connection can be used again.
            exchange = ending;
            nextToken.set(REST_OF_STREAM);
        }
        meters.used(usage);
        if (!isCancelled) {
            listener.done(new Finish(ended, usage));
        }
    }

    void fail(ProviderFault fault) {
        if (isOver) {
            return;
        }
        over();
        if (!isCancelled) {
            meters.failed(fault.kind());
            listener.failed(fault);
        }
    }

    private void silent() {
        if (isOver) {
            release();
        } else if (reason != null) {
            complete(reason); // the end of the answer was told, the end of the stream was not
        } else if (hasBegun) {
            timedOut("the next token", limits.betweenTokens());
        } else {
            timedOut("the first token", limits.firstToken());
        }
    }

    private void timedOut(String what, Duration limit) {
        fail(
                new ProviderFault(
                        ProviderFailure.TIMED_OUT,
                        "expected " + what + " within " + limit.toMillis() + " ms"));
    }

    /// Everything this answer holds is freed.
    private void over() {
        if (isOver) {
            return;
        }
        isOver = true;
        nextToken.close();
        whole.close();
        parser.stop();
        release();
        left.accept(this);
    }

    private void release() {
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
    }
}
