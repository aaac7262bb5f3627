package dev.parley.transports.listen;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/// Everything that answers at the listener. Handlers run on the media event loops: they do not
/// block, and hand longer work to threads of their own.
///
/// @param sockets transports, in the order in which they are asked on a shared path
/// @param requests handlers of exact paths, for plain HTTP
/// @param pages answers every other request
public record Routes(
        List<SocketRoute> sockets,
        Map<String, Handler<HttpServerRequest>> requests,
        Handler<HttpServerRequest> pages) {
    public Routes {
        sockets = List.copyOf(sockets);
        requests = Map.copyOf(requests);
    }

    /// Sockets of one transport and nothing else.
    public static Routes of(SocketRoute route) {
        return new Routes(List.of(route), Map.of(), Routes::notFound);
    }

    /// Answers 404.
    public static void notFound(HttpServerRequest request) {
        request.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("nothing is at this path");
    }

    boolean hasSocketsAt(String path) {
        return sockets.stream().anyMatch(route -> route.isAt(path));
    }
}
