package dev.parley.call.media;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A timing wheel of 64 slots of 1 ms with absolute deadlines. Time is handed in, so that tests
/// turn it by hand; [PacingWheel] is the thread around it. All methods but `seat` and `push` belong
/// to that thread. A seat that is late runs once, never once for each missed slot: what to make up
/// for is its own decision.
final class Wheel {
    private static final int SLOTS = 64;
    private static final long SLOT_NANOS = 1_000_000;

    private final @Nullable Seat[] slots = new @Nullable Seat[SLOTS];
    private final AtomicReference<@Nullable Seat> woken = new AtomicReference<>();
    private final AtomicInteger seats = new AtomicInteger();
    private final long origin;
    private final Lateness lateness;
    private final Runnable knock;
    private long occupied;
    private long cursor;

    /// @param knock called after a seat was woken, on the waker's thread
    Wheel(long originNanos, Lateness lateness, Runnable knock) {
        this.origin = originNanos;
        this.lateness = lateness;
        this.knock = knock;
    }

    Seat seat(Paced paced) {
        seats.incrementAndGet();
        return new Seat(paced, this);
    }

    /// Seats that are not closed yet.
    int seats() {
        return seats.get();
    }

    void push(Seat seat) {
        Seat first;
        do {
            first = woken.get();
            seat.nextWoken = first;
        } while (!woken.compareAndSet(first, seat));
        knock.run();
    }

    boolean hasWoken() {
        return woken.get() != null;
    }

    /// Runs everything that was woken and everything whose time has come.
    void advance(long now) {
        long last = cursor;
        long tick = Math.max(last, (now - origin) / SLOT_NANOS);
        cursor = tick;
        runWoken(now);
        for (long slot = Math.max(last, tick - SLOTS) + 1; slot <= tick; slot++) {
            runSlot((int) (slot & (SLOTS - 1)), now);
        }
    }

    /// When `advance` has something to do again; [Paced#NEVER] if only a wake can bring work.
    long nextWake() {
        if (hasWoken()) {
            return origin + cursor * SLOT_NANOS;
        }
        if (occupied == 0) {
            return Paced.NEVER;
        }
        int first = (int) ((cursor + 1) & (SLOTS - 1));
        int distance = Long.numberOfTrailingZeros(Long.rotateRight(occupied, first));
        return origin + (cursor + 1 + distance) * SLOT_NANOS;
    }

    private void runWoken(long now) {
        Seat seat = woken.getAndSet(null);
        while (seat != null) {
            Seat following = seat.nextWoken;
            seat.nextWoken = null;
            seat.answerWake();
            takeOut(seat);
            run(seat, now);
            seat = following;
        }
    }

    private void runSlot(int slot, long now) {
        Seat seat = slots[slot];
        slots[slot] = null;
        occupied &= ~(1L << slot);
        while (seat != null) {
            Seat following = seat.next;
            seat.next = null;
            seat.previous = null;
            seat.slot = Seat.NOWHERE;
            if (tickOf(seat.due) > cursor) {
                putIn(seat);
            } else {
                lateness.record(now - seat.due);
                run(seat, now);
            }
            seat = following;
        }
    }

    private void run(Seat seat, long now) {
        if (seat.isClosed()) {
            leave(seat);
            return;
        }
        try {
            seat.due = seat.paced.run(now);
        } catch (RuntimeException e) {
            // The root of the wheel's thread: one broken call must not stop the others.
            seat.close();
            seat.paced.failed(e);
            return;
        }
        if (seat.due != Paced.NEVER) {
            putIn(seat);
        }
    }

    private void leave(Seat seat) {
        if (seat.due != GONE) {
            seat.due = GONE;
            seats.decrementAndGet();
        }
    }

    private static final long GONE = Long.MIN_VALUE;

    private void putIn(Seat seat) {
        long tick = Math.clamp(tickOf(seat.due), cursor + 1, cursor + SLOTS - 1);
        int slot = (int) (tick & (SLOTS - 1));
        Seat first = slots[slot];
        seat.next = first;
        if (first != null) {
            first.previous = seat;
        }
        slots[slot] = seat;
        seat.slot = slot;
        occupied |= 1L << slot;
    }

    private void takeOut(Seat seat) {
        int slot = seat.slot;
        if (slot == Seat.NOWHERE) {
            return;
        }
        if (seat.previous == null) {
            slots[slot] = seat.next;
            if (seat.next == null) {
                occupied &= ~(1L << slot);
            }
        } else {
            seat.previous.next = seat.next;
        }
        if (seat.next != null) {
            seat.next.previous = seat.previous;
        }
        seat.next = null;
        seat.previous = null;
        seat.slot = Seat.NOWHERE;
    }

    /// The first slot that begins at or after this time.
    private long tickOf(long nanos) {
        return Math.ceilDiv(nanos - origin, SLOT_NANOS);
    }
}
