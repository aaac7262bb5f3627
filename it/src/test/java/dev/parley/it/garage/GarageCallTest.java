package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.DemoCustomer;
import dev.parley.agents.garage.DemoCustomers;
import dev.parley.agents.garage.GaragePlugin;
import dev.parley.agents.garage.Visit;
import dev.parley.agents.garage.Visits;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whole calls in text: the shipped flow, the real tools, a real database.
@ExtendWith(GaragePostgres.class)
final class GarageCallTest {
    /// One call, each tool run at once.
    private static final class TextCall {
        private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-21T12:00");

        private static final AtomicInteger CALLS = new AtomicInteger();

        private final String id = "call-" + CALLS.incrementAndGet();
        private final Agent agent;
        private final Dialogue dialogue;
        private final List<String> said = new ArrayList<>();
        private String outcome = "";

        TextCall(Garage garage, String from) throws Exception {
            agent = new GaragePlugin().open(garage.database());
            dialogue = agent.newDialogue();
            perform(
                    dialogue.begin(
                            new Opening(
                                    id,
                                    NOW,
                                    agent.zone(),
                                    1,
                                    Sensitive.of(from),
                                    "+12125550100",
                                    Map.of())));
        }

        void say(String words) throws Exception {
            said.add("> " + words);
            perform(dialogue.hear(Sensitive.of(words)));
        }

        String log() {
            return String.join("\n", said);
        }

        private void perform(List<Act> acts) throws Exception {
            for (Act act : acts) {
                switch (act) {
                    case Act.Say say -> said.addAll(say.sentences());
                    case Act.CallTool call -> perform(dialogue.toolReturned(call.id(), run(call)));
                    case Act.End end -> outcome = end.outcome();
                    case Act.Expect _, Act.Note _, Act.Transfer _, Act.HandOver _ -> {}
                    case Act.StopTool _, Act.Generate _, Act.StopGenerating _, Act.Summarize _ -> {}
                }
            }
        }

        private ToolResult run(Act.CallTool call) throws Exception {
            var context = new ToolContext(id, id + "/" + call.id(), NOW, agent.zone());
            for (Tool<?> tool : agent.tools()) {
                if (tool.name().equals(call.name())) {
                    return Garage.Desk.run(tool, call.arguments(), context);
                }
            }
            throw new AssertionError("no tool " + call.name());
        }
    }

    @Test
    void customer_books_by_voice_what_was_read_back(Garage garage) throws Exception {
        DemoCustomers.insert(garage.database());
        var call = new TextCall(garage, "+12125550147");
        assertThat(call.log()).contains("Riverside Auto Service", "Sarah");
        call.say("i would like to book an appointment");
        call.say("an oil change please");
        call.say("next tuesday");
        call.say("nine thirty");
        assertThat(garage.count("appointments")).as("before the yes:\n%s", call.log()).isZero();
        call.say("yes please");
        call.say("no thank you");
        assertThat(call.outcome).as(call.log()).isEqualTo("booked");
        assertThat(new Visits(garage.database()).ofCall(call.id))
                .as(call.log())
                .singleElement()
                .satisfies(booked -> {
                    assertThat(booked.service()).isEqualTo("oil_change");
                    assertThat(booked.date()).isEqualTo(LocalDate.of(2026, 11, 24));
                    assertThat(booked.time()).isEqualTo(LocalTime.of(9, 30));
                });
    }

    @Test
    void every_demo_customer_can_book_for_each_of_their_cars(Garage garage) throws Exception {
        DemoCustomers.insert(garage.database());
        for (DemoCustomer customer : DemoCustomers.all()) {
            for (DemoCustomer.DemoVehicle vehicle : customer.vehicles()) {
                var call = new TextCall(garage, customer.phone());
                call.say("i want to book an appointment");
                call.say("a brake inspection please");
                if (customer.vehicles().size() > 1) {
                    call.say(vehicle.label().toLowerCase(Locale.ROOT));
                }
                call.say("as soon as possible");
                call.say("at two in the afternoon");
                call.say("yes please");
                assertThat(new Visits(garage.database()).ofPhone(Sensitive.of(customer.phone())))
                        .as(call.log())
                        .extracting(Visit::vehicle)
                        .containsExactly(vehicle.label());
                garage.execute("DELETE FROM appointments");
            }
        }
    }

