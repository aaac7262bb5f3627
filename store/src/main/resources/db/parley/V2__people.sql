-- Whom calls were about, what is held, removed and erased. Each column of text says in its comment
-- whether it holds something a person said, or is called: 'personal: …' or 'plain: …'
-- (docs/people.md); a test refuses a column that does not say.

-- Every person a call was about: the number it came from, and whoever it turned out to concern.
CREATE TABLE call_subjects (
    call    text        NOT NULL REFERENCES calls ON DELETE CASCADE,
    subject text        NOT NULL,
    since   timestamptz NOT NULL,
    PRIMARY KEY (call, subject)
);
CREATE INDEX call_subjects_by_subject ON call_subjects (subject);
INSERT INTO call_subjects (call, subject, since)
    SELECT id, subject, started_at FROM calls WHERE subject IS NOT NULL;

-- A call that is held is neither erased nor removed by age.
ALTER TABLE calls ADD COLUMN held_at timestamptz;
ALTER TABLE calls ADD COLUMN held_by text;
ALTER TABLE calls ADD COLUMN sound_removed_at timestamptz;
ALTER TABLE calls ADD COLUMN text_removed_at timestamptz;
ALTER TABLE calls ADD CONSTRAINT calls_held_by_somebody CHECK ((held_at IS NULL) = (held_by IS NULL));

-- Receipts of erasures: that somebody was erased, never who.
CREATE TABLE erasures (
    id           uuid        PRIMARY KEY,
    at           timestamptz NOT NULL,
    operator     text        NOT NULL,
    subject_hash text        NOT NULL,
    removed      jsonb       NOT NULL,
    left_over    jsonb       NOT NULL
);

COMMENT ON COLUMN calls.id IS 'plain: made by the server';
COMMENT ON COLUMN calls.tenant IS 'plain: who runs the agent';
COMMENT ON COLUMN calls.agent IS 'plain: name of the agent';
COMMENT ON COLUMN calls.agent_version IS 'plain: version of the agent';
COMMENT ON COLUMN calls.settings_hash IS 'plain: SHA-256 of the settings';
COMMENT ON COLUMN calls.language IS 'plain: language tag';
COMMENT ON COLUMN calls.transport IS 'plain: name of the transport';
COMMENT ON COLUMN calls.carrier_call_id IS 'personal: under it the carrier knows the caller';
COMMENT ON COLUMN calls.caller IS 'personal: the caller''s number';
COMMENT ON COLUMN calls.called IS 'plain: our number';
COMMENT ON COLUMN calls.subject IS 'personal: the person the call is about';
COMMENT ON COLUMN calls.end_reason IS 'plain: one of a list';
COMMENT ON COLUMN calls.outcome IS 'plain: one of the agent''s list';
COMMENT ON COLUMN calls.recording IS 'plain: a file named after the call';
COMMENT ON COLUMN calls.node IS 'plain: made by the server';
COMMENT ON COLUMN calls.run IS 'plain: made by the server';
COMMENT ON COLUMN calls.held_by IS 'plain: the operator who holds the call';
COMMENT ON COLUMN turns.call IS 'plain: the call';
COMMENT ON COLUMN turns.who IS 'plain: one of a list';
COMMENT ON COLUMN turns.said IS 'personal: words';
COMMENT ON COLUMN turns.heard IS 'personal: words';
COMMENT ON COLUMN turns.subject IS 'personal: the person the words are about';
COMMENT ON COLUMN reply_latencies.call IS 'plain: the call';
COMMENT ON COLUMN events.call IS 'plain: the call';
COMMENT ON COLUMN events.name IS 'plain: one of the agent''s list';
COMMENT ON COLUMN events."values" IS 'personal: where sensitive';
COMMENT ON COLUMN events.subject IS 'personal: the person the values are about';
COMMENT ON COLUMN tool_calls.call IS 'plain: the call';
COMMENT ON COLUMN tool_calls.name IS 'plain: name of the tool';
COMMENT ON COLUMN tool_calls.arguments IS 'personal: what the caller asked for';
COMMENT ON COLUMN tool_calls.error IS 'plain: one of the tool''s list';
COMMENT ON COLUMN tool_calls.result IS 'personal: what is kept about the caller';
COMMENT ON COLUMN tool_calls.subject IS 'personal: the person the tool was called for';
COMMENT ON COLUMN journal_positions.node IS 'plain: made by the server';
COMMENT ON COLUMN call_subjects.call IS 'plain: the call';
COMMENT ON COLUMN call_subjects.subject IS 'personal: the person';
COMMENT ON COLUMN erasures.operator IS 'plain: who erased';
COMMENT ON COLUMN erasures.subject_hash IS 'plain: HMAC under a secret of the server';
COMMENT ON COLUMN erasures.removed IS 'plain: counts';
COMMENT ON COLUMN erasures.left_over IS 'plain: counts';
