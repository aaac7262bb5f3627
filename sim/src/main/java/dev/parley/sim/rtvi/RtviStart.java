package dev.parley.sim.rtvi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The start of a session over HTTP as `startBotAndConnect` does it: a preflight where the page is
/// of another origin, a POST, and an answer in which every key but `wsUrl` and `token` is an error.
///
/// @param url the socket to join
/// @param token empty if there was none
public record RtviStart(URI url, String token) {
    private static final JsonMapper JSON = new JsonMapper();

    /// Posts `body`; `origin` is the page's, empty for a page of the server itself. Throws
    /// [IOException] with what the published client would show.
    public static RtviStart post(URI endpoint, String body, String origin)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            if (!origin.isEmpty()) {
                preflight(client, endpoint, origin);
            }
            var request =
                    HttpRequest.newBuilder(endpoint)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body));
            if (!origin.isEmpty()) {
                request.header("Origin", origin);
            }
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (!origin.isEmpty()) {
                allowed(answer, "access-control-allow-origin", origin);
            }
            var json = JSON.readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                var why = json.path("info").asText(json.path("detail").asText(""));
                throw new IOException(answer.statusCode() + " " + why);
            }
            return read(json);
        }
    }

    /// A session at that socket, on either wire.
    public RtviCall call(RtviWire wire) {
        var call = wire == RtviWire.BINARY ? RtviCall.binary(url) : RtviCall.text(url);
        return token.isEmpty() ? call : call.with("token", token);
    }

    private static RtviStart read(JsonNode json) throws IOException {
        for (var name : (Iterable<String>) json::fieldNames) {
            if (!Set.of("wsUrl", "ws_url", "token").contains(name)) {
                throw new IOException("Unrecognized connection parameter: " + name);
            }
            if (!json.path(name).isTextual()) {
                throw new IOException(name + " is no text");
            }
        }
        var url = json.path("wsUrl").asText(json.path("ws_url").asText(""));
        if (!url.startsWith("ws://") && !url.startsWith("wss://")) {
            throw new IOException("expected a ws:// or wss:// wsUrl, got \"" + url + "\"");
        }
        return new RtviStart(URI.create(url), json.path("token").asText(""));
    }

    private static void preflight(HttpClient client, URI endpoint, String origin)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(endpoint)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type")
                        .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("preflight refused with " + answer.statusCode());
        }
        allowed(answer, "access-control-allow-origin", origin);
        allowed(answer, "access-control-allow-headers", "content-type");
        allowed(answer, "access-control-allow-headers", "authorization");
        allowed(answer, "access-control-allow-methods", "post");
    }

    private static void allowed(HttpResponse<String> answer, String header, String wanted)
            throws IOException {
        var value = answer.headers().firstValue(header).orElse("").toLowerCase(Locale.ROOT);
        if (!value.equals("*") && !List.of(value.split(", *")).contains(wanted)) {
            throw new IOException(header + " is \"" + value + "\", expected " + wanted);
        }
    }
}
