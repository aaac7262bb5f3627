package dev.parley.meter;

import java.util.List;

/// Every metric of Parley, once: name as exported, kind, help and label names. Dashboards, alerts
/// and docs are checked against this list; a constant that no code uses is a defect.
public enum Metric {
    CALLS(
            Kind.COUNTER,
            "parley_calls_total",
            "Calls ended, by transport and end reason",
            "transport",
            "reason"),
    CALLS_DECLINED(
            Kind.COUNTER,
            "parley_calls_declined_total",
            "Calls declined before they began",
            "transport",
            "reason"),
    CALLS_ACTIVE(Kind.GAUGE, "parley_calls_active", "Calls in progress");

    private final Kind kind;
    private final String exportedName;
    private final String help;
    private final List<String> labels;

    Metric(Kind kind, String exportedName, String help, String... labels) {
        this.kind = kind;
        this.exportedName = exportedName;
        this.help = help;
        this.labels = List.of(labels);
    }

    public Kind kind() {
        return kind;
    }

    public String exportedName() {
        return exportedName;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels;
    }

    /// What a metric measures.
    public enum Kind {
        COUNTER,
        TIMER,
        GAUGE
    }
}
