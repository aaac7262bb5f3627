CREATE TYPE task_status AS ENUM ('open', 'done');

CREATE TABLE callback_tasks (
    task_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- empty for a caller we do not know
    customer_id bigint REFERENCES customers,
    phone text NOT NULL CHECK (phone ~ '^[+][1-9][0-9]{9,14}$'),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    status task_status NOT NULL DEFAULT 'open',
    call_id text NOT NULL,
    request_key text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX callback_tasks_open ON callback_tasks (created_at) WHERE status = 'open';
