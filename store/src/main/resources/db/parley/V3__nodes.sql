-- Which servers live: each says so every few seconds. Calls left open by one that has long said
-- nothing are closed by another.
CREATE TABLE nodes (
    node    text        PRIMARY KEY,
    run     text        NOT NULL,
    -- By the clock of the database, so that no server's clock counts.
    seen_at timestamptz NOT NULL
);
COMMENT ON COLUMN nodes.node IS 'plain: made by the server';
COMMENT ON COLUMN nodes.run IS 'plain: made by the server';

-- Calls of servers that never said they live: given one lease from now on.
INSERT INTO nodes (node, run, seen_at)
    SELECT node, max(run), clock_timestamp() FROM calls WHERE ended_at IS NULL GROUP BY node;

CREATE INDEX calls_found_dead ON calls (node, run) WHERE end_reason = 'SERVER_DIED';
