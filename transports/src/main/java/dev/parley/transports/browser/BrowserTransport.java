package dev.parley.transports.browser;

import dev.parley.call.leg.CallDesk;
import dev.parley.compliance.SignedToken;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.transports.listen.FaultLog;
import dev.parley.transports.listen.Knock;
import dev.parley.transports.listen.MediaLoop;
import dev.parley.transports.listen.SocketDoor;
import dev.parley.transports.listen.SocketLimits;
import dev.parley.transports.listen.SocketRoute;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/// Browsers and other clients of RTVI: offers the call of each client that is ready to a [CallDesk]
/// and is its leg and onlooker. Source: RTVI standard 2.2.0 as Pipecat 1.14 and its JavaScript
/// client 1.13 speak it.
public final class BrowserTransport implements SocketRoute {
    static final List<String> PATHS = List.of("/rtvi", "/ws");
    private static final String START = "/rtvi/start";

    private final BrowserSettings settings;
    private final IntFunction<CallDesk> desks;
    private final Meters meters;
    private final Clocks clocks;
    private final Entrance entrance;
    private final FaultLog<BrowserFault> faults;

    /// A transport with one desk for all event loops.
    ///
    /// @param tokens makes the tokens of starts ("start"), of calls to come back to ("resume"), and
    ///   of records ("records", with the call id as subject)
    public BrowserTransport(
            BrowserSettings settings,
            CallDesk desk,
            SignedToken tokens,
            InstantSource clock,
            Meters meters) {
        this(settings, _ -> desk, tokens, clock, meters);
    }

    /// A transport that asks once per event loop (numbered from 0, on that loop) for the desk of
    /// the calls that will live on it.
    public BrowserTransport(
            BrowserSettings settings,
            IntFunction<CallDesk> desks,
            SignedToken tokens,
            InstantSource clock,
            Meters meters) {
        this.settings = settings;
        this.desks = desks;
        this.meters = meters;
        this.clocks = new Clocks(clock, System::nanoTime);
        this.entrance = new Entrance(settings, tokens, clocks);
        this.faults = new FaultLog<>(transport(), BrowserFault.class, meters);
    }

    @Override
    public String transport() {
        return "browser";
    }

    /// `/rtvi` and its alias `/ws`, with or without a token as last segment.
    @Override
    public boolean isAt(String path) {
        return !path.equals(START)
                && PATHS.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
    }

    @Override
    public SocketLimits limits() {
        return settings.sockets();
    }

    /// Plain requests that belong to the socket: where sessions are started.
    public Map<String, Handler<HttpServerRequest>> requests() {
        return Map.of(START, new StartEndpoint(settings, entrance));
    }

    @Override
    public SocketDoor onLoop(MediaLoop loop) {
        Set<BrowserLeg> calls = new HashSet<>();
        var legs =
                new BrowserLeg.Parts(
                        settings, meters.counter(Metric.MEDIA_FRAMES_UNSENT, transport()), clocks);
        loop.everyTurn(() -> {
            long now = clocks.nanos().getAsLong();
            List.copyOf(calls).forEach(call -> call.turn(now));
        });
        return new Door(
                loop,
                new BrowserSession.Parts(
                        settings,
                        desks.apply(loop.index()),
                        entrance,
                        faults,
                        legs,
                        calls,
                        new FrameReader(),
                        new ClientMessageReader()));
    }

    /// The sessions of one event loop.
    private record Door(MediaLoop loop, BrowserSession.Parts parts) implements SocketDoor {
        @Override
        public Verdict judge(Knock knock) {
            return switch (parts.entrance().decide(knock)) {
                case Entrance.Decision.Welcome(var request) -> new Verdict.Welcome(entry(request));
                case Entrance.Decision.Returning(var request) ->
                        new Verdict.Returning(entry(request));
                case Entrance.Decision.Refused(int status, var reason) ->
                        new Verdict.Refused(status, reason);
                case Entrance.Decision.Banned(int status, var reason) ->
                        new Verdict.Banned(status, reason);
            };
        }

        private Entry entry(Request request) {
            return socket -> new BrowserSession(loop, socket, request, parts);
        }

        /// Everything that no other transport knows.
        @Override
        public boolean recognizes(byte[] first, int length, boolean isBinary) {
            return true;
        }
    }
}
