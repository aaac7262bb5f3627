package dev.parley.transports.listen;

import java.util.concurrent.atomic.AtomicInteger;

/// A transport on one event loop; `waiting` counts its sockets without a call, on all loops.
record Way(SocketRoute route, SocketDoor door, AtomicInteger waiting) {
    boolean isCrowded() {
        return waiting.get() >= route.limits().maxWaiting();
    }
}
