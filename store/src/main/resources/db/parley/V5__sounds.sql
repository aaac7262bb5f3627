-- What sounded, measured from both tracks: between each turn of a caller and its answer, and in the
-- whole call. Figures only; milliseconds of call time.
CREATE TABLE turn_sounds (
    call         text        NOT NULL REFERENCES calls ON DELETE CASCADE,
    turn         integer     NOT NULL,
    at           timestamptz NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('ANSWERED', 'TYPED', 'TAKEN_BACK', 'OVER_CALLER',
        'NO_CALLER_SOUND', 'UNANSWERED')),
    -- Null where there was no such sound.
    caller_ended bigint,
    agent_began  bigint,
    -- Of the answer: its first frame's leaving until it played, and silence at its start.
    lead         bigint      NOT NULL,
    quiet        bigint      NOT NULL,
    -- Neither sounded between the turn and its answer; null unless answered.
    gap          bigint,
    PRIMARY KEY (call, turn),
    CHECK ((gap IS NOT NULL) = (kind = 'ANSWERED'))
);
COMMENT ON COLUMN turn_sounds.call IS 'plain: the call';
COMMENT ON COLUMN turn_sounds.kind IS 'plain: one of a list';

CREATE TABLE call_sounds (
    call            text        PRIMARY KEY REFERENCES calls ON DELETE CASCADE,
    at              timestamptz NOT NULL,
    length          bigint      NOT NULL,
    caller          bigint      NOT NULL,
    agent           bigint      NOT NULL,
    -- Both at once.
    talk_over       bigint      NOT NULL,
    -- Sum and longest of the silences of at least dead_air_from.
    dead_air        bigint      NOT NULL,
    longest_silence bigint      NOT NULL,
    dead_air_from   bigint      NOT NULL
);
COMMENT ON COLUMN call_sounds.call IS 'plain: the call';
