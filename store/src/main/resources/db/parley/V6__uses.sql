-- What a call used of each provider, by the caller's turns (0: before the first), and what it cost by
-- the prices of its day. Figures only.
CREATE TABLE uses (
    call     text           NOT NULL REFERENCES calls ON DELETE CASCADE,
    turn     integer        NOT NULL,
    at       timestamptz    NOT NULL,
    provider text           NOT NULL,
    model    text           NOT NULL,
    unit     text           NOT NULL CHECK (unit IN ('INPUT_TOKENS', 'CACHED_TOKENS', 'OUTPUT_TOKENS',
        'UNCOUNTED_ANSWERS', 'HEARD_MILLIS', 'SPOKEN_CHARACTERS')),
    amount   bigint         NOT NULL CHECK (amount > 0),
    -- Ran on the server's own machine.
    local    boolean        NOT NULL,
    -- US dollars; null if there was no price.
    cost     numeric(21, 12) CHECK (cost >= 0),
    PRIMARY KEY (call, turn, provider, model, unit)
);
CREATE INDEX uses_at ON uses (at) WHERE cost > 0;
COMMENT ON COLUMN uses.call IS 'plain: the call';
COMMENT ON COLUMN uses.provider IS 'plain: a name of the settings';
COMMENT ON COLUMN uses.model IS 'plain: a name of the provider';
COMMENT ON COLUMN uses.unit IS 'plain: one of a list';
