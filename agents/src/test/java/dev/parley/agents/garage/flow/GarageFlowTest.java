package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.ToolResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GarageFlowTest {
    private static final String GREETING =
            """
            agent: Thank you for calling Riverside Auto Service.
            tool: lookup_customer {phone=+12125550147}
            agent: Hello Sarah. How can I help you today?
            """;
    private static final String TO_THE_DAY =
            GREETING
                    + """
                    caller: i would like to book an appointment
                    agent: Which service does your car need?
                    caller: an oil change please
                    agent: Which day would you like?
                    """;
    private static final String TO_THE_READ_BACK =
            TO_THE_DAY
                    + """
                    caller: tuesday at nine thirty
                    tool: get_available_slots {date=2026-11-24, service=oil_change}
                    agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Is that right?
                    """;
    private static final String BOOKED =
            """
            tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=3}
            agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you?
            """;
    private static final String BYE =
            """
            caller: no thank you
            agent: Thank you for calling. Goodbye.
            """;

    private static void plays(Garage garage, String from, String transcript) {
        assertThat(Played.play(garage, from, transcript)).isEqualTo(transcript);
    }

    private static void plays(Garage garage, String transcript) {
        plays(garage, Garage.SARAH, transcript);
    }

    @Test
    void known_customer_books_step_by_step() {
        var garage = new Garage();
        plays(
                garage,
                TO_THE_DAY
                        + """
                        caller: next tuesday
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        caller: nine thirty
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes please
                        """
                        + BOOKED
                        + BYE
                        + "end: booked\n");
        assertThat(garage.bookings)
                .containsExactly(
                        Map.of(
                                "customer_id", "7",
                                "vehicle_id", "3",
                                "service", "oil_change",
                                "date", "2026-11-24",
                                "time", "09:30"));
    }

    @Test
    void day_and_time_in_one_breath_go_straight_to_the_read_back() {
        plays(
                new Garage(),
                TO_THE_READ_BACK + "caller: yes that's right\n" + BOOKED + BYE + "end: booked\n");
    }

    @Test
    void an_offered_time_can_be_chosen_by_its_place() {
        plays(
                new Garage(),
                TO_THE_DAY
                        + """
                        caller: on tuesday
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        caller: the second one please
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at two o'clock in the afternoon. Is that right?
                        """);
    }

    @Test
    void caller_with_two_cars_is_asked_which_one() {
        plays(
                new Garage().andVehicle("4", "Ford Focus"),
                GREETING
                        + """
                        caller: i want to book an appointment
                        agent: Which service does your car need?
                        caller: a brake inspection please
                        agent: Which car is it for, Honda Civic, or Ford Focus?
                        caller: the focus
                        agent: Which day would you like?
                        caller: tuesday at nine thirty
                        tool: get_available_slots {date=2026-11-24, service=brake_inspection}
                        agent: I have a brake inspection for your Ford Focus, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=brake_inspection, time=09:30, vehicle_id=4}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you?
                        """);
    }

    @Test
    void a_better_day_at_the_read_back_is_taken() {
        plays(
                new Garage(),
                TO_THE_READ_BACK
                        + """
                        caller: no wednesday
                        tool: get_available_slots {date=2026-11-25, service=oil_change}
                        agent: I am sorry, nine thirty is not free on that day. On wednesday, november twenty fifth, I have nine o'clock, or eleven o'clock. Which time would you like?
                        caller: nine o'clock
                        tool: get_available_slots {date=2026-11-25, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on wednesday, november twenty fifth, at nine o'clock. Is that right?
                        """);
    }

    @Test
    void a_better_time_at_the_read_back_is_taken() {
        plays(
                new Garage(),
                TO_THE_READ_BACK
                        + """
                        caller: no at two in the afternoon
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at two o'clock in the afternoon. Is that right?
                        caller: no that's wrong i need a tire rotation
                        tool: get_available_slots {date=2026-11-24, service=tire_rotation}
                        agent: I have a tire rotation for your Honda Civic, on tuesday, november twenty fourth, at two o'clock in the afternoon. Is that right?
                        """);
    }

    @Test
    void a_bare_no_is_asked_what_is_wrong() {
        plays(
                new Garage(),
                TO_THE_READ_BACK
                        + """
                        caller: no that's wrong
                        agent: What shall I change, the service, the car, the day, or the time?
                        caller: the time
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        caller: three thirty in the afternoon
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at three thirty in the afternoon. Is that right?
                        caller: the day is wrong
                        agent: Which day would you like?
                        caller: friday
                        tool: get_available_slots {date=2026-11-27, service=oil_change}
                        agent: On friday, november twenty seventh, I have one o'clock in the afternoon. Which time would you like?
                        """);
    }

    @Test
    void a_value_instead_of_its_name_answers_what_is_wrong() {
        plays(
                new Garage(),
                TO_THE_READ_BACK
                        + """
                        caller: no
                        agent: What shall I change, the service, the car, the day, or the time?
                        caller: ten o'clock
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at ten o'clock. Is that right?
                        """);
    }

    @Test
    void the_same_value_again_is_no_yes() {
        var garage = new Garage();
        plays(
                garage,
                TO_THE_READ_BACK
                        + """
                        caller: tuesday
                        agent: I am sorry, I did not understand that. That would be an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Please say yes or no. Shall I book it?
                        """);
        assertThat(garage.bookings).isEmpty();
    }

    @Test
    void a_yes_into_the_read_back_does_not_book_what_was_not_heard() {
        var garage = new Garage();
        plays(
                garage,
                TO_THE_READ_BACK
                        + """
                        cut: I have an oil change for your
                        caller: yes
                        agent: Let me read that again. That would be an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Please say yes or no. Shall I book it?
                        """);
        assertThat(garage.bookings).isEmpty();
        plays(
                garage,
                TO_THE_READ_BACK
                        + """
                        cut: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Is that
                        caller: yes
                        """
                        + BOOKED);
    }

    @Test
    void a_slot_taken_meanwhile_is_told_and_others_are_offered() {
        plays(
                new Garage().once("book_appointment", ToolResult.failure("slot-taken")),
                TO_THE_READ_BACK
                        + """
                        caller: yes please
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=3}
                        error: slot-taken
                        agent: I am sorry, that time has just been taken. I have not booked anything.
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        """);
    }

    @Test
    void a_car_that_is_here_at_that_time_already_is_told_and_another_day_asked() {
        plays(
                new Garage().once("book_appointment", ToolResult.failure("car-busy")),
                TO_THE_READ_BACK
                        + """
                        caller: yes please
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=3}
                        error: car-busy
                        agent: This car already has an appointment at that time. I have not booked anything. Which day would you like?
                        """);
    }

    @Test
    void a_failed_booking_is_told_truthfully_and_a_person_offered() {
        var garage = new Garage().once("book_appointment", ToolResult.failure("failed"));
        plays(
                garage,
                TO_THE_READ_BACK
                        + """
                        caller: yes please
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=3}
                        error: failed
                        agent: I am sorry, I could not book it. Nothing is booked. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=booking failed}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: call-back
                        """);
        assertThat(garage.bookings).isEmpty();
    }

    @Test
    void a_booking_that_timed_out_is_not_called_failed() {
        plays(
                new Garage().once("book_appointment", ToolResult.failure("timed-out")),
                TO_THE_READ_BACK
                        + """
                        caller: yes please
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=3}
                        error: timed-out
                        agent: I am sorry, I do not know whether the booking went through. A colleague will look into it. Shall someone call you back at this number?
                        caller: no thank you
                        agent: All right, nobody will call you. Is there anything else I can do for you?
                        """);
    }

    @Test
    void a_closed_day_is_told_and_the_next_free_day_offered() {
        plays(
                new Garage(),
                TO_THE_DAY
                        + """
                        caller: sunday
                        tool: get_available_slots {date=2026-11-22, service=oil_change}
                        agent: We are closed on sunday, november twenty second. Here is the next free day. On wednesday, november twenty fifth, I have nine o'clock, or eleven o'clock. Which time would you like?
                        caller: eleven o'clock
                        tool: get_available_slots {date=2026-11-25, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on wednesday, november twenty fifth, at eleven o'clock. Is that right?
                        """);
    }

    @Test
    void a_full_day_is_told_and_another_day_can_be_named_instead_of_a_time() {
        plays(
                new Garage(),
                TO_THE_DAY
                        + """
                        caller: monday the thirtieth
                        tool: get_available_slots {date=2026-11-30, service=oil_change}
                        agent: We have nothing free on monday, november thirtieth. Here is the next free day. On wednesday, november twenty fifth, I have nine o'clock, or eleven o'clock. Which time would you like?
                        caller: how about tuesday
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like?
                        """);
    }

    @Test
    void nothing_free_at_all_leads_to_a_person() {
        plays(
                new Garage()
                        .once(
                                "get_available_slots",
                                ToolResult.success(
                                        Map.of(
                                                "open",
                                                false,
                                                "reason",
                                                "too-far",
                                                "slots",
                                                List.of(),
                                                "next_open_date",
                                                "",
                                                "next_slots",
                                                List.of()))),
                TO_THE_DAY
                        + """
                        caller: november twentieth
                        tool: get_available_slots {date=2027-11-20, service=oil_change}
                        agent: I cannot book that far ahead yet. I am sorry, I find no free time at all. Shall someone call you back at this number?
                        """);
    }

    @Test
    void a_broken_calendar_is_told() {
        plays(
                new Garage().once("get_available_slots", ToolResult.failure("timed-out")),
                TO_THE_DAY
                        + """
                        caller: tomorrow
                        tool: get_available_slots {date=2026-11-22, service=oil_change}
                        error: timed-out
                        agent: I am sorry, I cannot reach our calendar right now. Shall someone call you back at this number?
                        """);
    }

    @Test
    void two_tries_in_other_words_then_the_keypad_then_a_person() {
        plays(
                new Garage(),
                TO_THE_DAY
                        + """
                        caller: my cat is hungry
                        agent: I am sorry, I did not understand that. Please name a day, for example, next tuesday, or a date. What day suits you?
                        caller:
                        agent: I still did not get it. Please type the month and the day with four keys, for example, one one two four for november twenty fourth.
                        keys: 9999
                        agent: I can have a person call you. Shall someone call you back at this number?
                        caller: banana
                        agent: I am sorry, I did not understand that. Please say yes or no. Would you like a call back at the number you are calling from?
                        keys: 1
                        tool: request_callback {customer_id=7, phone=+12125550147, reason=asked for a person}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void a_whole_booking_can_be_typed() {
        plays(
                new Garage(),
                GREETING
                        + """
                        keys: 1
                        agent: Which service does your car need? Please press one for an oil change, two for a tire rotation, three for a brake inspection, four for engine diagnostics, or five for a brake service.
                        keys: 1
                        agent: Which day would you like? Please type the month and the day with four keys, for example, one one two four for november twenty fourth.
                        keys: 1124
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: On tuesday, november twenty fourth, I have eight o'clock, or two o'clock in the afternoon. Which time would you like? Please type the time with four keys, for example, zero nine three zero for nine thirty.
                        keys: 930#
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Honda Civic, on tuesday, november twenty fourth, at nine thirty. Is that right? Please press one to book it, or two to change it.
                        keys: 1
                        """
                        + BOOKED.replace(
                                "Is there anything else I can do for you?",
                                "Is there anything else I can do for you? Please press one if you need anything else, or two to end the call.")
                        + """
                        keys: 2
                        agent: Thank you for calling. Goodbye.
                        end: booked
                        """);
    }

    @Test
    void a_caller_understood_nowhere_is_let_go() {
        plays(
                new Garage(),
                GREETING
                        + """
                        caller: blah
                        agent: I am sorry, I did not understand that. You can say, book an appointment, move it, cancel it, opening hours, or prices. What would you like?
                        caller: blah
                        agent: I still did not get it. Please press one to book an appointment, two to move one, three to cancel one, four for opening hours, or five for prices.
                        caller: blah
                        agent: I can have a person call you. Shall someone call you back at this number?
                        caller: blah
                        agent: I am sorry, I did not understand that. Please say yes or no. Would you like a call back at the number you are calling from?
                        caller: blah
                        agent: I still did not get it. Please press one for a call back, or two for no call back.
                        caller: blah
                        agent: Thank you for calling. Goodbye.
                        end: done
                        """);
    }

    @Test
    void repeat_help_and_back_work_in_the_middle() {
        plays(
                new Garage(),
                TO_THE_DAY
                        + """
                        caller: can you repeat that
                        agent: Which day would you like?
                        caller: say that again please
                        agent: Which day would you like?
                        caller: help
                        agent: You can say tomorrow, a weekday, or a date, or, as soon as possible. Which day would you like?
                        caller: go back
                        agent: Which service does your car need?
                        caller: a tire rotation
                        agent: Which day would you like?
                        caller: go back
                        agent: Which service does your car need?
                        caller: go back
                        agent: How can I help you today?
                        caller: go back
                        agent: This was my first question. How can I help you today?
                        """);
    }

    @Test
    void start_over_forgets_everything() {
        plays(
                new Garage(),
                TO_THE_READ_BACK
                        + """
                        caller: cancel
                        agent: All right, let us start over. How can I help you today?
                        caller: book an appointment
                        agent: Which service does your car need?
                        """);
    }

    @Test
    void a_person_can_be_asked_for_at_any_time() {
        plays(
                new Garage(),
                TO_THE_DAY
                        + """
                        caller: i want to speak to a person
                        agent: I can have a person call you. Shall someone call you back at this number?
                        """);
        plays(
                new Garage(),
                TO_THE_DAY
                        + """
                        keys: 0
                        agent: I can have a person call you. Shall someone call you back at this number?
                        """);
    }

    @Test
    void goodbye_ends_the_call_at_any_time() {
        plays(
                new Garage(),
                TO_THE_READ_BACK
                        + """
                        caller: goodbye
                        agent: Thank you for calling. Goodbye.
                        end: done
                        """);
    }

    @Test
    void there_is_no_way_back_behind_a_booking() {
        plays(
                new Garage(),
                TO_THE_READ_BACK
                        + "caller: yes please\n"
                        + BOOKED
                        + """
                        caller: go back
                        agent: This was my first question. Is there anything else I can do for you?
                        """);
    }

    @Test
    void hours_and_prices_are_told_and_lead_to_a_booking() {
        plays(
                new Garage(),
                GREETING
                        + """
                        caller: what are your opening hours
                        tool: opening_hours {}
                        agent: We are open Monday to Friday, from eight o'clock to six o'clock in the evening. We are open Saturday, from nine o'clock to three o'clock in the afternoon. Is there anything else I can do for you?
                        caller: yes what are your prices
                        agent: Which service would you like the price of?
                        caller: an oil change
                        tool: service_price {service=oil_change}
                        agent: The usual price for an oil change is between forty dollars and eighty dollars. It depends on your car. Would you like to book that service?
                        caller: yes please
                        agent: Which day would you like?
                        """);
    }

    @Test
    void a_price_that_depends_is_not_invented() {
        plays(
                new Garage().once("service_price", ToolResult.failure("not-found")),
                GREETING
                        + """
                        caller: prices
                        agent: Which service would you like the price of?
                        caller: a repair
                        tool: service_price {service=repair}
                        error: not-found
                        agent: The price for a repair depends on what we find. We tell you before we begin. Would you like to book that service?
                        caller: no thanks
                        agent: Is there anything else I can do for you?
                        """);
    }

    @Test
    void a_caller_without_a_number_is_asked_for_one() {
        var garage = new Garage();
        plays(
                garage,
                "",
                """
                agent: Thank you for calling Riverside Auto Service.
                tool: lookup_customer {phone=}
                agent: I do not know this number yet. How can I help you today?
                caller: speak to a person
                agent: I can have a person call you. At which number can we call you back?
                caller: five five five zero one four two three seven eight
                agent: I have five five five, zero one four, two three seven eight. Is this number right?
                caller: no
                agent: At which number can we call you back?
                keys: 5550142379
                agent: I have five five five, zero one four, two three seven nine. Is this number right?
                caller: yes
                tool: request_callback {customer_id=, phone=5550142379, reason=asked for a person}
                agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                """);
        assertThat(garage.callbacks).hasSize(1);
    }

    @Test
    void records_that_do_not_answer_are_told_and_a_call_back_still_works() {
        plays(
                new Garage()
                        .once("lookup_customer", ToolResult.failure("timed-out"))
                        .once("lookup_customer", ToolResult.failure("failed"))
                        .once("request_callback", ToolResult.failure("failed")),
                """
                agent: Thank you for calling Riverside Auto Service.
                tool: lookup_customer {phone=+12125550147}
                error: timed-out
                agent: I am sorry, I cannot see our customer records right now. How can I help you today?
                caller: book an appointment
                tool: lookup_customer {phone=+12125550147}
                error: failed
                agent: I am sorry, I still cannot see our customer records. Shall someone call you back at this number?
                caller: yes
                tool: request_callback {phone=+12125550147, reason=customer records did not answer}
                error: failed
                agent: I am sorry, I could not note that down. Please call us again during our opening hours. Thank you for calling. Goodbye.
                end: done
                """);
    }

    @Test
    void silence_gets_an_example() {
        plays(
                new Garage(),
                GREETING
                        + """
                        silence
                        agent: For example, say, book an appointment.
                        caller: book an appointment
                        agent: Which service does your car need?
                        """);
    }
}
