CREATE TABLE services (
    service text PRIMARY KEY CHECK (service ~ '^[a-z]+(_[a-z]+)*$'),
    position integer NOT NULL UNIQUE,
    -- the usual range in dollars; both empty where no range can be given without seeing the car
    price_from integer CHECK (price_from >= 0),
    price_to integer CHECK (price_to >= price_from),
    CHECK ((price_from IS NULL) = (price_to IS NULL))
);

INSERT INTO services (service, position, price_from, price_to)
VALUES
    ('oil_change', 1, 40, 80),
    ('tire_rotation', 2, 20, 50),
    ('brake_inspection', 3, 30, 50),
    ('brake_service', 4, 150, 400),
    ('inspection', 5, 40, 100),
    ('engine_diagnostics', 6, 90, 150),
    ('diagnostic', 7, 80, 150),
    ('general_maintenance', 8, 100, 300),
    ('repair', 9, NULL, NULL),
    ('recall', 10, NULL, NULL),
    ('other', 11, NULL, NULL);
