-- Records of calls. "subject" names the person a row is about, where known: the caller's number.
-- Columns with a person's words or number: calls.caller, turns.said, turns.heard,
-- events."values" where sensitive, tool_calls.arguments and tool_calls.result.

CREATE TABLE calls (
    id              text        PRIMARY KEY,
    tenant          text        NOT NULL,
    agent           text        NOT NULL,
    agent_version   text        NOT NULL,
    settings_hash   text        NOT NULL,
    language        text        NOT NULL,
    transport       text        NOT NULL,
    carrier_call_id text        NOT NULL,
    caller          text        NOT NULL,
    called          text        NOT NULL,
    subject         text,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    end_reason      text,
    outcome         text,
    recording       text,
    -- Which server held the call, and which run of it: an open call of a node's earlier run is an
    -- orphan.
    node            text        NOT NULL,
    run             text        NOT NULL,
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX calls_by_start ON calls (started_at DESC);
CREATE INDEX calls_open ON calls (node) WHERE ended_at IS NULL;
CREATE INDEX calls_by_subject ON calls (subject);

CREATE TABLE turns (
    -- The order in which turns became known.
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call           text        NOT NULL REFERENCES calls ON DELETE CASCADE,
    number         integer     NOT NULL,
    who            text        NOT NULL CHECK (who IN ('AGENT', 'CALLER')),
    at             timestamptz NOT NULL,
    said           text        NOT NULL,
    heard          text        NOT NULL,
    certain        boolean     NOT NULL,
    cut            boolean     NOT NULL,
    typed          boolean     NOT NULL,
    -- Milliseconds of call time; null where a step did not happen.
    speech_started bigint,
    speech_ended   bigint,
    decided        bigint,
    recognized     bigint,
    answered       bigint,
    subject        text
);
CREATE INDEX turns_of_call ON turns (call, id);
CREATE INDEX turns_by_subject ON turns (subject);

-- From the caller's last sound to the agent's first sample on the wire, by part, milliseconds.
CREATE TABLE reply_latencies (
    call        text        NOT NULL REFERENCES calls ON DELETE CASCADE,
    turn        integer     NOT NULL,
    at          timestamptz NOT NULL,
    endpointing bigint      NOT NULL,
    recognition bigint      NOT NULL,
    dialog      bigint      NOT NULL,
    synthesis   bigint      NOT NULL,
    playout     bigint      NOT NULL,
    total       bigint      NOT NULL,
    PRIMARY KEY (call, turn)
);

CREATE TABLE events (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call      text        NOT NULL REFERENCES calls ON DELETE CASCADE,
    at        timestamptz NOT NULL,
    name      text        NOT NULL,
    "values"  jsonb       NOT NULL,
    sensitive boolean     NOT NULL,
    subject   text
);
CREATE INDEX events_of_call ON events (call, id);
CREATE INDEX events_by_subject ON events (subject) WHERE sensitive;

CREATE TABLE tool_calls (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call        text        NOT NULL REFERENCES calls ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    number      bigint      NOT NULL,
    name        text        NOT NULL,
    arguments   jsonb       NOT NULL,
    succeeded   boolean     NOT NULL,
    error       text        NOT NULL,
    result      jsonb       NOT NULL,
    took_millis bigint      NOT NULL,
    subject     text
);
CREATE INDEX tool_calls_of_call ON tool_calls (call, id);
CREATE INDEX tool_calls_by_subject ON tool_calls (subject);

-- Up to where each node's journal files are in the tables above. Moved in the same transaction as
-- the rows, so that nothing is stored twice.
CREATE TABLE journal_positions (
    node     text   PRIMARY KEY,
    segment  bigint NOT NULL,
    position bigint NOT NULL
);
