package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.ToolResult;
import org.junit.jupiter.api.Test;

/// New customers and new cars.
class GarageNewcomersTest {
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
    void new_customer_is_added_books_and_gives_the_plate() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: no
                        agent: I will take down your name and your car. What is your first and last name?
                        caller: maria lopez
                        agent: Which car is it? Please say make and model, like, Honda Civic.
                        caller: a ford focus
                        agent: From which year is it?
                        caller: twenty nineteen
                        agent: I have Maria Lopez, with a twenty nineteen Ford Focus. Is that right?
                        caller: yes
                        tool: create_customer {car=Ford Focus, first_name=, last_name=, model_year=2019, name=Maria Lopez, phone=+12125550199, turn=0}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        caller: tuesday at nine thirty
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Ford Focus, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes please
                        tool: book_appointment {customer_id=8, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=9}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at nine thirty. May I note your license plate or your vehicle number? Or say, no.
                        caller: my plate
                        agent: Please tell me the plate. For letters, use words like alpha, bravo, charlie.
                        caller: alpha bravo charlie one two three
                        agent: For your Ford Focus, the plate is alpha bravo charlie, one two three. Is that right?
                        caller: yes
                        tool: note_papers {customer_id=8, plate=ABC123, vehicle_id=9, vin=}
                        agent: Thank you, I have noted it. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: booked
                        """);
    }

    @Test
    void new_customer_gives_the_vehicle_number() {
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
                        caller: ford focus
                        agent: From which year is it?
                        caller: two thousand five
                        agent: I have Maria Lopez, with a two thousand five Ford Focus. Is that right?
                        caller: yes
                        tool: create_customer {car=Ford Focus, first_name=, last_name=, model_year=2005, name=Maria Lopez, phone=+12125550199, turn=0}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        caller: a tire rotation
                        agent: Which day would you like?
                        caller: tuesday at ten
                        tool: get_available_slots {date=2026-11-24, service=tire_rotation}
                        agent: I have a tire rotation for your Ford Focus, on tuesday, november twenty fourth, at ten o'clock. Is that right?
                        caller: yes
                        tool: book_appointment {customer_id=8, date=2026-11-24, service=tire_rotation, time=10:00, vehicle_id=9}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at ten o'clock. May I note your license plate or your vehicle number? Or say, no.
                        caller: the vehicle number
                        agent: Please tell me the seventeen characters. For letters, use words like alpha, bravo, charlie.
                        caller: one hotel golf charlie mike eight two six three three alpha zero zero four three five two
                        agent: For your Ford Focus, the number is one hotel golf charlie, mike eight two six, three three, alpha zero zero four, three five two. Is that right?
                        caller: yes
                        tool: note_papers {customer_id=8, plate=, vehicle_id=9, vin=1HGCM82633A004352}
                        agent: Thank you, I have noted it. Is there anything else I can do for you?
                        """);
    }

    @Test
    void new_customer_may_keep_the_plate() {
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
                        caller: ford focus
                        agent: From which year is it?
                        caller: two thousand five
                        agent: I have Maria Lopez, with a two thousand five Ford Focus. Is that right?
                        caller: yes
                        tool: create_customer {car=Ford Focus, first_name=, last_name=, model_year=2005, name=Maria Lopez, phone=+12125550199, turn=0}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        caller: a tire rotation
                        agent: Which day would you like?
                        caller: tuesday at ten
                        tool: get_available_slots {date=2026-11-24, service=tire_rotation}
                        agent: I have a tire rotation for your Ford Focus, on tuesday, november twenty fourth, at ten o'clock. Is that right?
                        caller: yes
                        tool: book_appointment {customer_id=8, date=2026-11-24, service=tire_rotation, time=10:00, vehicle_id=9}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at ten o'clock. May I note your license plate or your vehicle number? Or say, no.
                        caller: no thank you
                        agent: Is there anything else I can do for you?
                        """);
    }

    @Test
    void plate_that_is_wrong_is_asked_again() {
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
                        caller: ford focus
                        agent: From which year is it?
                        caller: two thousand five
                        agent: I have Maria Lopez, with a two thousand five Ford Focus. Is that right?
                        caller: yes
                        tool: create_customer {car=Ford Focus, first_name=, last_name=, model_year=2005, name=Maria Lopez, phone=+12125550199, turn=0}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        caller: a tire rotation
                        agent: Which day would you like?
                        caller: tuesday at ten
                        tool: get_available_slots {date=2026-11-24, service=tire_rotation}
                        agent: I have a tire rotation for your Ford Focus, on tuesday, november twenty fourth, at ten o'clock. Is that right?
                        caller: yes
                        tool: book_appointment {customer_id=8, date=2026-11-24, service=tire_rotation, time=10:00, vehicle_id=9}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at ten o'clock. May I note your license plate or your vehicle number? Or say, no.
                        caller: license plate
                        agent: Please tell me the plate. For letters, use words like alpha, bravo, charlie.
                        caller: alpha bravo one
                        agent: For your Ford Focus, the plate is alpha bravo, one. Is that right?
                        caller: no
                        agent: Please tell me the plate. For letters, use words like alpha, bravo, charlie.
                        caller: alpha bravo charlie one
                        agent: For your Ford Focus, the plate is alpha bravo charlie, one. Is that right?
                        caller: yes
                        tool: note_papers {customer_id=8, plate=ABC1, vehicle_id=9, vin=}
                        agent: Thank you, I have noted it. Is there anything else I can do for you?
                        """);
    }

    @Test
    void name_on_no_list_is_spelled_and_read_back_letter_by_letter() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: i am new
                        agent: I will take down your name and your car. What is your first and last name?
                        caller: zorbo quux
                        agent: Please spell your first name with words, like alpha, bravo, charlie.
                        caller: zulu oscar romeo bravo oscar
                        agent: Now please spell your last name.
                        caller: quebec uniform uniform xray
                        agent: Which car is it? Please say make and model, like, Honda Civic.
                        caller: honda civic
                        agent: From which year is it?
                        caller: nineteen ninety eight
                        agent: I have zulu oscar romeo bravo, oscar. And the last name quebec uniform uniform x ray. With a nineteen ninety eight Honda Civic. Is that right?
                        caller: yes
                        tool: create_customer {car=Honda Civic, first_name=Zorbo, last_name=Quux, model_year=1998, name=, phone=+12125550199, turn=0}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        """);
    }

    @Test
    void name_read_back_wrongly_is_spelled() {
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
                        caller: no the name
                        agent: Please spell your first name with words, like alpha, bravo, charlie.
                        caller: mike alpha romeo india alpha
                        agent: Now please spell your last name.
                        caller: lima oscar papa echo sierra
                        agent: I have mike alpha romeo india, alpha. And the last name lima oscar papa echo, sierra. With a nineteen ninety eight Honda Civic. Is that right?
                        caller: yes
                        tool: create_customer {car=Honda Civic, first_name=Maria, last_name=Lopes, model_year=1998, name=, phone=+12125550199, turn=0}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        """);
    }

    @Test
    void name_nobody_can_write_is_kept_as_sound() {
        plays(
                new Garage(),
                "+12125550199",
                TO_A_STRANGER
                        + """
                        caller: book an appointment
                        agent: Have you been here with your car before?
                        caller: i am new
                        agent: I will take down your name and your car. What is your first and last name?
                        caller: zorbo quux
                        agent: Please spell your first name with words, like alpha, bravo, charlie.
                        caller: zorbo
                        agent: I am sorry, I did not understand that. Please spell the first name once more, a word for each letter.
                        caller: zorbo
                        agent: A colleague will listen to your name and write it down. Please say your first and last name once more.
                        caller: zorbo quux
                        agent: Which car is it? Please say make and model, like, Honda Civic.
                        caller: honda civic
                        agent: From which year is it?
                        caller: nineteen ninety eight
                        agent: I have a nineteen ninety eight Honda Civic. Is that right?
                        caller: yes
                        tool: create_customer {car=Honda Civic, first_name=, last_name=, model_year=1998, name=, phone=+12125550199, turn=6}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        caller: an oil change
                        agent: Which day would you like?
                        """);
    }

    @Test
    void car_nobody_can_name_is_left_to_a_colleague() {
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
                        caller: a zorbo quux
                        agent: I am sorry, I did not understand that. Please tell me the make and the model again.
                        caller: a zorbo quux
                        agent: A colleague will write down which car it is. From which year is it?
                        caller: two thousand five
                        agent: I have Maria Lopez, with a two thousand five car. Is that right?
                        caller: yes
                        tool: create_customer {car=other, first_name=, last_name=, model_year=2005, name=Maria Lopez, phone=+12125550199, turn=0}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        """);
    }

    @Test
    void wrong_year_is_corrected_at_the_read_back() {
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
                        caller: no two thousand five
                        agent: I have Maria Lopez, with a two thousand five Honda Civic. Is that right?
                        caller: yes
                        tool: create_customer {car=Honda Civic, first_name=, last_name=, model_year=2005, name=Maria Lopez, phone=+12125550199, turn=0}
                        agent: Thank you, I have written that down. For your email, we will send you a message. Which service does your car need?
                        """);
    }

    @Test
    void new_customer_who_could_not_be_saved_is_told_so() {
        plays(
                new Garage().once("create_customer", ToolResult.failure("failed")),
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
                        caller: yes
                        tool: create_customer {car=Honda Civic, first_name=, last_name=, model_year=1998, name=Maria Lopez, phone=+12125550199, turn=0}
                        error: failed
                        agent: I am sorry, I could not write that down. Nothing is saved. Shall someone call you back at this number?
                        caller: yes
                        tool: request_callback {customer_id=, phone=+12125550199, reason=new customer, could not be saved}
                        agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                        """);
    }

    @Test
    void number_that_somebody_else_has_leads_to_a_person() {
        plays(
                new Garage().once("create_customer", ToolResult.failure("phone-taken")),
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
                        caller: yes
                        tool: create_customer {car=Honda Civic, first_name=, last_name=, model_year=1998, name=Maria Lopez, phone=+12125550199, turn=0}
                        error: phone-taken
                        agent: I am sorry, I could not add you. Shall someone call you back at this number?
                        """);
    }

    @Test
    void new_customer_without_a_number_gets_a_call_back() {
        plays(
                new Garage(),
                "",
                """
                agent: Thank you for calling Riverside Auto Service.
                tool: lookup_customer {phone=}
                agent: I do not know this number yet. How can I help you today?
                caller: book an appointment
                agent: Have you been here with your car before?
                caller: i am new
                agent: I will take down your name and your car. At which number can we call you back?
                caller: five five five zero one four two three seven eight
                agent: I have five five five, zero one four, two three seven eight. Is this number right?
                caller: yes
                tool: request_callback {customer_id=, phone=5550142378, reason=new customer without a number}
                agent: I have noted that. A colleague will call you back. Is there anything else I can do for you?
                """);
    }

    @Test
    void known_customer_adds_a_car_and_books_for_it() {
        plays(
                new Garage().andVehicle("4", "Ford Focus"),
                Garage.SARAH,
                GREETING
                        + """
                        caller: book an appointment
                        agent: Which service does your car need?
                        caller: an oil change
                        agent: Which car is it for, Honda Civic, or Ford Focus?
                        caller: another car
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        agent: Which car is it? Please say make and model, like, Honda Civic.
                        caller: a toyota tacoma
                        agent: From which year is it?
                        caller: two thousand five
                        agent: I add a two thousand five Toyota Tacoma to your cars. Is that right?
                        caller: yes
                        tool: add_vehicle {car=Toyota Tacoma, customer_id=7, model_year=2005}
                        agent: I have added it. Which day would you like?
                        caller: tuesday at nine thirty
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Toyota Tacoma, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=9}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you?
                        """);
    }

    @Test
    void known_customer_only_adds_a_car() {
        plays(
                new Garage(),
                Garage.SARAH,
                GREETING
                        + """
                        caller: i have a new car
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        agent: Which car is it? Please say make and model, like, Honda Civic.
                        caller: toyota tacoma
                        agent: From which year is it?
                        caller: two thousand five
                        agent: I add a two thousand five Toyota Tacoma to your cars. Is that right?
                        caller: yes
                        tool: add_vehicle {car=Toyota Tacoma, customer_id=7, model_year=2005}
                        agent: I have added it. Is there anything else I can do for you?
                        caller: no
                        agent: Thank you for calling. Goodbye.
                        end: done
                        """);
    }

    @Test
    void wrong_car_at_the_read_back_with_one_car_on_file_adds_another() {
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
                        caller: no the car
                        agent: To be sure it is you, what are the last four digits of your telephone number?
                        caller: zero one four seven
                        tool: verify_identity {answer=0147, customer_id=7, proof=phone}
                        agent: Which car is it? Please say make and model, like, Honda Civic.
                        caller: toyota tacoma
                        agent: From which year is it?
                        caller: two thousand five
                        agent: I add a two thousand five Toyota Tacoma to your cars. Is that right?
                        caller: yes
                        tool: add_vehicle {car=Toyota Tacoma, customer_id=7, model_year=2005}
                        agent: I have added it.
                        tool: get_available_slots {date=2026-11-24, service=oil_change}
                        agent: I have an oil change for your Toyota Tacoma, on tuesday, november twenty fourth, at nine thirty. Is that right?
                        caller: yes
                        tool: book_appointment {customer_id=7, date=2026-11-24, service=oil_change, time=09:30, vehicle_id=9}
                        agent: Your appointment is booked. We will see you on tuesday, november twenty fourth, at nine thirty. Is there anything else I can do for you?
                        """);
    }
}
