package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Callers who change their minds.
class GarageCorrectionsTest {
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
    void service_is_corrected_at_the_next_question() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        caller: no wait i meant a tire rotation
                        agent: Which day would you like?
                        caller: next tuesday
                        tool: get_available_slots {date=2026-11-24, service=tire_rotation}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        """);
    }

    @Test
    void car_is_corrected_at_the_question_for_the_day() {
        plays(
                new Garage().andVehicle("4", "Ford Focus"),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which car is it for, Honda Civic, or Ford Focus?
                        caller: the focus
                        agent: Which day would you like?
                        caller: wait i meant the honda
                        agent: Which day would you like?
                        caller: tuesday at nine thirty
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        """);
    }

    @Test
    void car_is_corrected_at_the_read_back_by_its_name() {
        plays(
                new Garage().andVehicle("4", "Ford Focus"),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which car is it for, Honda Civic, or Ford Focus?
                        caller: the focus
                        agent: Which day would you like?
                        caller: tuesday at nine thirty
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Ford Focus, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: no the honda
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=3}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you?
                        """);
    }

    @Test
    void service_is_taken_back_inside_the_answer() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change no a brake service
                        agent: Which day would you like?
                        caller: tuesday no wednesday
                        tool: get_available_slots {date=2026-11-25, service=brake_service}
                        agent: On wednesday, november twenty fifth, I have nine o'clock, or eleven o'clock. Which time would you like?
                        """);
    }

    @Test
    void time_is_taken_back_inside_the_answer_and_the_day_stays() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        caller: tuesday at eight no at ten
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at ten o'clock. Is that right?
                        """);
    }

    @Test
    void day_is_corrected_at_the_question_for_the_time() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        caller: tuesday
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        caller: actually make it wednesday
                        tool: get_available_slots {date=2026-11-25, service=oil_change}
                        agent: On wednesday, november twenty fifth, I have nine o'clock, or eleven o'clock. Which time would you like?
                        """);
    }

    @Test
    void wish_itself_is_changed_in_the_middle() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        caller: tuesday
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        caller: actually i would like to cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        """);
    }

    @Test
    void earlier_question_is_asked_again_by_its_name() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        caller: tuesday
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        caller: sorry the service is wrong
                        agent: Which service does your car need?
                        caller: a tire rotation
                        tool: get_available_slots {date=2026-11-24, service=tire_rotation}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        """);
    }

    @Test
    void appointment_to_cancel_is_corrected_at_the_question_for_the_reason() {
        plays(
                new Garage()
                        .andAppointment(
                                "52",
                                "the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon"),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: Which appointment is it, the oil change on monday, november twenty third, at ten o'clock, or the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon?
                        caller: the oil change
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: no i meant the tire rotation
                        agent: I have the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon. Why would you like to cancel it?
                        caller: i have no time
                        agent: I cancel the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon. The reason is, no time. Is that right?
                        """);
    }

    @Test
    void correction_never_books() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        caller: tuesday at nine thirty
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: wait make it ten
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at ten o'clock. Is that right?
                        caller: no wait friday
                        tool: get_available_slots {date=2026-11-27, service=oil_change}
                        agent: I am sorry, ten o'clock is not free on that day. On friday, november twenty seventh, I have one o'clock in the afternoon. Which time would you like?
                        """);
    }

    @Test
    void year_of_a_new_car_is_corrected_at_its_read_back() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: i am new
                        agent: I will take down your name and your car. What is your first and last name?
                        caller: maria lopez
                        agent: Which car is it? Please say make and model, like, Honda Civic.
                        caller: honda civic
                        agent: From which year is it?
                        caller: nineteen ninety eight
                        agent: I have Maria Lopez, with a nineteen ninety eight Honda Civic. Is that right?
                        caller: no wait i meant two thousand five
                        agent: I have Maria Lopez, with a two thousand five Honda Civic. Is that right?
                        """);
    }
}
