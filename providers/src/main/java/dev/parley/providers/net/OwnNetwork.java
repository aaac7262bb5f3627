package dev.parley.providers.net;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The network of a plug-in: opened with its first client. Thread-safe.
public final class OwnNetwork implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final int loops;
    private @Nullable Network network;

    public OwnNetwork(int loops) {
        this.loops = loops;
    }

    public Network opened() {
        lock.lock();
        try {
            if (network == null) {
                network = Network.open(loops);
            }
            return network;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (network != null) {
                network.close();
                network = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
