package dev.parley.transports.twilio;

import dev.parley.call.leg.CallDesk;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.transports.listen.FaultLog;
import dev.parley.transports.listen.Knock;
import dev.parley.transports.listen.MediaLoop;
import dev.parley.transports.listen.SocketDoor;
import dev.parley.transports.listen.SocketLimits;
import dev.parley.transports.listen.SocketRoute;
import java.util.function.IntFunction;

/// Answers Twilio's media streams: offers each stream that starts to a [CallDesk] and is the leg of
/// the call that comes of it. Source: Twilio "Media Streams, WebSocket Messages".
///
/// The desk is asked on the event loop of the socket.
public final class TwilioTransport implements SocketRoute {
    private final TwilioSettings settings;
    private final IntFunction<CallDesk> desks;
    private final Meters meters;
    private final FaultLog<MediaFault> faults;

    /// A transport with one desk for all event loops.
    public TwilioTransport(TwilioSettings settings, CallDesk desk, Meters meters) {
        this(settings, _ -> desk, meters);
    }

    /// A transport that asks once per event loop (numbered from 0, on that loop) for the desk of
    /// the calls that will live on it, so that each loop can have its own pacing wheel.
    public TwilioTransport(TwilioSettings settings, IntFunction<CallDesk> desks, Meters meters) {
        this.settings = settings;
        this.desks = desks;
        this.meters = meters;
        this.faults = new FaultLog<>(transport(), MediaFault.class, meters);
    }

    @Override
    public String transport() {
        return "twilio";
    }

    @Override
    public boolean isAt(String path) {
        return settings.paths().contains(path);
    }

    @Override
    public SocketLimits limits() {
        return settings.sockets();
    }

    @Override
    public SocketDoor onLoop(MediaLoop loop) {
        return new Door(
                loop,
                new TwilioStream.Parts(
                        settings,
                        desks.apply(loop.index()),
                        faults,
                        meters.counter(Metric.MEDIA_FRAMES_UNSENT, "twilio"),
                        System::nanoTime,
                        new MessageReader(),
                        new MediaScanner()));
    }

    /// The streams of one event loop.
    private record Door(MediaLoop loop, TwilioStream.Parts parts) implements SocketDoor {
        @Override
        public Verdict judge(Knock knock) {
            return new Verdict.Welcome(
                    socket -> new MediaSocket(new SocketWire(socket, loop.outbox()), parts));
        }

        @Override
        public boolean recognizes(byte[] first, int length, boolean isBinary) {
            return !isBinary
                    && switch (parts.reader().read(first, length)) {
                        case PeerMessage.Malformed _ -> false;
                        case PeerMessage.Connected _,
                                PeerMessage.Start _,
                                PeerMessage.Media _,
                                PeerMessage.Dtmf _,
                                PeerMessage.Mark _,
                                PeerMessage.Stop _,
                                PeerMessage.Unknown _ ->
                                true;
                    };
        }
    }
}
