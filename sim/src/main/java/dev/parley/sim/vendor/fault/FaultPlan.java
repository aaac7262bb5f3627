package dev.parley.sim.vendor.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The faults in force, and what they struck. Thread-safe. The first rule that fits strikes.
public final class FaultPlan {
    private static final int MAX_STRIKES = 10_000;

    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final List<Strike> strikes = new CopyOnWriteArrayList<>();

    /// A fault that struck.
    ///
    /// @param rule which
    /// @param vendor the name of the simulated vendor
    /// @param stage what it was doing
    public record Strike(FaultRule rule, String vendor, Stage stage) {}

    public void add(FaultRule rule) {
        rules.add(rule);
    }

    /// All is well from now on; what struck stays known.
    public void clear() {
        rules.clear();
    }

    public List<FaultRule> rules() {
        return List.copyOf(rules);
    }

    /// What struck so far, in order.
    public List<Strike> strikes() {
        return List.copyOf(strikes);
    }

    /// The refusal that strikes here.
    public Optional<FaultRule> refusal(String vendor, Stage stage, Moment moment) {
        return find(vendor, stage, moment, true);
    }

    /// The fault in the stream that strikes here.
    public Optional<FaultRule> inStream(String vendor, Stage stage, Moment moment) {
        return find(vendor, stage, moment, false);
    }

    private Optional<FaultRule> find(String vendor, Stage stage, Moment moment, boolean isRefusal) {
        for (var rule : rules) {
            if (rule.kind().isRefusal() == isRefusal
                    && rule.isAbout(vendor, stage)
                    && rule.strikesAt(moment)) {
                if (strikes.size() < MAX_STRIKES) {
                    strikes.add(new Strike(rule, vendor, stage));
                }
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
