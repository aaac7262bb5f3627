DROP TABLE appointments;

DROP TYPE cancel_reason;

DROP TYPE booking_method;

DROP TYPE appointment_status;
