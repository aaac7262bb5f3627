DROP TABLE appointment_changes;

ALTER TABLE appointments
    DROP CONSTRAINT appointment_of_customer;

DROP TYPE appointment_change;
