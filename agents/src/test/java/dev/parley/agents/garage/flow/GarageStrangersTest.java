package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.ToolResult;
import org.junit.jupiter.api.Test;

/// Customers who call from a number that is not on file.
class GarageStrangersTest {
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
    void customer_on_another_phone_is_found_by_the_number_on_file_and_proves_by_birthday() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: move my appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: two one two five five five zero one four seven
                        tool: search_customers {last_name=, phone=2125550147, plate=}
                        agent: To be sure it is you, what is your date of birth?
                        caller: march fifth nineteen eighty two
                        tool: verify_identity {answer=1982-03-05, customer_id=7, proof=birth_date}
                        tool: open_customer {customer_id=7}
                        agent: Thank you, I have found you.
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. To which day shall I move it?
                        caller: friday
                        tool: get_slots_to_move {appointment_id=51, customer_id=7, date=2026-11-27}
                        agent: On friday, november twenty seventh, I have one o'clock in the afternoon. Which time would you like?
                        """);
    }

    @Test
    void nothing_is_told_of_a_customer_found_by_number_who_cannot_prove_it() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: when is my appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: two one two five five five zero one four seven
                        tool: search_customers {last_name=, phone=2125550147, plate=}
                        agent: To be sure it is you, what is your date of birth?
                        caller: may first nineteen seventy
                        tool: verify_identity {answer=1970-05-01, customer_id=7, proof=birth_date}
                        agent: I am sorry, that is not what we have. You can tell me your date of birth, your license plate, or your vehicle number. Which one would you like?
                        caller: date of birth
                        agent: To be sure it is you, what is your date of birth?
                        caller: may first nineteen seventy one
                        tool: verify_identity {answer=1971-05-01, customer_id=7, proof=birth_date}
                        agent: I am sorry, that is not what we have. You can tell me your date of birth, your license plate, or your vehicle number. Which one would you like?
                        caller: date of birth
                        agent: To be sure it is you, what is your date of birth?
                        caller: may first nineteen seventy two
                        tool: verify_identity {answer=1972-05-01, customer_id=7, proof=birth_date}
                        agent: I am sorry, I cannot be sure that it is you. Shall someone call you back at this number?
                        caller: no
                        agent: All right, nobody will call you. Is there anything else I can do for you?
                        """);
    }

    @Test
    void customer_is_found_by_name_and_plate() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: another way
                        agent: Then I need your last name and your license plate. What is your last name?
                        caller: wilson
                        agent: What is your plate? For letters, please use words like alpha, bravo, charlie.
                        caller: alpha bravo charlie one two three
                        tool: search_customers {last_name=Wilson, phone=, plate=ABC123}
                        tool: verify_identity {answer=ABC123, customer_id=7, proof=plate}
                        tool: open_customer {customer_id=7}
                        agent: Thank you, I have found you. Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        caller: tuesday at nine thirty
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        """);
    }

    @Test
    void number_that_is_not_found_leads_to_name_and_plate() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: cancel my appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: two one two five five five zero one nine nine
                        tool: search_customers {last_name=, phone=2125550199, plate=}
                        agent: I cannot find that number. Then I need your last name and your license plate. What is your last name?
                        caller: wilson
                        agent: What is your plate? For letters, please use words like alpha, bravo, charlie.
                        caller: alpha bravo charlie one two three
                        tool: search_customers {last_name=Wilson, phone=, plate=ABC123}
                        tool: verify_identity {answer=ABC123, customer_id=7, proof=plate}
                        tool: open_customer {customer_id=7}
                        agent: Thank you, I have found you.
                        tool: get_upcoming_appointments {customer_id=7}
                        agent: I have the oil change on monday, november twenty third, at ten o'clock. Why would you like to cancel it?
                        caller: i sold the car
                        agent: I cancel the oil change on monday, november twenty third, at ten o'clock. The reason is, the car is sold. Is that right?
                        """);
    }

    @Test
    void two_searches_without_success_lead_to_a_person() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: cancel my appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: two one two five five five zero one nine nine
                        tool: search_customers {last_name=, phone=2125550199, plate=}
                        agent: I cannot find that number. Then I need your last name and your license plate. What is your last name?
                        caller: wilson
                        agent: What is your plate? For letters, please use words like alpha, bravo, charlie.
                        caller: alpha bravo one
                        tool: search_customers {last_name=Wilson, phone=, plate=AB1}
                        agent: I am sorry, I cannot find you in our records. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=, phone=+12125550199, reason=not found in our records}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void two_searches_without_success_may_become_a_new_customer() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: two one two five five five zero one nine nine
                        tool: search_customers {last_name=, phone=2125550199, plate=}
                        agent: I cannot find that number. Then I need your last name and your license plate. What is your last name?
                        caller: wilson
                        agent: What is your plate? For letters, please use words like alpha, bravo, charlie.
                        caller: alpha bravo one
                        tool: search_customers {last_name=Wilson, phone=, plate=AB1}
                        agent: I am sorry, I cannot find you in our records. Shall I add you as a new customer?
                        caller: yes
                        agent: I will take down your name and your car. What is your first and last name?
                        caller: maria lopez
                        agent: Which car is it? Please say make and model, like, Honda Civic.
                        """);
    }

    @Test
    void last_name_on_no_list_is_spelled_for_the_search() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: i don't know
                        agent: Then I need your last name and your license plate. What is your last name?
                        caller: zorbo
                        agent: Please spell your last name with words, like alpha, bravo, charlie.
                        caller: whiskey india lima sierra oscar november
                        agent: What is your plate? For letters, please use words like alpha, bravo, charlie.
                        caller: alpha bravo charlie one two three
                        tool: search_customers {last_name=Wilson, phone=, plate=ABC123}
                        tool: verify_identity {answer=ABC123, customer_id=7, proof=plate}
                        tool: open_customer {customer_id=7}
                        agent: Thank you, I have found you. Which service does your car need?
                        """);
    }

    @Test
    void search_that_fails_leads_to_a_person() {
        plays(
                new Garage().once("search_customers", ToolResult.failure("too-many")),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: move my appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: two one two five five five zero one four seven
                        tool: search_customers {last_name=, phone=2125550147, plate=}
                        error: too-many
                        agent: I am sorry, I cannot find you in our records. Shall someone call you back at this number?
                        """);
    }

    @Test
    void somebody_new_has_nothing_to_move() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: move my appointment
                        agent: Have you been here with your car before?
                        caller: no
                        agent: I am sorry, I cannot find you in our records. Shall someone call you back at this number?
                        """);
    }

    @Test
    void records_that_answer_the_second_time_are_used() {
        plays(
                new Garage().once("lookup_customer", ToolResult.failure("timed-out")),
                Garage.SARAH,
                """
                agent: Thank you for calling Riverside Auto Service.
                tool: lookup_customer {phone=+12125550147}
                error: timed-out
                agent: I am sorry, I cannot see our customer records right now. How can I help you today?
                caller: book an appointment
                tool: lookup_customer {phone=+12125550147}
                agent: Which service does your car need?
                caller: an oil change
                agent: Which day would you like?
                """);
    }

    @Test
    void somebody_else_on_this_phone_is_not_taken_for_the_owner() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: that's not me
                        agent: All right. How can I help you today?
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: yes
                        agent: Which telephone number do we have of you?
                        caller: another way
                        agent: Then I need your last name and your license plate. What is your last name?
                        """);
    }
}
