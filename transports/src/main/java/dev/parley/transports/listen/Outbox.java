package dev.parley.transports.listen;

import io.vertx.core.Context;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Carries what the pacing wheel and the calls send to one event loop, many sockets in one wake-up
/// and in the order put. Bounded by those who put: each stops taking sound of a socket that has too
/// much in here. Any thread.
public final class Outbox {
    private final Context context;
    private final ConcurrentLinkedQueue<Parcel> parcels = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /// Something for a socket.
    @FunctionalInterface
    public interface Parcel {
        /// Hands it to its socket. On the event loop; never throws.
        void deliver();
    }

    Outbox(Context context) {
        this.context = context;
    }

    public void put(Parcel parcel) {
        parcels.add(parcel);
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            context.runOnContext(_ -> deliver());
        }
    }

    /// Runs a task on the event loop, without regard to what was put.
    public void execute(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    private void deliver() {
        scheduled.set(false);
        for (var parcel = parcels.poll(); parcel != null; parcel = parcels.poll()) {
            parcel.deliver();
        }
    }
}
