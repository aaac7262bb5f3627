package dev.parley.sim.caller.garage;

import java.time.LocalDate;
import java.time.LocalTime;

/// What a caller of the garage wants, and what they can answer.
///
/// @param firstName their name, as they say it
/// @param phone the number that the garage has, or will have, of them
/// @param vehicle how the agent calls their car ("honda civic")
/// @param modelYear of that car
/// @param service id of the service ("oil_change"), where one is wanted
/// @param date the day they want, or to which they move
/// @param reason id of the reason why they cancel ("vehicle_sold")
/// @param birthDate their day of birth, for who asks whether it is them
/// @param today the date of the call at the workshop
public record GarageGoal(
        Task task,
        String firstName,
        String lastName,
        String phone,
        String vehicle,
        int modelYear,
        String service,
        LocalDate date,
        LocalTime time,
        String reason,
        LocalDate birthDate,
        LocalDate today) {
    /// What it is about, with the step of the flow that tells the caller that it is done.
    public enum Task {
        BOOK("booked"),
        /// New here: gives name and car, then books.
        JOIN("booked"),
        MOVE("appointment_moved"),
        CANCEL("appointment_cancelled"),
        HOURS("say_hours"),
        PRICE("say_price"),
        SERVICES("tell_services"),
        PERSON("callback_noted"),
        COMPLAINT("callback_noted"),
        DISCOUNT("callback_noted"),
        LAWYER("callback_noted"),
        /// Says things that have nothing to do with anything.
        NONSENSE("callback_noted");

        private final String done;

        Task(String done) {
            this.done = done;
        }

        String done() {
            return done;
        }
    }

    /// A customer who books, as drawn for the demo.
    public static GarageGoal of(GarageWish wish) {
        return new GarageGoal(
                Task.BOOK,
                wish.firstName(),
                "",
                wish.phone(),
                wish.vehicle(),
                0,
                wish.service(),
                wish.date(),
                wish.time(),
                "",
                LocalDate.EPOCH,
                wish.today());
    }

    String lastFour() {
        return phone.substring(phone.length() - 4);
    }
}
