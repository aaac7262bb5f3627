package dev.parley.transports.twilio;

import dev.parley.transports.listen.Breach;
import dev.parley.transports.listen.SocketSession;

/// A socket of the listener as the stream of one call. IO thread only.
final class MediaSocket implements SocketSession {
    private final SocketWire wire;
    private final TwilioStream stream;

    MediaSocket(SocketWire wire, TwilioStream.Parts parts) {
        this.wire = wire;
        this.stream = new TwilioStream(wire, parts);
    }

    @Override
    public void text(byte[] message, int length) {
        stream.text(message, length);
    }

    @Override
    public void binary(byte[] message, int length) {
        stream.fault(MediaFault.BINARY_FRAME);
    }

    @Override
    public void breach(Breach breach) {
        stream.fault(
                switch (breach) {
                    case TOO_LARGE -> MediaFault.TOO_LARGE;
                    case BAD_FRAME -> MediaFault.BAD_FRAME;
                    case SILENT -> MediaFault.SILENT;
                    case INTERNAL -> MediaFault.INTERNAL;
                });
    }

    @Override
    public void startIsDue() {
        stream.startIsDue();
    }

    @Override
    public boolean isWaiting() {
        return stream.isWaiting();
    }

    @Override
    public void serverStops() {
        wire.close(1001, "server stops");
    }

    @Override
    public void closed(int closeCode) {
        wire.markClosed();
        stream.closed(closeCode != ABNORMAL);
    }
}
