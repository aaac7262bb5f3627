package dev.parley.sim.vendor.host;

import dev.parley.sim.vendor.fault.FaultPlan;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.script.VendorScript;
import dev.parley.sim.vendor.wire.HttpExchange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One simulated vendor by its name: its script, its faults, and the record of what its clients did
/// (the last 10,000 requests and the first 1,000 violations). Thread-safe.
public final class Desk {
    private static final int MAX_REQUESTS = 10_000;
    private static final int MAX_VIOLATIONS = 1_000;

    private final String vendor;
    private final Supplier<VendorScript> script;
    private final FaultPlan faults;
    private final long startNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<SeenRequest> requests = new ArrayDeque<>();
    private final List<VendorViolation> violations = new ArrayList<>();
    private final Map<Stage, Count> counts = new EnumMap<>(Stage.class);

    private static final class Count {
        private final AtomicLong connections = new AtomicLong();
        private final AtomicLong requests = new AtomicLong();
        private final AtomicLong turns = new AtomicLong();
        private final AtomicLong open = new AtomicLong();
    }

    public Desk(String vendor, Supplier<VendorScript> script, FaultPlan faults, long startNanos) {
        this.vendor = vendor;
        this.script = script;
        this.faults = faults;
        this.startNanos = startNanos;
        for (var stage : Stage.values()) {
            counts.put(stage, new Count());
        }
    }

    public String vendor() {
        return vendor;
    }

    public VendorScript script() {
        return script.get();
    }

    FaultPlan faults() {
        return faults;
    }

    /// Since the start of the simulator.
    public long millis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    /// Begins the record of a request or connection.
    public Visit visit(Stage stage, HttpExchange exchange) {
        var seen = new SeenRequest(stage, exchange.request(), millis());
        lock.lock();
        try {
            if (requests.size() == MAX_REQUESTS) {
                requests.removeFirst();
            }
            requests.addLast(seen);
        } finally {
            lock.unlock();
        }
        var count = count(stage);
        return new Visit(
                this,
                stage,
                exchange,
                seen,
                count.connections.incrementAndGet(),
                count.open.incrementAndGet());
    }

    private Count count(Stage stage) {
        var count = counts.get(stage);
        if (count == null) {
            throw new IllegalStateException("every stage is counted");
        }
        return count;
    }

    void left(Stage stage) {
        count(stage).open.decrementAndGet();
    }

    /// The number of the next request of a stage, from 1.
    public long nextRequest(Stage stage) {
        return count(stage).requests.incrementAndGet();
    }

    /// The number of the next turn of a stage, from 1.
    public long nextTurn(Stage stage) {
        return count(stage).turns.incrementAndGet();
    }

    public void violation(String rule, String what) {
        lock.lock();
        try {
            if (violations.size() < MAX_VIOLATIONS) {
                violations.add(new VendorViolation(vendor, rule, what, millis()));
            }
        } finally {
            lock.unlock();
        }
    }

    /// What came, oldest first.
    public List<SeenRequest> requests() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    public List<VendorViolation> violations() {
        lock.lock();
        try {
            return List.copyOf(violations);
        } finally {
            lock.unlock();
        }
    }

    /// Requests and connections that are open now.
    public long open() {
        return counts.values().stream().mapToLong(count -> count.open.get()).sum();
    }
}
