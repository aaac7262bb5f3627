DROP INDEX vehicles_by_plate;

ALTER TABLE vehicles
    DROP COLUMN plate,
    DROP COLUMN vin,
    DROP COLUMN request_key;

-- A name that was never written down had no place before.
UPDATE customers SET first_name = 'unverified' WHERE first_name = '';

UPDATE customers SET last_name = 'unverified' WHERE last_name = '';

ALTER TABLE customers
    DROP CONSTRAINT name_or_sound,
    DROP COLUMN birth_date,
    DROP COLUMN spelling_verified,
    DROP COLUMN spelling_call_id,
    DROP COLUMN spelling_turn,
    DROP COLUMN email,
    DROP COLUMN email_pending,
    DROP COLUMN added_in_call,
    DROP COLUMN request_key,
    ADD CONSTRAINT customers_first_name_check CHECK (first_name <> ''),
    ADD CONSTRAINT customers_last_name_check CHECK (last_name <> '');
