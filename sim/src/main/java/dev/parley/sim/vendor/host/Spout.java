package dev.parley.sim.vendor.host;

import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sends the pieces of one stream, with the fault that strikes it. Used by one thread.
public final class Spout<P> {
    private static final int USUAL_PIECES = 2;

    private final Outlet<P> outlet;
    private final @Nullable FaultRule fault;
    private final VendorScript script;
    private int pieces;
    private boolean hasStruck;

    public Spout(Outlet<P> outlet, @Nullable FaultRule fault, VendorScript script) {
        this.outlet = outlet;
        this.fault = fault;
        this.script = script;
    }

    /// Whether this fault is in the stream.
    public boolean has(FaultKind kind) {
        return fault != null && fault.kind() == kind;
    }

    /// The parameter of the fault as a number.
    public int count(int otherwise) {
        return fault == null ? otherwise : fault.count(otherwise);
    }

    /// How long the first piece takes.
    public static Duration firstWait(@Nullable FaultRule fault, VendorScript script, Delay usual) {
        if (fault != null && fault.kind() == FaultKind.SLOW_FIRST_BYTE) {
            return fault.time(script.delay(Delay.SLOW_FIRST_BYTE));
        }
        return fault != null && fault.kind() == FaultKind.TOO_FAST
                ? Duration.ZERO
                : script.delay(usual);
    }

    /// Waits as long as the first piece takes.
    public void waitForFirst(Delay usual) throws IOException, InterruptedException {
        outlet.pause(firstWait(fault, script, usual));
    }

    /// Waits as long as the next piece takes.
    public void waitForNext(Delay usual) throws IOException, InterruptedException {
        waitForNext(script.delay(usual));
    }

    /// Waits as long as the next piece takes.
    public void waitForNext(Duration usual) throws IOException, InterruptedException {
        outlet.pause(nextWait(usual));
    }

    /// How long the next piece takes.
    public Duration nextWait(Duration usual) {
        return fault != null && fault.kind() == FaultKind.TOO_SLOW
                ? fault.time(script.delay(Delay.TOO_SLOW))
                : has(FaultKind.TOO_FAST) ? Duration.ZERO : usual;
    }

    /// Sends a piece of content.
    public void content(P piece) throws IOException, InterruptedException {
        if (!has(FaultKind.ZERO_BYTES)) {
            send(piece, false);
        }
    }

    /// Sends a piece that ends something.
    public void mark(P piece) throws IOException, InterruptedException {
        send(piece, true);
    }

    private void send(P piece, boolean isMark) throws IOException, InterruptedException {
        if (fault == null) {
            outlet.send(piece);
            return;
        }
        // A stream shorter than the parameter is struck at its end.
        boolean isDue = pieces >= fault.count(USUAL_PIECES) || isMark;
        pieces++;
        switch (fault.kind()) {
            case STALL -> {
                if (isDue && !hasStruck) {
                    hasStruck = true;
                    outlet.pause(fault.time(script.delay(Delay.STALL)));
                }
                outlet.send(piece);
            }
            case CUT -> {
                if (isDue) {
                    outlet.half(piece);
                    throw new Struck("cut", Struck.After.CUT);
                }
                outlet.send(piece);
            }
            case ERROR -> {
                if (isDue) {
                    outlet.fail();
                    throw new Struck("error", Struck.After.LEFT);
                }
                outlet.send(piece);
            }
            case GARBAGE -> {
                if (isDue) {
                    outlet.garbage(piece);
                } else {
                    outlet.send(piece);
                }
            }
            case SPLIT_UTF8 -> outlet.split(piece);
            case DUPLICATE -> {
                outlet.send(piece);
                if (isMark) {
                    outlet.send(piece);
                }
            }
            case REFUSE,
                    UNAUTHORIZED,
                    PAYMENT,
                    RATE,
                    SERVER,
                    SLOW_FIRST_BYTE,
                    LATE,
                    WRONG_RATE,
                    ZERO_BYTES,
                    TOO_FAST,
                    TOO_SLOW ->
                    outlet.send(piece);
        }
    }
}
