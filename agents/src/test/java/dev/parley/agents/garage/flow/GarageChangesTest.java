package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.ToolResult;
import org.junit.jupiter.api.Test;

/// Moving and cancelling, after the caller proved who they are.
class GarageChangesTest {
    private static final String GREETING =
            """
            agent: Thank you for calling Riverside Auto Service.
            tool: lookup_customer {phone=+12125550147}
            agent: Hello Sarah. How can I help you today?
            """;

    private static void plays(Garage garage, String from, String transcript) {
        assertThat(Played.play(garage, from, transcript)).isEqualTo(transcript);
    }

    @Test
    void appointment_is_moved_after_the_last_four_digits() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: i would like to move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: tuesday at nine thirty
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-24}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes please
                        tool: reschedule_appointment {appointment_id=51, customer_id=7, date=2026-11-24, time=09:30}
                        agent: Your appointment is moved. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you?
                        caller: no thank you
                        agent: Thank you for calling. Goodbye.
                        end: moved
                        """);
    }

    @Test
    void wrong_digits_lead_to_another_proof_and_say_nothing_of_the_file() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: i want to move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: one two three four
                        tool: verify_identity {answer=1234, customer_id=7, proof=phone}
                        agent: I am sorry, that is not what we have. You can tell me your date of birth, your license plate, or your vehicle number. Which one would you like?
                        caller: my date of birth
                        agent: To be sure it is you, what is your date of birth?
                        caller: march fifth nineteen eighty two
                        tool: verify_identity {answer=1982-03-05, customer_id=7, proof=birth_date}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: wednesday
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-25}
                        agent: On wednesday, november twenty fifth, I have nine o'clock, or eleven o'clock. Which time would you like?
                        caller: eleven o'clock
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-25}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to wednesday, november twenty fifth, at eleven o'clock. Is that right?
                        caller: yes
                        tool: reschedule_appointment {appointment_id=51, customer_id=7, date=2026-11-25, time=11:00}
                        agent: Your appointment is moved. We will see you on wednesday, november twenty fifth, at eleven o'clock. Is there anything else I can do for you?
                        """);
    }

    @Test
    void three_wrong_answers_end_in_a_call_back() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: one two three four
                        tool: verify_identity {answer=1234, customer_id=7, proof=phone}
                        agent: I am sorry, that is not what we have. You can tell me your date of birth, your license plate, or your vehicle number. Which one would you like?
                        caller: last four digits
                        agent: What are the last four digits?
                        caller: four three two one
                        tool: verify_identity {answer=4321, customer_id=7, proof=phone}
                        agent: I am sorry, that is not what we have. You can tell me your date of birth, your license plate, or your vehicle number. Which one would you like?
                        caller: last four digits
                        agent: What are the last four digits?
                        caller: one one one one
                        tool: verify_identity {answer=1111, customer_id=7, proof=phone}
                        agent: I am sorry, I cannot be sure that it is you. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=could not prove who they are}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: call-back
                        """);
    }

    @Test
    void another_way_of_proving_can_be_asked_for() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: another way
                        agent: You can tell me your date of birth, your license plate, or your vehicle number. Which one would you like?
                        caller: license plate
                        agent: What is your license plate? For letters, please use words like alpha, bravo, charlie.
                        caller: alpha bravo charlie one two three
                        tool: verify_identity {answer=ABC123, customer_id=7, proof=plate}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: i have no time
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, no time. Is that right?
                        """);
    }

    @Test
    void vehicle_number_proves_too() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: another way
                        agent: You can tell me your date of birth, your license plate, or your vehicle number. Which one would you like?
                        caller: vehicle number
                        agent: What is your vehicle number? It has seventeen characters. For letters, please use words like alpha, bravo, charlie.
                        caller: one hotel golf charlie mike eight two six three three alpha zero zero four three five two
                        tool: verify_identity {answer=1HGCM82633A004352, customer_id=7, proof=vin}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: it is fixed
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, the problem is gone. Is that right?
                        """);
    }

    @Test
    void appointment_is_cancelled_with_a_reason() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: i would like to cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: i sold the car
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, the car is sold. Is that right?
                        caller: yes
                        tool: cancel_appointment {appointment_id=51, customer_id=7, reason=vehicle_sold}
                        agent: Your appointment is cancelled. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: cancelled
                        """);
    }

    @Test
    void reason_that_is_not_understood_is_another_reason() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: zebra
                        agent: I am sorry, I did not understand that. For example, say, I have no time, I sold the car, it is fixed, or, another reason.
                        caller: zebra
                        agent: I still did not get it. I have the oil change on monday, november twenty third, at ten o'clock. To cancel it, please press one for no time, two for done somewhere else, three for a sold car, four if the problem is gone, or five for another reason.
                        caller: zebra
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, another reason. Is that right?
                        caller: yes
                        tool: cancel_appointment {appointment_id=51, customer_id=7, reason=other}
                        agent: Your appointment is cancelled. Is there anything else I can do for you?
                        """);
    }

    @Test
    void a_no_at_the_read_back_keeps_the_appointment() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: another reason
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, another reason. Is that right?
                        caller: no
                        agent: All right, your appointment stays. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: done
                        """);
    }

    @Test
    void one_of_two_appointments_is_chosen_by_its_service() {
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
                        caller: the tire rotation
                        agent: I have the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon. Why would you like to cancel it?
                        caller: it was done somewhere else
                        agent: I cancel the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon. The reason is, done somewhere else. Is that right?
                        caller: yes
                        tool: cancel_appointment {appointment_id=52, customer_id=7, reason=got_service_elsewhere}
                        agent: Your appointment is cancelled. Is there anything else I can do for you?
                        """);
    }

    @Test
    void one_of_two_appointments_is_chosen_by_its_day_and_moved() {
        plays(
                new Garage()
                        .andAppointment(
                                "52",
                                "the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon"),
                Garage.SARAH,
                GREETING
                        + """
                        caller: reschedule my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: Which appointment is it, the oil change on monday, november twenty third, at ten o'clock, or the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon?
                        caller: friday
                        agent: I have the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon. To which day shall I move it?
                        caller: tuesday
                        tool: get_slots_to_move {appointment_id=52, customer_id=7, date=2026-11-24}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        caller: two o'clock in the afternoon
                        tool: get_slots_to_move {appointment_id=52, customer_id=7, date=2026-11-24}
                        agent: I move the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon, to tuesday, november twenty fourth, at two o'clock in the afternoon. Is that right?
                        caller: yes
                        tool: reschedule_appointment {appointment_id=52, customer_id=7, date=2026-11-24, time=14:00}
                        agent: Your appointment is moved. We will see you on tuesday, november twenty fourth, at two o'clock in the afternoon. Is there anything else I can do for you?
                        """);
    }

    @Test
    void wrong_appointment_at_the_read_back_can_be_changed() {
        plays(
                new Garage()
                        .andAppointment(
                                "52",
                                "the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon"),
                Garage.SARAH,
                GREETING
                        + """
                        caller: move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: Which appointment is it, the oil change on monday, november twenty third, at ten o'clock, or the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon?
                        caller: the oil change
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: tuesday at nine thirty
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-24}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: no the appointment
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: Which appointment is it, the oil change on monday, november twenty third, at ten o'clock, or the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon?
                        caller: the tire rotation
                        tool: get_slots_to_move {appointment_id=52, customer_id=7, date=2026-11-24}
                        agent: I move the tire rotation on friday, november twenty seventh, at one o'clock in the afternoon, to tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes
                        tool: reschedule_appointment {appointment_id=52, customer_id=7, date=2026-11-24, time=09:30}
                        agent: Your appointment is moved. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you?
                        """);
    }

    @Test
    void better_day_at_the_read_back_of_a_move_is_taken() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: tuesday at nine thirty
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-24}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: no wednesday at nine
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-25}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to wednesday, november twenty fifth, at nine o'clock. Is that right?
                        caller: yes
                        tool: reschedule_appointment {appointment_id=51, customer_id=7, date=2026-11-25, time=09:00}
                        agent: Your appointment is moved. We will see you on wednesday, november twenty fifth, at nine o'clock. Is there anything else I can do for you?
                        """);
    }

    @Test
    void nothing_to_move_is_told() {
        plays(
                new Garage().withoutAppointments(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I find no appointment of yours. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: done
                        """);
    }

    @Test
    void appointments_are_told_only_after_the_check() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: when is my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: You have the oil change on monday, november twenty third, at ten o'clock. Is there anything else I can do for you?
                        caller: no thanks
                        agent: Thank you for calling. Goodbye.
                        end: done
                        """);
    }

    @Test
    void proof_holds_for_the_rest_of_the_call() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: when is my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: You have the oil change on monday, november twenty third, at ten o'clock. Is there anything else I can do for you?
                        caller: cancel my appointment
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: another reason
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, another reason. Is that right?
                        caller: yes
                        tool: cancel_appointment {appointment_id=51, customer_id=7, reason=other}
                        agent: Your appointment is cancelled. Is there anything else I can do for you?
                        """);
    }

    @Test
    void time_taken_meanwhile_leaves_the_appointment_where_it_is() {
        plays(
                new Garage().once("reschedule_appointment", ToolResult.failure("slot-taken")),
                Garage.SARAH,
                GREETING
                        + """
                        caller: move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: tuesday at nine thirty
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-24}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes
                        tool: reschedule_appointment {appointment_id=51, customer_id=7, date=2026-11-24, time=09:30}
                        error: slot-taken
                        agent: I am sorry, that time has just been taken. Your appointment stays as it is.
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-24}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        caller: two in the afternoon
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-24}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to tuesday, november twenty fourth, at two o'clock in the afternoon. Is that right?
                        caller: yes
                        tool: reschedule_appointment {appointment_id=51, customer_id=7, date=2026-11-24, time=14:00}
                        agent: Your appointment is moved. We will see you on tuesday, november twenty fourth, at two o'clock in the afternoon. Is there anything else I can do for you?
                        """);
    }

    @Test
    void move_that_failed_is_told_truthfully() {
        plays(
                new Garage().once("reschedule_appointment", ToolResult.failure("failed")),
                Garage.SARAH,
                GREETING
                        + """
                        caller: move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: tuesday at nine thirty
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-24}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes
                        tool: reschedule_appointment {appointment_id=51, customer_id=7, date=2026-11-24, time=09:30}
                        error: failed
                        agent: I am sorry, I could not move it. Your appointment stays as it is. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=moving an appointment failed}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void move_of_which_nobody_knows_is_not_called_failed() {
        plays(
                new Garage().once("reschedule_appointment", ToolResult.failure("timed-out")),
                Garage.SARAH,
                GREETING
                        + """
                        caller: move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: tuesday at nine thirty
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-24}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes
                        tool: reschedule_appointment {appointment_id=51, customer_id=7, date=2026-11-24, time=09:30}
                        error: timed-out
                        agent: I am sorry, I do not know whether it was moved. A colleague will look into it. Shall someone call you back at this number?
                        """);
    }

    @Test
    void cancellation_of_which_nobody_knows_is_not_called_done() {
        plays(
                new Garage().once("cancel_appointment", ToolResult.failure("timed-out")),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: i have no time
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, no time. Is that right?
                        caller: yes
                        tool: cancel_appointment {appointment_id=51, customer_id=7, reason=schedule_conflict}
                        error: timed-out
                        agent: I am sorry, I do not know whether it was cancelled. A colleague will look into it. Shall someone call you back at this number?
                        """);
    }

    @Test
    void cancellation_that_failed_keeps_the_appointment() {
        plays(
                new Garage().once("cancel_appointment", ToolResult.failure("failed")),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: i have no time
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, no time. Is that right?
                        caller: yes
                        tool: cancel_appointment {appointment_id=51, customer_id=7, reason=schedule_conflict}
                        error: failed
                        agent: I am sorry, I could not cancel it. Your appointment stays. Shall someone call you back at this number?
                        """);
    }

    @Test
    void check_that_does_not_answer_changes_nothing() {
        plays(
                new Garage().once("verify_identity", ToolResult.failure("failed")),
                Garage.SARAH,
                GREETING
                        + """
                        caller: cancel my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        error: failed
                        agent: I am sorry, I cannot check that right now. Nothing is changed. Shall someone call you back at this number?
                        """);
    }

    @Test
    void closed_day_for_a_move_is_told_and_another_offered() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: move my appointment
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: sunday
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-22}
                        agent: We are closed on sunday, november twenty second. Here is the next free day. On wednesday, november twenty fifth, I have nine o'clock, or eleven o'clock. Which time would you like?
                        caller: nine o'clock
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-25}
                        agent: I move the oil change on monday, november twenty third, at ten o'clock, to wednesday, november twenty fifth, at nine o'clock. Is that right?
                        """);
    }
}
