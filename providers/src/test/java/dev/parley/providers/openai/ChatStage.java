package dev.parley.providers.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.compliance.Secret;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.ModelStage;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.net.Network;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The chat client against a server that plays by hand what the protocol's sheet shows.
final class ChatStage implements ModelStage {
    static final String KEY = "sk-canary-4711";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConcurrentLinkedQueue<Play> plays = new ConcurrentLinkedQueue<>();
    private final Network network = Network.open(1);
    private final RawServer server;
    private final ChatModel model;

    ChatStage(ChatProfile profile) throws IOException {
        server = new RawServer(this::serve);
        model =
                ChatModel.open(
                        new ChatSettings(
                                profile.name(),
                                profile,
                                server.url() + "/v1",
                                Optional.of(Secret.of(KEY)),
                                "gpt-6-luna",
                                profile.reasoning(),
                                false,
                                dev.parley.providers.net.PoolSettings.DEFAULT),
                        network,
                        Meters.NONE);
    }

    private void serve(RawServer.Request request, RawServer.Peer peer) throws IOException {
        var play = plays.poll();
        if (play == null) {
            play = new Play.Stalls(List.of());
        }
        switch (play) {
            case Play.Says(var pieces) -> {
                begin(peer, pieces);
                end(peer, "stop");
            }
            case Play.Calls(var pieces, var tool, var arguments) -> {
                begin(peer, pieces);
                call(peer, tool, arguments);
                end(peer, "tool_calls");
            }
            case Play.Stalls(var pieces) -> {
                begin(peer, pieces);
                peer.awaitClientGone();
            }
            case Play.Cuts(var pieces) -> {
                begin(peer, pieces);
                peer.close();
            }
            case Play.Refuses(var kind) -> refuse(peer, kind);
        }
    }

    private static void begin(RawServer.Peer peer, List<String> pieces) throws IOException {
        peer.streams("text/event-stream; charset=utf-8");
        peer.chunk(choice("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (var piece : pieces) {
            peer.chunk(choice("{\"content\":" + quoted(piece) + "}", "null"));
        }
    }

    private static void call(RawServer.Peer peer, String tool, String arguments)
            throws IOException {
        int half = arguments.length() / 2;
        peer.chunk(
                choice(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                                + "\"function\":{\"name\":"
                                + quoted(tool)
                                + ",\"arguments\":\"\"}}]}",
                        "null"));
        for (var piece : List.of(arguments.substring(0, half), arguments.substring(half))) {
            peer.chunk(
                    choice(
                            "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"
                                    + quoted(piece)
                                    + "}}]}",
                            "null"));
        }
    }

    private static void end(RawServer.Peer peer, String reason) throws IOException {
        peer.chunk(choice("{}", "\"" + reason + "\""));
        peer.chunk(
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":21,\"completion_tokens\":3,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":8}}}\n\n");
        peer.chunk("data: [DONE]\n\n");
        peer.endOfStream();
    }

    private static void refuse(RawServer.Peer peer, ProviderFailure kind) throws IOException {
        switch (kind) {
            case KEY -> error(peer, 401, "invalid_request_error", "invalid_api_key");
            case QUOTA -> error(peer, 429, "insufficient_quota", "credit_balance_exhausted");
            case RATE -> error(peer, 429, "rate_limit_error", "rate_limit_exceeded");
            case OVERLOADED -> error(peer, 503, "service_unavailable_error", "x");
            case ENGINE -> error(peer, 500, "server_error", "x");
            case RETIRED -> error(peer, 404, "invalid_request_error", "model_not_found");
            case TIMED_OUT, NETWORK, PROTOCOL, CLOSED, CONTENT ->
                    throw new IllegalArgumentException("not a refusal: " + kind);
        }
    }

    private static void error(RawServer.Peer peer, int status, String type, String code)
            throws IOException {
        peer.answers(
                status,
                "",
                "{\"error\":{\"message\":\"no\",\"type\":\""
                        + type
                        + "\",\"param\":null,\"code\":\""
                        + code
                        + "\"}}");
    }

    static String choice(String delta, String finish) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":"
                + "[{\"index\":0,\"delta\":"
                + delta
                + ",\"finish_reason\":"
                + finish
                + "}],\"usage\":null}\n\n";
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public LanguageModel model() {
        return model;
    }

    @Override
    public void next(Play play) {
        plays.add(play);
    }

    @Override
    public int busy() {
        return server.serving();
    }

    @Override
    public void close() throws IOException {
        network.close();
        server.close();
    }
}
