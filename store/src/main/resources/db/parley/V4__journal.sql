-- What happened to the conversation of a call, step by step, so that it can be replayed.

-- Texts that many calls have in common, once: settings of conversations, definitions of agents.
CREATE TABLE contents (
    hash     text        PRIMARY KEY,
    kind     text        NOT NULL,
    body     text        NOT NULL,
    since    timestamptz NOT NULL
);
COMMENT ON COLUMN contents.hash IS 'plain: SHA-256 of the body';
COMMENT ON COLUMN contents.kind IS 'plain: one of a list';
COMMENT ON COLUMN contents.body IS 'plain: settings or the definition of an agent';

-- Hashes of contents; null for calls of before.
ALTER TABLE calls ADD COLUMN conversation text;
ALTER TABLE calls ADD COLUMN definition text;
COMMENT ON COLUMN calls.conversation IS 'plain: SHA-256 of the settings of conversations';
COMMENT ON COLUMN calls.definition IS 'plain: SHA-256 of the definition of the agent';

CREATE TABLE steps (
    call    text   NOT NULL REFERENCES calls ON DELETE CASCADE,
    number  bigint NOT NULL,
    -- JSON of a version of its own; text, because jsonb takes no NUL and changes numbers.
    step    text   NOT NULL,
    subject text,
    PRIMARY KEY (call, number)
);
CREATE INDEX steps_by_subject ON steps (subject);
COMMENT ON COLUMN steps.call IS 'plain: the call';
COMMENT ON COLUMN steps.step IS 'personal: words, also those that were only guessed for a moment';
COMMENT ON COLUMN steps.subject IS 'personal: the person the words are about';
