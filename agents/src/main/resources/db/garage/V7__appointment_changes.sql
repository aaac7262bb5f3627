CREATE TYPE appointment_change AS ENUM ('moved', 'cancelled');

-- target of the foreign key that keeps a change from naming somebody else's appointment
ALTER TABLE appointments
    ADD CONSTRAINT appointment_of_customer UNIQUE (appointment_id, customer_id);

-- What callers changed, and from where: an appointment that was moved is still one row.
CREATE TABLE appointment_changes (
    change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    appointment_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    change appointment_change NOT NULL,
    old_starts_at timestamptz NOT NULL,
    -- empty if it was cancelled
    new_starts_at timestamptz,
    call_id text NOT NULL,
    -- the same for every attempt of one request, so that a repeated write happens once
    request_key text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((change = 'moved') = (new_starts_at IS NOT NULL)),
    FOREIGN KEY (appointment_id, customer_id) REFERENCES appointments (appointment_id, customer_id)
);

CREATE INDEX appointment_changes_by_appointment ON appointment_changes (appointment_id);

CREATE INDEX appointment_changes_by_customer ON appointment_changes (customer_id);
