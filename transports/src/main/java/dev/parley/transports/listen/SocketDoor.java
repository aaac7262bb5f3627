package dev.parley.transports.listen;

import io.vertx.core.http.ServerWebSocket;

/// A transport on one event loop; all methods run there.
public interface SocketDoor {
    /// Whether this upgrade may become a socket of the transport. Does not block.
    Verdict judge(Knock knock);

    /// On a path that transports share: whether a socket with this first message is ours. The first
    /// transport that says yes gets it, or else the last.
    boolean recognizes(byte[] first, int length, boolean isBinary);

    /// What becomes of an upgrade.
    sealed interface Verdict {
        record Welcome(Entry entry) implements Verdict {}

        /// Comes back to a call in progress: let in even while the server drains or is crowded.
        record Returning(Entry entry) implements Verdict {}

        /// Not ours; on a shared path another transport may take it. `reason` is a plain name for
        /// metrics: "token".
        record Refused(int status, String reason) implements Verdict {}

        /// Refused for every transport of the path: what came is hostile or void.
        record Banned(int status, String reason) implements Verdict {}
    }

    /// Takes the socket that came of an upgrade.
    @FunctionalInterface
    interface Entry {
        SocketSession open(ServerWebSocket socket);
    }
}
