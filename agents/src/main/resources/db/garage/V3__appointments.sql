CREATE TYPE appointment_status AS ENUM (
    'scheduled',
    'confirmed',
    'in_progress',
    'completed',
    'cancelled',
    'no_show'
);

CREATE TYPE booking_method AS ENUM ('voice', 'web', 'staff');

CREATE TYPE cancel_reason AS ENUM (
    'schedule_conflict',
    'got_service_elsewhere',
    'vehicle_sold',
    'issue_resolved',
    'other'
);

CREATE TABLE appointments (
    appointment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    vehicle_id bigint NOT NULL,
    service text NOT NULL REFERENCES services,
    status appointment_status NOT NULL DEFAULT 'scheduled',
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    -- the zone in which the caller named the time
    zone text NOT NULL CHECK (zone <> ''),
    bay integer NOT NULL CHECK (bay >= 1),
    method booking_method NOT NULL,
    reason cancel_reason,
    call_id text,
    -- the same for every attempt of one request, so that a repeated write happens once
    request_key text UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (ends_at > starts_at),
    CHECK ((status = 'cancelled') = (reason IS NOT NULL)),
    FOREIGN KEY (vehicle_id, customer_id) REFERENCES vehicles (vehicle_id, customer_id),
    -- the integer as a range of one lets GiST compare it without an extension
    CONSTRAINT one_car_per_bay EXCLUDE USING gist (
        int4range(bay, bay, '[]') WITH &&,
        tstzrange(starts_at, ends_at) WITH &&
    ) WHERE (status IN ('scheduled', 'confirmed', 'in_progress')),
    CONSTRAINT one_bay_per_car EXCLUDE USING gist (
        int8range(vehicle_id, vehicle_id, '[]') WITH &&,
        tstzrange(starts_at, ends_at) WITH &&
    ) WHERE (status IN ('scheduled', 'confirmed', 'in_progress'))
);

CREATE INDEX appointments_by_customer ON appointments (customer_id, starts_at);

CREATE INDEX appointments_by_time ON appointments (starts_at);
