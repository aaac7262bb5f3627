ALTER TABLE customers
    DROP CONSTRAINT customers_first_name_check,
    DROP CONSTRAINT customers_last_name_check,
    ADD COLUMN birth_date date CHECK (birth_date >= DATE '1900-01-01'),
    -- false: nobody knows how the name is written; the call and its turn say where to hear it
    ADD COLUMN spelling_verified boolean NOT NULL DEFAULT true,
    ADD COLUMN spelling_call_id text,
    ADD COLUMN spelling_turn integer CHECK (spelling_turn >= 0),
    -- e-mail is never guessed from speech: it is asked for by message
    ADD COLUMN email text CHECK (email ~ '^[^@ ]+@[^@ ]+$'),
    ADD COLUMN email_pending boolean NOT NULL DEFAULT false,
    -- the call in which they became a customer; empty for those added otherwise
    ADD COLUMN added_in_call text,
    -- the same for every attempt of one request, so that a repeated write happens once
    ADD COLUMN request_key text UNIQUE,
    ADD CONSTRAINT name_or_sound CHECK (
        CASE WHEN spelling_verified THEN first_name <> '' AND last_name <> ''
        ELSE spelling_call_id IS NOT NULL AND spelling_turn IS NOT NULL END
    );

ALTER TABLE vehicles
    ADD COLUMN plate text CHECK (plate ~ '^[A-Z0-9]{2,8}$'),
    -- ISO 3779: seventeen characters without I, O and Q
    ADD COLUMN vin text UNIQUE CHECK (vin ~ '^[A-HJ-NPR-Z0-9]{17}$'),
    ADD COLUMN request_key text UNIQUE;

CREATE INDEX vehicles_by_plate ON vehicles (plate) WHERE plate IS NOT NULL;
