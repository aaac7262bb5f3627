package dev.parley.transports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.transports.listen.Knock;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/// `POST /rtvi/start`: gives a client the URL and the token for one session. Its answer holds
/// nothing else, because the published client refuses other keys. Event loop only.
final class StartEndpoint implements Handler<HttpServerRequest> {
    private static final int MAX_BODY_BYTES = 8_192;

    private final BrowserSettings settings;
    private final Entrance entrance;

    StartEndpoint(BrowserSettings settings, Entrance entrance) {
        this.settings = settings;
        this.entrance = entrance;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var knock = Knock.of(request);
        var response = request.response();
        response.putHeader("Cache-Control", "no-store").putHeader("Vary", "Origin");
        if (!entrance.origins().allow(knock)) {
            refuse(request, 403, "origin: expected a page of this server or one that is listed");
            return;
        }
        knock.origin()
                .ifPresent(origin -> response.putHeader("Access-Control-Allow-Origin", origin));
        if (request.method().equals(HttpMethod.OPTIONS)) {
            response.setStatusCode(204)
                    .putHeader("Access-Control-Allow-Methods", "POST, OPTIONS")
                    .putHeader("Access-Control-Allow-Headers", "content-type, authorization")
                    .putHeader("Access-Control-Max-Age", "600")
                    .end();
        } else if (request.method().equals(HttpMethod.POST)) {
            read(request, knock);
        } else {
            response.putHeader("Allow", "POST, OPTIONS");
            refuse(request, 405, "method: expected POST, got " + request.method());
        }
    }

    private void read(HttpServerRequest request, Knock knock) {
        var body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(_ -> {
            if (body.length() > MAX_BODY_BYTES) {
                refuse(request, 413, "body: expected at most " + MAX_BODY_BYTES + " bytes");
            } else {
                start(request, knock, body);
            }
        });
    }

    private void start(HttpServerRequest request, Knock knock, Buffer body) {
        JsonNode asked;
        try {
            asked = body.length() == 0 ? Rtvi.object() : Rtvi.JSON.readTree(body.getBytes());
        } catch (IOException _) {
            asked = MissingNode.getInstance();
        }
        if (!asked.isObject()) {
            refuse(request, 400, "body: expected a JSON object, or nothing");
            return;
        }
        var agent = field(asked, "agent");
        var caller = field(asked, "caller");
        if (!Request.isAgent(agent)) {
            refuse(request, 400, "agent: expected a name of letters, digits, - and _");
        } else if (!Request.isNumber(caller)) {
            refuse(request, 400, "caller: expected a telephone number");
        } else {
            answer(request, knock, agent, caller);
        }
    }

    /// As given, or in the `body` that clients wrap around it.
    private static String field(JsonNode asked, String name) {
        var own = asked.path(name);
        return (own.isMissingNode() ? asked.path("body").path(name) : own).asText("");
    }

    private void answer(HttpServerRequest request, Knock knock, String agent, String caller) {
        boolean isTls =
                knock.isTls() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        var answer =
                Rtvi.object()
                        .put("wsUrl", (isTls ? "wss://" : "ws://") + knock.host() + "/rtvi")
                        .put(
                                "token",
                                entrance.tokens()
                                        .issue(
                                                Entrance.START,
                                                Request.subject(agent, caller),
                                                settings.tokenLife()));
        request.response().putHeader("Content-Type", "application/json").end(Rtvi.write(answer));
    }

    private static void refuse(HttpServerRequest request, int status, String what) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Rtvi.write(Rtvi.object().put("info", what)));
    }
}
