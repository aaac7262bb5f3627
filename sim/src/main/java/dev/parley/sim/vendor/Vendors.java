package dev.parley.sim.vendor;

import dev.parley.dialog.NearestName;
import dev.parley.sim.vendor.cartesia.CartesiaVendor;
import dev.parley.sim.vendor.deepgram.DeepgramVendor;
import dev.parley.sim.vendor.fault.FaultPlan;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.host.Desk;
import dev.parley.sim.vendor.host.SeenRequest;
import dev.parley.sim.vendor.host.VendorViolation;
import dev.parley.sim.vendor.openai.OpenAiVendor;
import dev.parley.sim.vendor.script.VendorScript;
import dev.parley.sim.vendor.wire.HttpExchange;
import dev.parley.sim.vendor.wire.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Simulated vendors on one port of 127.0.0.1, each under the path of its name: `openai`,
/// `deepgram`, `cartesia`. A name with an ending is one more of them with faults and records of its
/// own: `openai-backup`. Thread-safe; closing it ends all connections and waits.
///
/// ```java
/// try (var vendors = Vendors.start(VendorScript.parse(yaml))) {
///     vendors.url("openai");                 // http://127.0.0.1:40123/openai
///     vendors.fault("llm:stall@turn3");
///     vendors.requests("openai");
///     vendors.violations();
/// }
/// ```
public final class Vendors implements AutoCloseable {
    /// The vendors there are.
    public static final Set<String> NAMES = Set.of("openai", "deepgram", "cartesia");

    private static final int MAX_DESKS = 100;

    private volatile VendorScript script;
    private final FaultPlan faults = new FaultPlan();
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private final long startNanos = System.nanoTime();
    private final LocalServer server;

    private Vendors(VendorScript script, int port) throws IOException {
        this.script = script;
        this.server = LocalServer.start(port, this::handle);
    }

    /// Starts them on a free port.
    public static Vendors start(VendorScript script) {
        try {
            return start(script, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("expected a free port on 127.0.0.1, but " + e, e);
        }
    }

    /// Starts them on this port; 0 for a free one.
    ///
    /// @throws IOException if the port is taken
    public static Vendors start(VendorScript script, int port) throws IOException {
        return new Vendors(script, port);
    }

    public int port() {
        return server.port();
    }

    /// Where a vendor is found by HTTP, without a slash at the end: put it in the place of
    /// `https://api.openai.com`.
    public String url(String vendor) {
        return "http://127.0.0.1:" + port() + "/" + desk(vendor).vendor();
    }

    /// Where a vendor is found by WebSocket, without a slash at the end.
    public String socketUrl(String vendor) {
        return "ws://127.0.0.1:" + port() + "/" + desk(vendor).vendor();
    }

    /// What they say and do from the next request on.
    public void script(VendorScript next) {
        script = next;
    }

    public VendorScript script() {
        return script;
    }

    /// Adds a fault, as in `llm:stall@turn3` or `deepgram.tts:cut@always`.
    ///
    /// @throws IllegalArgumentException which says what was expected
    public void fault(String rule) {
        faults.add(rule(rule));
    }

    /// Reads a fault that one of these vendors can have.
    ///
    /// @throws IllegalArgumentException which says what was expected
    public static FaultRule rule(String text) {
        var rule = FaultRule.parse(text);
        var vendor = rule.vendor();
        if (vendor.isPresent() && !isVendor(vendor.get())) {
            var known =
                    Stream.concat(
                            NAMES.stream(), Arrays.stream(Stage.values()).map(Stage::toString));
            throw new IllegalArgumentException(
                    "fault \"%s\": unknown target \"%s\"%s"
                            .formatted(
                                    text,
                                    rule.target(),
                                    NearestName.hint(
                                            rule.target(),
                                            known.toList(),
                                            "; expected one of llm, stt, tts, duplex, a vendor of %s, or one stage of it, as in deepgram.tts"
                                                    .formatted(NAMES.stream().sorted().toList()))));
        }
        return rule;
    }

    private static boolean isVendor(String name) {
        return NAMES.contains(name.split("-", 2)[0]) && name.matches("[a-z0-9-]{1,40}");
    }

    /// All is well again, for what begins from now on.
    public void clearFaults() {
        faults.clear();
    }

    /// The faults that struck, in order.
    public List<FaultPlan.Strike> strikes() {
        return faults.strikes();
    }

    /// What a vendor was asked, oldest first.
    public List<SeenRequest> requests(String vendor) {
        return desk(vendor).requests();
    }

    /// What all of them were asked, those with an ending too, oldest first.
    public List<SeenRequest> requests() {
        return desks.values().stream()
                .flatMap(desk -> desk.requests().stream())
                .sorted((one, two) -> Long.compare(one.startedMillis(), two.startedMillis()))
                .toList();
    }

    /// What a vendor was asked at one stage, oldest first.
    public List<SeenRequest> requests(String vendor, Stage stage) {
        return requests(vendor).stream().filter(request -> request.stage() == stage).toList();
    }

    /// What clients did that the protocols do not allow.
    public List<VendorViolation> violations() {
        return desks.values().stream()
                .flatMap(desk -> desk.violations().stream())
                .sorted((one, two) -> Long.compare(one.millis(), two.millis()))
                .toList();
    }

    /// TCP connections accepted so far.
    public long connections() {
        return server.accepted();
    }

    /// TCP connections that are open now.
    public int openConnections() {
        return server.open();
    }

    /// Requests and sockets of a vendor that are open now.
    public long open(String vendor) {
        return desk(vendor).open();
    }

    /// Cuts every connection there is without a word; new ones are accepted.
    public void cutAll() {
        server.cutAll();
    }

    private Desk desk(String vendor) {
        if (!isVendor(vendor)) {
            throw new IllegalArgumentException(
                    "unknown vendor \"%s\"; expected one of %s, if need be with an ending as in openai-backup"
                            .formatted(vendor, NAMES.stream().sorted().toList()));
        }
        if (desks.size() >= MAX_DESKS && !desks.containsKey(vendor)) {
            throw new IllegalArgumentException("more than " + MAX_DESKS + " vendors");
        }
        return desks.computeIfAbsent(
                vendor, name -> new Desk(name, this::script, faults, startNanos));
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.request().path();
        int slash = path.indexOf('/', 1);
        Desk desk;
        try {
            desk = desk(slash < 0 ? path.substring(1) : path.substring(1, slash));
        } catch (IllegalArgumentException e) {
            exchange.answer(
                    404,
                    Map.of("Content-Type", "text/plain; charset=utf-8"),
                    String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            hand(exchange, desk, slash < 0 ? "/" : path.substring(slash));
        } catch (RuntimeException e) {
            // Whoever tests a client must see that it was not the client.
            desk.violation("defect-of-the-simulator", String.valueOf(e));
            throw e;
        }
    }

    private static void hand(HttpExchange exchange, Desk desk, String path)
            throws IOException, InterruptedException {
        switch (desk.vendor().split("-", 2)[0]) {
            case "openai" -> new OpenAiVendor(desk).handle(exchange, path);
            case "deepgram" -> new DeepgramVendor(desk).handle(exchange, path);
            default -> new CartesiaVendor(desk).handle(exchange, path);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
