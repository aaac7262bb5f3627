package dev.parley.app.web;

import dev.parley.meter.Meters;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;

/// Answers everything a browser fetches from the API port: `/` leads to the talk page at `/talk`,
/// and `/api/v1/calls/…` has the records of ended calls. Called on a media event loop, never blocks
/// it.
public final class WebPages implements Handler<HttpServerRequest> {
    private final Map<String, Asset> page = TalkPage.read();
    private final Asset notSecure = Asset.read("/web/not-secure.html");
    private final CallsApi calls;
    private final Meters meters;

    public WebPages(Calls calls, SoundSource recordings, Meters meters) {
        this.calls = new CallsApi(calls, recordings);
        this.meters = meters;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Context context = Objects.requireNonNull(Vertx.currentContext(), "on an event loop");
        SecurityHeaders.put(request.response());
        var reply = new Reply(request, context, meters);
        var path = request.path() == null ? "" : request.path();
        var asset = page.get(path);
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            reply.wrongMethod();
        } else if (!SecureOrigin.holds(request)) {
            reply.refused(403, notSecure);
        } else if (asset != null) {
            reply.asset(asset);
        } else if (path.equals("/") || path.isEmpty() || path.equals("/talk/")) {
            reply.redirect("/talk");
        } else if (path.startsWith(CallsApi.PREFIX)) {
            calls.answer(request, reply);
        } else {
            reply.notFound();
        }
    }
}
