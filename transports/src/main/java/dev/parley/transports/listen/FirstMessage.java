package dev.parley.transports.listen;

import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket on a path that transports share, until its first message tells whose it is; the session
/// of that transport from then on. IO thread only, unless noted.
final class FirstMessage implements SocketSession {
    private final ServerWebSocket socket;
    private final List<Candidate> candidates;
    private volatile Candidate taker;
    private @Nullable SocketSession chosen;

    FirstMessage(ServerWebSocket socket, List<Candidate> candidates) {
        this.socket = socket;
        this.candidates = candidates;
        this.taker = candidates.getLast();
    }

    /// Whose it is as far as one knows: the last transport's before the first message. Any thread.
    SocketRoute route() {
        return taker.way().route();
    }

    @Override
    public void text(byte[] message, int length) {
        sessionFor(message, length, false).text(message, length);
    }

    @Override
    public void binary(byte[] message, int length) {
        sessionFor(message, length, true).binary(message, length);
    }

    @Override
    public void breach(Breach breach) {
        session().breach(breach);
    }

    @Override
    public void startIsDue() {
        session().startIsDue();
    }

    @Override
    public boolean isWaiting() {
        return chosen == null || chosen.isWaiting();
    }

    @Override
    public void serverStops() {
        session().serverStops();
    }

    @Override
    public void closed(int closeCode) {
        session().closed(closeCode);
    }

    private SocketSession sessionFor(byte[] message, int length, boolean isBinary) {
        if (chosen == null) {
            taker =
                    candidates.stream()
                            .filter(candidate ->
                                    candidate.way().door().recognizes(message, length, isBinary))
                            .findFirst()
                            .orElse(candidates.getLast());
            chosen = taker.entry().open(socket);
        }
        return chosen;
    }

    /// For what happens before the first message: that is the last transport's to judge.
    private SocketSession session() {
        if (chosen == null) {
            chosen = taker.entry().open(socket);
        }
        return chosen;
    }
}
