package dev.parley.sim.vendor.host;

import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.fault.Moment;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.script.Limit;
import dev.parley.sim.vendor.script.VendorScript;
import dev.parley.sim.vendor.wire.HttpExchange;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One request or connection at a [Desk], from its coming to its end.
public final class Visit {
    private final Desk desk;
    private final Stage stage;
    private final HttpExchange exchange;
    private final SeenRequest seen;
    private final long connection;
    private final long openNow;
    private final AtomicBoolean isOver = new AtomicBoolean();

    Visit(
            Desk desk,
            Stage stage,
            HttpExchange exchange,
            SeenRequest seen,
            long connection,
            long openNow) {
        this.desk = desk;
        this.stage = stage;
        this.exchange = exchange;
        this.seen = seen;
        this.connection = connection;
        this.openNow = openNow;
    }

    public Desk desk() {
        return desk;
    }

    public VendorScript script() {
        return desk.script();
    }

    public HttpExchange exchange() {
        return exchange;
    }

    /// The how-manieth connection of this vendor and stage.
    public long connection() {
        return connection;
    }

    /// Whether more are open than the vendor allows.
    public boolean isTooMany() {
        int most = script().limit(Limit.CONCURRENCY);
        return most > 0 && openNow > most;
    }

    /// The refusal that strikes as the connection is opened.
    public Optional<FaultRule> refusalAtDoor() {
        return desk.faults().refusal(desk.vendor(), stage, Moment.door(connection));
    }

    /// The refusal that strikes this request.
    public Optional<FaultRule> refusal(long request, long turn) {
        return desk.faults().refusal(desk.vendor(), stage, new Moment(connection, request, turn));
    }

    /// The fault in the stream of this request.
    public @Nullable FaultRule inStream(long request, long turn) {
        return desk.faults()
                .inStream(desk.vendor(), stage, new Moment(connection, request, turn))
                .orElse(null);
    }

    public void text(String text) {
        seen.text(text);
    }

    public void audio(long bytes) {
        seen.audio(bytes);
    }

    /// Ends the record; only the first end counts.
    public void end(String how) {
        if (isOver.compareAndSet(false, true)) {
            desk.left(stage);
        }
        seen.end(how, desk.millis());
    }
}
