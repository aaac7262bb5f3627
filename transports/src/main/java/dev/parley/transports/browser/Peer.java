package dev.parley.transports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Who is told what happens: the client at the other end of a socket, or nobody while it is away.
/// IO thread only.
interface Peer {
    /// Tells nobody.
    Peer AWAY =
            new Peer() {
                @Override
                public void tell(String type, @Nullable JsonNode data) {}

                @Override
                public void interrupt() {}
            };

    /// Sends a message of RTVI that answers nothing.
    void tell(String type, @Nullable JsonNode data);

    /// Sends what makes clients that can drop the sound they hold, where the wire has it.
    void interrupt();
}
