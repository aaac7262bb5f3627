package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Callers who type.
class GarageKeysTest {
    private static final String GREETING =
            """
            agent: Thank you for calling Riverside Auto Service.
            tool: lookup_customer {phone=+12125550147}
            agent: Hello Sarah. How can I help you today?
            """;
    private static final String TO_A_STRANGER =
            """
            agent: Thank you for calling Riverside Auto Service.
            tool: lookup_customer {phone=+12125550199}
            agent: I do not know this number yet. How can I help you today?
            """;

    private static void plays(Garage garage, String from, String transcript) {
        assertThat(Played.play(garage, from, transcript)).isEqualTo(transcript);
    }

    @Test
    void booking_by_keys_alone() {
        plays(
                new Garage().andVehicle("4", "Ford Focus"),
                Garage.SARAH,
                GREETING
                        + """
                        keys: 1
                        agent: Which service does your car need? Please press one for an oil change, two for a tire rotation, three for a brake inspection, four for engine diagnostics, or five for a brake service.
                        keys: 1
                        agent: Which car is it for, Honda Civic, or Ford Focus? Please press one for the first car, or two for the second.
                        keys: 2
                        agent: Which day would you like? Please type the month and the day with four keys, for example, one one two four for november twenty fourth.
                        keys: 1124
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like? Please type the time with four keys, for example, zero nine three zero for nine thirty.
                        keys: 0930
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Ford Focus, on tuesday, november twenty fourth, at nine thirty. Is that right? Please press one to book it, or two to change it.
                        keys: 1
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=4}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you? Please press one if you need anything else, or two to end the call.
                        keys: 2
                        agent: Thank you for calling. Goodbye.
                        end: booked
                        """);
    }

    @Test
    void move_by_keys_alone() {
        plays(
                new Garage()
                        .andAppointment(
                                "52",
                                "the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon"),
                Garage.SARAH,
                GREETING
                        + """
                        keys: 2
                        agent: To be sure it is you, what are the last four digits of your telephone number? Please type the last four digits of your telephone number.
                        keys: 0147
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: Which appointment is it, the oil change on monday, november twenty third, at ten o'clock, or the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon? Please press one for the first, or two for the second.
                        keys: 2
                        agent: I have the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon. To which day shall I move it? Please type the new month and the new day with four keys, for example, one one two four for november twenty fourth.
                        keys: 1124
                        tool: get_slots_to_move {appointment_id=52, customer_id=7, date=2026-11-24}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like? Please type the time with four keys, for example, zero nine three zero for nine thirty.
                        keys: 0930
                        tool: get_slots_to_move {appointment_id=52, customer_id=7, date=2026-11-24}
                        agent: I move the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon, to tuesday, november twenty fourth, at nine thirty. Is that right? Please press one to move it, or two to change it.
                        keys: 1
                        tool: reschedule_appointment {appointment_id=52, customer_id=7, date=2026-11-24, time=09:30}
                        agent: Your appointment is moved. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you? Please press one if you need anything else, or two to end the call.
                        keys: 2
                        agent: Thank you for calling. Goodbye.
                        end: moved
                        """);
    }

    @Test
    void cancellation_by_keys_alone() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        keys: 3
                        agent: To be sure it is you, what are the last four digits of your telephone number? Please type the last four digits of your telephone number.
                        keys: 0147
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it? To cancel it, please press one for no time, two for done somewhere else, three for a sold car, four if the problem is gone, or five for another reason.
                        keys: 1
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, no time. Is that right? Please press one to cancel it, or two to keep it.
                        keys: 1
                        tool: cancel_appointment {appointment_id=51, customer_id=7, reason=schedule_conflict}
                        agent: Your appointment is cancelled. Is there anything else I can do for you? Please press one if you need anything else, or two to end the call.
                        keys: 2
                        agent: Thank you for calling. Goodbye.
                        end: cancelled
                        """);
    }

    @Test
    void silence_is_helped_by_an_example_then_by_keys() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        silence
                        agent: For example, say, book an appointment.
                        silence 2
                        agent: Please press one to book an appointment, two to move one, three to cancel one, four for opening hours, or five for prices.
                        keys: 4
                        tool: opening_hours {}
                        agent: We are open Monday to Friday, from eight o'clock to six o'clock in the evening. We are open Saturday, from nine o'clock to three o'clock in the afternoon. Is there anything else I can do for you? Please press one if you need anything else, or two to end the call.
                        keys: 2
                        agent: Thank you for calling. Goodbye.
                        end: done
                        """);
    }

    @Test
    void one_typed_answer_does_not_end_the_talk() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        keys: 1
                        agent: Which day would you like?
                        caller: tuesday
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        """);
    }

    @Test
    void birthday_can_be_typed() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        keys: 3
                        agent: Have you been here with your car before? Please press one if you have been here before, or two if you are new.
                        keys: 1
                        agent: Which telephone number do we have of you? Please type the telephone number that we have of you, ten digits.
                        keys: 2125550147
                        tool: search_customers {last_name=, phone=2125550147, plate=}
                        agent: To be sure it is you, what is your date of birth? Please type your date of birth with eight keys, month, day, and year.
                        keys: 03051982
                        tool: verify_identity {answer=1982-03-05, customer_id=7, proof=birth_date}
                        tool: open_customer {customer_id=7}
                        agent: Thank you, I have found you.
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it? To cancel it, please press one for no time, two for done somewhere else, three for a sold car, four if the problem is gone, or five for another reason.
                        keys: 5
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, another reason. Is that right? Please press one to cancel it, or two to keep it.
                        keys: 1
                        tool: cancel_appointment {appointment_id=51, customer_id=7, reason=other}
                        agent: Your appointment is cancelled. Is there anything else I can do for you? Please press one if you need anything else, or two to end the call.
                        """);
    }

    @Test
    void zero_is_a_person_where_nothing_can_be_typed() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: i am new
                        agent: I will take down your name and your car. What is your first and last name?
                        keys: 0
                        agent: I can have a person call you. Shall someone call you back at this number?
                        """);
    }
}
