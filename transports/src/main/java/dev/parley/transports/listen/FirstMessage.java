package dev.parley.transports.listen;

import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket on a path that transports share, until its first message tells whose it is; the session
/// of that transport from then on. IO thread only, unless noted.
final class FirstMessage implements SocketSession {
    private final ServerWebSocket socket;
    private final Knock knock;
    private final List<Way> ways;
    private volatile Way way;
    private @Nullable SocketSession chosen;

    FirstMessage(ServerWebSocket socket, Knock knock, List<Way> ways) {
        this.socket = socket;
        this.knock = knock;
        this.ways = ways;
        this.way = ways.getLast();
    }

    /// Whose it is as far as one knows: the last transport's before the first message. Any thread.
    SocketRoute route() {
        return way.route();
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
    public void closed(boolean byFrame) {
        session().closed(byFrame);
    }

    private SocketSession sessionFor(byte[] message, int length, boolean isBinary) {
        if (chosen == null) {
            way =
                    ways.stream()
                            .filter(candidate ->
                                    candidate.door().recognizes(message, length, isBinary))
                            .findFirst()
                            .orElse(ways.getLast());
            chosen = way.door().open(socket, knock);
        }
        return chosen;
    }

    /// For what happens before the first message: that is the last transport's to judge.
    private SocketSession session() {
        if (chosen == null) {
            chosen = way.door().open(socket, knock);
        }
        return chosen;
    }
}
