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
    WEB_REQUESTS(
            Kind.COUNTER,
            "parley_web_requests_total",
            "Requests for pages and records of calls, by answer",
            "answer"),
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
    DATABASE_RESTARTS(
            Kind.COUNTER,
            "parley_database_restarts_total",
            "Attempts to start the embedded PostgreSQL again after it died, by result",
            "result"),
    CALLS_FOUND_DEAD(
            Kind.COUNTER,
            "parley_calls_found_dead_total",
            "Open calls closed because the server that held them died, by how it was found out",
            "how"),
    JOURNAL_STORED(
            Kind.COUNTER,
            "parley_journal_stored_total",
            "Entries of call records that reached the database"),
    JOURNAL_LOST(
            Kind.COUNTER,
            "parley_journal_lost_total",
            "Entries of call records that could not be kept, by reason",
            "reason"),
    JOURNAL_WRITE_FAILURES(
            Kind.COUNTER,
            "parley_journal_write_failures_total",
            "Times that the disk refused call records, which then waited in memory"),
    JOURNAL_BACKLOG(
            Kind.GAUGE,
            "parley_journal_backlog_bytes",
            "Call records in journal files that wait for the database"),
    RECOGNIZER_DROPPED(
            Kind.COUNTER,
            "parley_recognizer_dropped_samples_total",
            "Samples dropped because a recognizer fell behind",
            "engine"),
    RECOGNIZER_FAILURES(
            Kind.COUNTER,
            "parley_recognizer_failures_total",
            "Utterances without a decision, by reason",
            "engine",
            "reason"),
    RECOGNIZER_FINAL(
            Kind.TIMER,
            "parley_recognizer_final_seconds",
            "From the end of a turn to its words",
            "engine"),
    TURN_JUDGEMENT(
            Kind.TIMER,
            "parley_turn_judgement_seconds",
            "From the question whether a turn is over to the model's answer",
            "judge"),
    ANSWERS_FORESEEN(
            Kind.COUNTER,
            "parley_answers_foreseen_total",
            "Answers a model was asked for while the caller paused, by outcome: asked (all of them), used",
            "outcome"),
    TURNS_NOT_JUDGED(
            Kind.COUNTER,
            "parley_turns_not_judged_total",
            "Questions whether a turn is over that a model answered late or not at all, by reason",
            "judge",
            "reason"),
    RECOGNIZER_AGAIN(
            Kind.TIMER,
            "parley_recognizer_again_seconds",
            "Time taken to hear noisy answers again, part of the time to the words",
            "engine"),
    RECOGNIZER_AGAIN_SKIPPED(
            Kind.COUNTER,
            "parley_recognizer_again_skipped_total",
            "Noisy answers heard only once because too many were being heard again",
            "engine"),
    SYNTHESIZER_FAILURES(
            Kind.COUNTER,
            "parley_synthesizer_failures_total",
            "Sentences that could not be spoken, by reason",
            "engine",
            "reason"),
    SYNTHESIZER_RENDER(
            Kind.TIMER,
            "parley_synthesizer_render_seconds",
            "From a sentence's turn at its engine to its sound",
            "engine"),
    MODEL_FIRST_TOKEN(
            Kind.TIMER,
            "parley_model_first_token_seconds",
            "From the question to a language model to the first piece of its answer",
            "engine"),
    MODEL_FAILURES(
            Kind.COUNTER,
            "parley_model_failures_total",
            "Answers of a language model that failed, by reason",
            "engine",
            "reason"),
    MODEL_TOKENS(
            Kind.COUNTER,
            "parley_model_tokens_total",
            "Tokens as the language model's provider counts them: input, of it cached, and output",
            "engine",
            "kind"),
    PROVIDER_USE(
            Kind.COUNTER,
            "parley_provider_use_total",
            "What was used of a provider, in the units it charges: tokens, milliseconds of sound heard, characters spoken",
            "provider",
            "unit"),
    COST(
            Kind.COUNTER,
            "parley_cost_microdollars_total",
            "Cost of what was used of a provider, in millionths of a US dollar, by the table of prices",
            "provider",
            "stage"),
    USE_UNPRICED(
            Kind.COUNTER,
            "parley_use_unpriced_total",
            "Uses of a provider for which there is no price, so that they are in no cost and no budget",
            "provider",
            "unit"),
    BUDGETS(
            Kind.COUNTER,
            "parley_budgets_total",
            "Times that a budget was nearly or wholly spent",
            "budget",
            "level"),
    PROVIDER_CONNECTIONS(
            Kind.COUNTER,
            "parley_provider_connections_total",
            "Connections opened to a provider, ahead of a turn or on demand within one",
            "provider",
            "when"),
    PROVIDER_FIRST(
            Kind.TIMER,
            "parley_provider_first_seconds",
            "From a request to its first token or sound, or from an utterance to its words, by candidate",
            "provider",
            "stage"),
    PROVIDER_FAILURES(
            Kind.COUNTER,
            "parley_provider_failures_total",
            "Requests that a candidate did not answer, by kind",
            "provider",
            "stage",
            "kind"),
    PROVIDER_BREAKER(
            Kind.GAUGE,
            "parley_provider_breaker",
            "State of a candidate's circuit breaker: 0 closed, 1 half open, 2 open",
            "provider",
            "stage"),
    PROVIDER_SWITCHES(
            Kind.COUNTER,
            "parley_provider_switches_total",
            "Requests that went on at another candidate",
            "stage",
            "from",
            "to"),
    HANDOFFS(
            Kind.COUNTER,
            "parley_handoffs_total",
            "Calls that went from one agent of a team to another",
            "from",
            "to"),
    PROVIDER_RETRIES(
            Kind.COUNTER,
            "parley_provider_retries_total",
            "Requests made again at the same candidate",
            "provider",
            "stage"),
    PROVIDER_HEDGES(
            Kind.COUNTER,
            "parley_provider_hedges_total",
            "Second requests because the first was late, by candidate and whether they were quicker or not allowed",
            "provider",
            "stage",
            "result"),
    RECOGNIZER_REPLAYED(
            Kind.COUNTER,
            "parley_recognizer_replayed_samples_total",
            "Samples sent again to a recognizer that took over from another",
            "provider"),
    FRAMES(
            Kind.COUNTER,
            "parley_frames_total",
            "Frames of 20 ms by the stop they reached or were lost at",
            "stop"),
    FRAME_LATENESS(
            Kind.GAUGE,
            "parley_frame_lateness_seconds",
            "How late the pacing wheel ran, over the last ten seconds",
            "wheel",
            "quantile"),
    DETECTORS_SPARED(
            Kind.COUNTER,
            "parley_detectors_spared_total",
            "Calls that got the light detector of speech because their event loop was late"),
    OWN_UTTERANCES(
            Kind.COUNTER,
            "parley_own_utterances_total",
            "Utterances that were the agent's own voice, come back through a loudspeaker"),
    SOUND_GAPS(
            Kind.COUNTER,
            "parley_sound_gaps_total",
            "Gaps within a sentence because the voice delivered late"),
    MARKS_MISSED(
            Kind.COUNTER,
            "parley_marks_missed_total",
            "Times a carrier did not confirm what was played"),
    QUEUE_DROPS(
            Kind.COUNTER,
            "parley_queue_drops_total",
            "Entries a full queue did not take, by queue",
            "queue"),
    QUEUE_WAITS(
            Kind.COUNTER,
            "parley_queue_waits_total",
            "Times a producer waited for a full queue, by queue",
            "queue"),
    REPLY_LATENCY(
            Kind.TIMER,
            "parley_reply_latency_seconds",
            "From the caller's last sound to the first frame of the answer, by part",
            "part"),
    TURN_GAP(
            Kind.CALL_TIMER,
            "parley_turn_gap_seconds",
            "Between the caller's last sound and the first sound of the answer, measured from the sound of both"),
    TURN_GAP_REST(
            Kind.CALL_TIMER,
            "parley_turn_gap_rest_seconds",
            "What of the gap between a turn and its answer no known part explains, either way"),
    TURNS_SOUNDED(
            Kind.COUNTER,
            "parley_turns_sounded_total",
            "Turns of callers by what sounded between them and their answer",
            "sound"),
    TALK_OVER(
            Kind.CALL_TIMER,
            "parley_call_talk_over_seconds",
            "How long both sounded at once in a call"),
    DEAD_AIR(
            Kind.CALL_TIMER,
            "parley_call_dead_air_seconds",
            "Silences of at least three seconds in a call, together"),
    CUT_LATENCY(
            Kind.TIMER,
            "parley_cut_latency_seconds",
            "From the decision to stop the agent until the flush had left"),
    TOOLS(Kind.COUNTER, "parley_tools_total", "Tool calls, by tool and result", "tool", "result"),
    RECORDINGS_FAILED(
            Kind.COUNTER,
            "parley_recordings_failed_total",
            "Recordings that stopped because the disk refused"),
    RETENTION_REMOVED(
            Kind.COUNTER,
            "parley_retention_removed_total",
            "Recordings, transcripts and records of calls removed because of their age",
            "class"),
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
        /// Durations that each belong to a call: the histogram leads back to calls.
        CALL_TIMER,
        GAUGE
    }
}
