package dev.parley.bench.listening;

import dev.parley.call.EndReason;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegTraits;

/// A leg that only brings sound: what is sent on it is lost. Its IO thread is the caller's.
public record ListeningLeg(LegTraits traits) implements Leg {
    @Override
    public boolean send(byte[] payload, int offset, int length) {
        return true;
    }

    @Override
    public void mark(long markId) {}

    @Override
    public void flush() {}

    @Override
    public void hangUp(EndReason reason) {}

    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
