package dev.parley.sim.twilio;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.locks.ReentrantLock;

/// Both sides of a call as the caller lived it, time-aligned: byte n of either side is the µ-law
/// sample at n / 8 ms after the start of the stream; the agent's side is what was played, not what
/// was sent. Thread-safe. Keeps the first hour.
public final class PeerRecording {
    private static final int MAX_BYTES = 60 * 60 * 8000;

    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream caller = new ByteArrayOutputStream();
    private final ByteArrayOutputStream agent = new ByteArrayOutputStream();

    PeerRecording() {}

    void add(byte[] callerFrame, byte[] agentFrame) {
        lock.lock();
        try {
            if (agent.size() < MAX_BYTES) {
                caller.writeBytes(callerFrame);
                agent.writeBytes(agentFrame);
            }
        } finally {
            lock.unlock();
        }
    }

    /// What the caller said so far, µ-law.
    public byte[] caller() {
        return copy(caller);
    }

    /// What the caller heard so far, µ-law.
    public byte[] agent() {
        return copy(agent);
    }

    /// Length so far in milliseconds.
    public long millis() {
        lock.lock();
        try {
            return agent.size() / 8;
        } finally {
            lock.unlock();
        }
    }

    private byte[] copy(ByteArrayOutputStream side) {
        lock.lock();
        try {
            return side.toByteArray();
        } finally {
            lock.unlock();
        }
    }
}
