package dev.parley.transports.twilio;

import io.vertx.core.Context;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Carries what the pacing wheel sends to one event loop, many sockets in one wake-up and in the
/// order put. Bounded by [SocketWire], which stops taking sound of a socket that has too much in
/// here.
final class Outbox {
    private final Context context;
    private final ConcurrentLinkedQueue<Parcel> parcels = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /// A message for a socket; `epoch` is [SocketWire#ALWAYS] if no flush can void it, `closeCode`
    /// is 0 unless it ends the connection.
    record Parcel(SocketWire wire, String text, int epoch, int closeCode) {}

    Outbox(Context context) {
        this.context = context;
    }

    void put(Parcel parcel) {
        parcels.add(parcel);
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            context.runOnContext(_ -> deliver());
        }
    }

    void execute(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    private void deliver() {
        scheduled.set(false);
        for (var parcel = parcels.poll(); parcel != null; parcel = parcels.poll()) {
            parcel.wire().deliver(parcel);
        }
    }
}
