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
    MEDIA_SOCKETS(Kind.GAUGE, "parley_media_sockets", "Open media sockets", "transport"),
    MEDIA_SOCKETS_REFUSED(
            Kind.COUNTER,
            "parley_media_sockets_refused_total",
            "Upgrades to a media socket that were refused",
            "transport",
            "reason"),
    MEDIA_FAULTS(
            Kind.COUNTER,
            "parley_media_faults_total",
            "Faults of peers on media sockets, by transport and fault",
            "transport",
            "fault"),
    MEDIA_FRAMES_UNSENT(
            Kind.COUNTER,
            "parley_media_frames_unsent_total",
            "Frames of sound that a connection could not take",
            "transport"),
    LOOP_LAG(
            Kind.TIMER,
            "parley_loop_lag_seconds",
            "Lateness of a 50 ms timer on a media event loop",
            "loop"),
    DATABASE_CONNECTIONS(
            Kind.GAUGE, "parley_database_connections", "Connections of the pool that are in use"),
    DATABASE_EXHAUSTED(
            Kind.COUNTER,
            "parley_database_exhausted_total",
            "Times that no connection of the pool became free in time"),
    JOURNAL_STORED(
            Kind.COUNTER,
            "parley_journal_stored_total",
            "Entries of call records that reached the database"),
    JOURNAL_LOST(
            Kind.COUNTER,
            "parley_journal_lost_total",
            "Entries of call records that could not be kept, by reason",
            "reason"),
    JOURNAL_BACKLOG(
            Kind.GAUGE,
            "parley_journal_backlog_bytes",
            "Call records in journal files that wait for the database"),
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
