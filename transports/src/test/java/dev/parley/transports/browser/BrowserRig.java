package dev.parley.transports.browser;

import dev.parley.compliance.SignedToken;
import dev.parley.meter.Meters;
import dev.parley.sim.rtvi.Person;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviPeer;
import dev.parley.transports.listen.ListenSettings;
import dev.parley.transports.listen.Listener;
import dev.parley.transports.listen.Routes;
import dev.parley.transports.listen.SocketLimits;
import dev.parley.transports.twilio.TwilioSettings;
import dev.parley.transports.twilio.TwilioTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A running listener with the browser's and Twilio's transports on a free port, with short times.
final class BrowserRig implements AutoCloseable {
    static final String ALLOWED = "https://pages.example";

    final CountedFaults meters = new CountedFaults();
    final BrowserDesk desk = new BrowserDesk();
    final Listener listener;

    BrowserRig() {
        this(false, 1);
    }

    BrowserRig(boolean requiresToken, int loops) {
        this(quick(requiresToken), loops);
    }

    BrowserRig(BrowserSettings settings) {
        this(settings, 1);
    }

    private BrowserRig(BrowserSettings settings, int loops) {
        var tokens = SignedToken.withRandomKey(Instant::now);
        var browser = new BrowserTransport(settings, desk, tokens, Instant::now, meters);
        var twilio = new TwilioTransport(TwilioSettings.defaults(), desk, Meters.NONE);
        listener =
                new Listener(
                        new ListenSettings("127.0.0.1", 0, loops, Optional.empty()),
                        new Routes(List.of(twilio, browser), browser.requests(), Routes::notFound),
                        meters);
        listener.start();
    }

    static BrowserSettings quick(boolean requiresToken) {
        return quick(
                requiresToken,
                new SocketLimits(
                        (1 << 20) + 4096,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(500),
                        2_000));
    }

    static BrowserSettings quick(boolean requiresToken, SocketLimits limits) {
        return new BrowserSettings(
                limits,
                requiresToken,
                Set.of(ALLOWED),
                ToolDisclosure.NONE,
                false,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                Duration.ofMinutes(90),
                20);
    }

    URI url(String path) {
        return URI.create("ws://127.0.0.1:" + listener.port() + path);
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + listener.port() + path);
    }

    /// A test says what it sends and when; pacing is not its matter.
    RtviCall binary() {
        return RtviCall.binary(url("/rtvi")).allowingAhead(5_000);
    }

    RtviCall text() {
        return RtviCall.text(url("/rtvi")).allowingAhead(5_000);
    }

    RtviPeer join(RtviCall call) throws IOException {
        return RtviPeer.join(call, Person.SILENT);
    }

    @Override
    public void close() {
        listener.close();
    }
}
