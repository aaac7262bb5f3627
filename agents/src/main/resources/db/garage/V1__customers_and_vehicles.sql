CREATE TABLE customers (
    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first_name text NOT NULL CHECK (first_name <> ''),
    last_name text NOT NULL CHECK (last_name <> ''),
    -- E.164, so that a caller's number finds its owner whatever way a carrier writes it
    phone text NOT NULL UNIQUE CHECK (phone ~ '^[+][1-9][0-9]{9,14}$'),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE vehicles (
    vehicle_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    model_year integer NOT NULL CHECK (model_year BETWEEN 1900 AND 2100),
    make text NOT NULL CHECK (make <> ''),
    model text NOT NULL CHECK (model <> ''),
    colour text NOT NULL DEFAULT '',
    -- target of the foreign key that keeps an appointment from naming somebody else's car
    UNIQUE (vehicle_id, customer_id)
);

CREATE INDEX vehicles_by_customer ON vehicles (customer_id);
