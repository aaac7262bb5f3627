package dev.parley.providers.chain;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The requests of a chain that are under way, so that none outlives it: one that begins while the
/// chain closes is abandoned, too. Thread-safe.
final class UnderWay<R extends UnderWay.Request> {
    /// One request.
    interface Request {
        void start();

        /// The chain closes: fails with `CLOSED`, unless it is over.
        void abandon();
    }

    private final Set<R> requests = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    R begin(R request) {
        requests.add(request);
        if (isClosed) {
            request.abandon();
        } else {
            request.start();
        }
        return request;
    }

    void over(R request) {
        requests.remove(request);
    }

    /// True the first time.
    boolean close() {
        if (isClosed) {
            return false;
        }
        isClosed = true;
        requests.forEach(Request::abandon);
        return true;
    }
}