    @Test
    void closed_day_is_said_and_the_next_open_one_offered(Garage garage) throws Exception {
        DemoCustomers.insert(garage.database());
        var call = new TextCall(garage, "+12125550123");
        call.say("i would like to book an appointment");
        call.say("a tire rotation");
        call.say("tomorrow");
        assertThat(call.log()).contains("We are closed on sunday").contains("monday");
        call.say("nine thirty");
        call.say("yes");
        assertThat(new Visits(garage.database()).ofCall(call.id))
                .as(call.log())
                .extracting(Visit::date)
                .containsExactly(LocalDate.of(2026, 11, 23));
    }

    @Test
    void time_taken_between_offer_and_yes_is_told_and_another_booked(Garage garage)
            throws Exception {
        DemoCustomers.insert(garage.database());
        var call = new TextCall(garage, "+12125550123");
        call.say("i would like to book an appointment");
        call.say("a tire rotation");
        call.say("next tuesday");
        call.say("nine thirty");
        var desk = garage.desk(3);
        for (var owner : garage.owners(3)) {
            var wish = owner.booking("oil_change", "2026-11-24", "09:30");
            assertThat(desk.call("book_appointment", "rival" + owner.customer(), wish).succeeded())
                    .isTrue();
        }
        call.say("yes please");
        assertThat(call.log()).contains("that time has just been taken");
        assertThat(new Visits(garage.database()).ofPhone(Sensitive.of("+12125550123"))).isEmpty();
        call.say("nine o'clock");
        call.say("yes please");
        assertThat(new Visits(garage.database()).ofPhone(Sensitive.of("+12125550123")))
                .as(call.log())
                .extracting(Visit::time)
                .containsExactly(LocalTime.of(9, 0));
    }

    @Test
    void stranger_becomes_a_customer_books_moves_and_cancels_in_one_call(Garage garage)
            throws Exception {
        var call = new TextCall(garage, "+12125550199");
        for (var words :
                List.of(
                        "i would like to book an appointment",
                        "i am new",
                        "maria lopez",
                        "a ford focus",
                        "twenty nineteen",
                        "yes",
                        "an oil change",
                        "tuesday at nine thirty",
                        "yes please",
                        "my plate",
                        "alpha bravo charlie one two three",
                        "yes",
                        "move my appointment",
                        "wednesday at ten",
                        "yes please",
                        "cancel my appointment",
                        "i sold the car",
                        "yes please")) {
            call.say(words);
        }
        assertThat(
                        garage.text(
                                """
                                SELECT concat_ws(' ', first_name, last_name, make, model, plate,
                                    status, reason, starts_at AT TIME ZONE zone)
                                FROM appointments JOIN customers USING (customer_id)
                                    JOIN vehicles USING (vehicle_id)
                                """))
                .as(call.log())
                .isEqualTo(
                        "Maria Lopez Ford Focus ABC123 cancelled vehicle_sold 2026-11-25 10:00:00");
        assertThat(garage.text("SELECT string_agg(change::text, ' ') FROM appointment_changes"))
                .isEqualTo("moved cancelled");
    }

    @Test
    void owner_on_another_phone_proves_and_moves(Garage garage) throws Exception {
        var owner = garage.owner("+12125550147");
        garage.execute("UPDATE customers SET birth_date = '1982-03-05'");
        garage.desk(3)
                .call(
                        "book_appointment",
                        "before",
                        owner.booking("oil_change", "2026-11-24", "09:30"));
        var call = new TextCall(garage, "+12125550199");
        for (var words :
                List.of(
                        "move my appointment",
                        "yes",
                        "two one two five five five zero one four seven",
                        "march fifth nineteen eighty two",
                        "wednesday at ten",
                        "yes please")) {
            call.say(words);
        }
        assertThat(
                        garage.text(
                                "SELECT concat_ws(' ', status, starts_at AT TIME ZONE zone) FROM appointments"))
                .as(call.log())
                .isEqualTo("scheduled 2026-11-25 10:00:00");
    }

    @Test
    void hours_and_prices_are_told_from_calendar_and_table(Garage garage) throws Exception {
        DemoCustomers.insert(garage.database());
        var call = new TextCall(garage, "+12125550147");
        call.say("what are your opening hours");
        assertThat(call.log())
                .containsIgnoringCase("Monday to Friday")
                .containsIgnoringCase("Saturday");
        var other = new TextCall(garage, "+12125550147");
        other.say("what are your prices");
        other.say("an oil change");
        assertThat(other.log()).contains("forty", "eighty");
    }
}
