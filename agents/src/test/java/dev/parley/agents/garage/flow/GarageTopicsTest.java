package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What callers bring up in the middle of something else.
class GarageTopicsTest {
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
    void complaint_goes_to_a_person() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: i have a complaint
                        agent: I am sorry to hear that. A person will take care of it. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=complaint}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: call-back
                        """);
    }

    @Test
    void anger_goes_to_a_person_from_the_middle_of_a_booking() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: this is ridiculous
                        agent: I am sorry to hear that. A person will take care of it. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=complaint}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void legal_words_go_to_a_person() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: you will hear from my lawyer
                        agent: I cannot say anything about that. A person will take care of it. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=legal matter}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void warranty_goes_to_a_person() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: is it under warranty
                        agent: A person must look into your warranty. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=question about warranty}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void insurance_goes_to_a_person() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: does my insurance pay for that
                        agent: A person must look into your insurance. Shall someone call you back at this number?
                        caller: no
                        agent: All right, nobody will call you. Is there anything else I can do for you?
                        """);
    }

    @Test
    void discount_is_not_given() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: can i get a discount on that
                        agent: I cannot change prices. A person can talk with you about it. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=asked for a discount}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void wrong_bill_goes_to_a_person() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: my bill is wrong
                        agent: A person must look into your bill. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=question about a bill}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void payment_is_not_taken() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: can i pay by card
                        agent: I cannot take payments on the telephone. A person can help you. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=wanted to pay}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void manager_is_a_person() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: speak to a manager
                        agent: I can have a person call you. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=asked for a person}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void diagnosis_is_not_made() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: what's wrong with my car
                        agent: I cannot tell from here what is wrong. A technician must see the car. How can I help you today?
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: it makes a noise what could it be
                        agent: I cannot tell from here what is wrong. A technician must see the car. Which service does your car need?
                        caller: engine diagnostics
                        agent: Which day would you like?
                        """);
    }

    @Test
    void exact_price_is_not_given() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: prices
                        agent: Which service would you like the price of?
                        caller: tell me the exact price
                        agent: I can only tell you usual prices. The exact one we tell you before we begin. Which service would you like the price of?
                        caller: an oil change
                        tool: service_price {service=oil_change}
                        agent: The usual price for an oil change is between forty dollars and eighty dollars. It depends on your car. Would you like to book that service?
                        """);
    }

    @Test
    void other_topics_are_declined_and_the_question_asked_again() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: how is the weather
                        agent: I can only help with your car and your appointments here. How can I help you today?
                        caller: are you a robot
                        agent: I can only help with your car and your appointments here. How can I help you today?
                        caller: book an appointment
                        agent: Which service does your car need?
                        """);
    }

    @Test
    void impatient_caller_gets_short_words() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: hurry up
                        agent: All right, quickly. How can I help you today?
                        caller: just tell me
                        agent: All right, quickly. How can I help you today?
                        caller: just tell me when you are open
                        tool: opening_hours {}
                        agent: We are open Monday to Friday, from eight o'clock to six o'clock in the evening. We are open Saturday, from nine o'clock to three o'clock in the afternoon. Is there anything else I can do for you?
                        """);
    }

    @Test
    void services_are_told() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: what services do you offer
                        agent: We do oil changes, tire rotations, brakes, inspections, diagnostics, maintenance, repairs, and recalls. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: done
                        """);
    }
}
