package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.garage.Visit;
import dev.parley.agents.garage.Visits;
import dev.parley.compliance.Sensitive;
import dev.parley.it.garage.Garage.Desk;
import dev.parley.it.garage.Garage.Owner;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GaragePostgres.class)
final class BookingTest {
    private static final String BOOK = "book_appointment";
    private static final String MONDAY = "2026-11-23";

    @Test
    void booking_stands_in_the_database_as_it_was_confirmed(Garage garage) throws Exception {
        Owner owner = garage.owner("+12125550147");
        var result =
                garage.desk(1)
                        .call(BOOK, "key-1", owner.booking("brake_inspection", MONDAY, "09:30"));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.data())
                .containsEntry("date", MONDAY)
                .containsEntry("time", "09:30")
                .containsEntry("service", "brake_inspection");
        assertThat(new Visits(garage.database()).ofCall("call-1"))
                .containsExactly(
                        new Visit(
                                Long.parseLong((String) result.data().get("appointment_id")),
                                Sensitive.of("Sarah Wilson"),
                                Sensitive.of("+12125550147"),
                                "Honda Civic",
                                "brake_inspection",
                                LocalDate.parse(MONDAY),
                                LocalTime.of(9, 30),
                                1,
                                "scheduled",
                                "call-1"))
                .isEqualTo(new Visits(garage.database()).ofPhone(Sensitive.of("+12125550147")));
        assertThat(
                        garage.text(
                                """
                                SELECT concat_ws(' ', starts_at AT TIME ZONE 'UTC',
                                    ends_at AT TIME ZONE 'UTC', zone, method, call_id, request_key)
                                FROM appointments
                                """))
                .isEqualTo(
                        "2026-11-23 15:30:00 2026-11-23 16:30:00 America/Chicago voice call-1"
                                + " key-1");
    }

    @Test
    void second_attempt_with_the_same_key_gives_the_same_appointment(Garage garage)
            throws Exception {
        Desk desk = garage.desk(3);
        var wish = garage.owner("+12125550147").booking("oil_change", MONDAY, "09:30");
        var first = desk.call(BOOK, "key-1", wish);
        assertThat(desk.call(BOOK, "key-1", wish)).isEqualTo(first);
        assertThat(desk.call(BOOK, "key-1", LocalDateTime.parse("2026-11-24T12:00"), wish))
                .as("even when that day is over")
                .isEqualTo(first);
        assertThat(garage.count("appointments")).isEqualTo(1);
    }

    @Test
    void key_of_another_booking_is_refused(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        Owner owner = garage.owner("+12125550147");
        desk.call(BOOK, "key-1", owner.booking("oil_change", MONDAY, "09:30"));
        var other = owner.booking("oil_change", MONDAY, "10:30");
        assertThatThrownBy(() -> desk.call(BOOK, "key-1", other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use a new key");
        assertThat(garage.count("appointments")).isEqualTo(1);
    }

    @Test
    void caller_who_books_the_same_again_has_one_appointment(Garage garage) throws Exception {
        Desk desk = garage.desk(3);
        var wish = garage.owner("+12125550147").booking("oil_change", MONDAY, "09:30");
        var first = desk.call(BOOK, "key-1", wish);
        assertThat(desk.call(BOOK, "key-2", wish)).isEqualTo(first);
        assertThat(garage.count("appointments")).isEqualTo(1);
    }

    @Test
    void car_is_never_in_two_bays_at_once(Garage garage) throws Exception {
        Desk desk = garage.desk(3);
        Owner owner = garage.owner("+12125550147");
        desk.call(BOOK, "key-1", owner.booking("brake_inspection", MONDAY, "09:30"));
        assertThat(desk.call(BOOK, "key-2", owner.booking("oil_change", MONDAY, "10:00")).error())
                .isEqualTo("car-busy");
        assertThat(desk.call(BOOK, "key-3", owner.booking("oil_change", MONDAY, "10:30")).error())
                .isEmpty();
    }

    @Test
    void every_bay_is_used_before_a_time_is_taken(Garage garage) throws Exception {
        Desk desk = garage.desk(3);
        for (Owner owner : garage.owners(3)) {
            var wish = owner.booking("oil_change", MONDAY, "09:30");
            assertThat(desk.call(BOOK, "key-" + owner.customer(), wish).succeeded()).isTrue();
        }
        assertThat(garage.text("SELECT string_agg(bay::text, ' ' ORDER BY bay) FROM appointments"))
                .isEqualTo("1 2 3");
        var late = garage.owner("+12125550147").booking("oil_change", MONDAY, "09:30");
        assertThat(desk.call(BOOK, "late", late).error()).isEqualTo("slot-taken");
    }

    @Test
    void cancelled_appointment_frees_its_time(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owners = garage.owners(2);
        desk.call(BOOK, "key-1", owners.get(0).booking("oil_change", MONDAY, "09:30"));
        garage.execute("UPDATE appointments SET status = 'cancelled', reason = 'vehicle_sold'");
        var wish = owners.get(1).booking("oil_change", MONDAY, "09:30");
        assertThat(desk.call(BOOK, "key-2", wish).succeeded()).isTrue();
    }

    @Test
    void nobody_books_with_somebody_elses_car_or_a_car_that_is_not_there(Garage garage)
            throws Exception {
        Desk desk = garage.desk(1);
        var owners = garage.owners(2);
        var thief = new Owner(owners.get(0).customer(), owners.get(1).vehicle());
        var nobody = new Owner(999, owners.get(1).vehicle());
        var onFoot = new Owner(owners.get(0).customer(), 999);
        assertThat(desk.call(BOOK, "1", thief.booking("oil_change", MONDAY, "09:30")).error())
                .isEqualTo("not-owner");
        assertThat(desk.call(BOOK, "2", nobody.booking("oil_change", MONDAY, "09:30")).error())
                .isEqualTo("not-found");
        assertThat(desk.call(BOOK, "3", onFoot.booking("oil_change", MONDAY, "09:30")).error())
                .isEqualTo("not-found");
        assertThat(garage.count("appointments")).isZero();
    }

    @Test
    void time_the_garage_does_not_offer_is_refused_and_nothing_written(Garage garage)
            throws Exception {
        Owner owner = garage.owner("+12125550147");
        var refusals =
                """
                2026-11-20 09:30 oil_change closed
                2026-11-22 09:30 oil_change closed
                2026-11-26 09:30 oil_change closed
                2027-01-21 09:30 oil_change closed
                2026-11-23 07:30 oil_change closed
                2026-11-23 11:30 brake_inspection closed
                2026-11-23 12:00 oil_change closed
                2026-11-23 17:30 brake_inspection closed
                2026-11-23 18:00 oil_change closed
                2026-11-23 09:40 oil_change slot-taken
                2026-11-21 11:30 oil_change slot-taken
                2026-11-21 11:00 oil_change slot-taken
                2026-11-23 09:30 hovercraft not-found
                """;
        Desk desk = garage.desk(1);
        for (String line : refusals.lines().toList()) {
            String[] words = line.split(" ");
            var wish = owner.booking(words[2], words[0], words[1]);
            assertThat(desk.call(BOOK, line, wish).error()).as(line).isEqualTo(words[3]);
        }
        assertThat(garage.count("appointments")).isZero();
    }

    @Test
    void offer_made_before_the_lead_time_ran_out_can_be_taken_a_moment_later(Garage garage)
            throws Exception {
        Desk desk = garage.desk(1);
        var wish = garage.owner("+12125550147").booking("oil_change", "2026-11-21", "13:30");
        assertThat(desk.call(BOOK, "1", LocalDateTime.parse("2026-11-21T12:41"), wish).error())
                .isEqualTo("slot-taken");
        assertThat(desk.call(BOOK, "2", LocalDateTime.parse("2026-11-21T12:38"), wish).error())
                .isEmpty();
    }
}
