package dev.parley.agents.garage;

/// What became of a [BookingRequest].
sealed interface Booking {
    /// The appointment stands in the database.
    record Booked(Appointment appointment) implements Booking {}

    /// Nothing was written.
    record Refused(Refusal why) implements Booking {}

    /// The database went away while it was written: nobody knows, and nobody may claim to.
    record Unsure() implements Booking {}

    /// Why nothing was written, with the name by which a flow branches on it.
    enum Refusal {
        /// Somebody else has it, or it is too soon by now.
        SLOT_TAKEN("slot-taken"),
        /// The car itself has another appointment then.
        CAR_BUSY("car-busy"),
        /// The garage does not work then: closed, lunch, past or too far ahead.
        CLOSED("closed"),
        /// No such customer, car or service.
        NOT_FOUND("not-found"),
        /// The car is somebody else's.
        NOT_OWNER("not-owner");

        private final String error;

        Refusal(String error) {
            this.error = error;
        }

        String error() {
            return error;
        }
    }
}
