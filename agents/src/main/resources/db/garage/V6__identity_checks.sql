CREATE TYPE identity_proof AS ENUM ('birth_date', 'phone', 'plate', 'vin');

-- Who was looked for in a call by what the caller said; counted, so that nobody tries names.
CREATE TABLE customer_searches (
    search_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id text NOT NULL,
    -- empty if nobody was found
    customer_id bigint REFERENCES customers,
    -- found by their number: then it proves nothing more
    by_phone boolean NOT NULL,
    request_key text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX customer_searches_by_call ON customer_searches (call_id);

CREATE INDEX customer_searches_by_customer ON customer_searches (customer_id);

-- Every attempt to prove who one is; what was said is not kept.
CREATE TABLE identity_checks (
    check_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id text NOT NULL,
    customer_id bigint NOT NULL REFERENCES customers,
    proof identity_proof NOT NULL,
    passed boolean NOT NULL,
    request_key text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX identity_checks_by_call ON identity_checks (call_id, customer_id);

CREATE INDEX identity_checks_by_customer ON identity_checks (customer_id, created_at);
