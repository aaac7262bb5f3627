package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.ToolResult;
import dev.parley.it.garage.Garage.Desk;
import dev.parley.it.garage.Garage.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Appointments that are moved and cancelled, against a real database.
@ExtendWith(GaragePostgres.class)
@Timeout(60)
final class ChangesTest {
    private static final String MONDAY = "2026-11-23";
    private static final String TUESDAY = "2026-11-24";

    private static String book(Desk desk, Owner owner, String key, String date, String time)
            throws Exception {
        var result = desk.call("book_appointment", key, owner.booking("oil_change", date, time));
        assertThat(result.error()).isEmpty();
        return String.valueOf(result.data().get("appointment_id"));
    }

    private static void prove(Desk desk, Owner owner, String lastFour) throws Exception {
        var result =
                desk.call(
                        "verify_identity",
                        "proof-" + owner.customer(),
                        Map.of(
                                "customer_id",
                                Long.toString(owner.customer()),
                                "proof",
                                "phone",
                                "answer",
                                lastFour));
        assertThat(result.data()).containsEntry("verified", true);
        assertThat(result.subject()).isEqualTo("customer:" + owner.customer());
    }

    private static Map<String, Object> move(Owner owner, String id, String date, String time) {
        return Map.of(
                "customer_id", Long.toString(owner.customer()),
                "appointment_id", id,
                "date", date,
                "time", time);
    }

    private static Map<String, Object> cancel(Owner owner, String id, String reason) {
        return Map.of(
                "customer_id", Long.toString(owner.customer()),
                "appointment_id", id,
                "reason", reason);
    }

    private static String places(Garage garage) throws Exception {
        return garage.text(
                """
                SELECT string_agg(concat_ws(' ', status, starts_at AT TIME ZONE zone, bay), ', '
                    ORDER BY appointment_id) FROM appointments
                """);
    }

    @Test
    void moved_appointment_is_the_same_row_at_another_time(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owner = garage.owner("+12125550147");
        var id = book(desk, owner, "book", MONDAY, "09:30");
        prove(desk, owner, "0147");
        var wish = move(owner, id, TUESDAY, "10:00");
        var moved = desk.call("reschedule_appointment", "move", wish);
        assertThat(moved.data())
                .isEqualTo(Map.of("appointment_id", id, "date", TUESDAY, "time", "10:00"));
        assertThat(desk.call("reschedule_appointment", "move", wish)).isEqualTo(moved);
        assertThat(desk.call("reschedule_appointment", "again", wish)).isEqualTo(moved);
        assertThat(places(garage)).isEqualTo("scheduled 2026-11-24 10:00:00 1");
        assertThat(garage.count("appointment_changes")).isEqualTo(1);
    }

    @Test
    void appointment_may_move_into_a_part_of_its_own_time(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owner = garage.owner("+12125550147");
        var booked =
                desk.call(
                        "book_appointment",
                        "book",
                        owner.booking("brake_inspection", MONDAY, "09:30"));
        var id = String.valueOf(booked.data().get("appointment_id"));
        prove(desk, owner, "0147");
        var free =
                desk.call(
                        "get_slots_to_move",
                        "free",
                        Map.of(
                                "customer_id", Long.toString(owner.customer()),
                                "appointment_id", id,
                                "date", MONDAY));
        assertThat(String.valueOf(free.data().get("slots"))).contains("10:00", "09:30");
        assertThat(
                        desk.call("reschedule_appointment", "m", move(owner, id, MONDAY, "10:00"))
                                .error())
                .isEmpty();
    }

    @Test
    void refused_move_leaves_the_appointment_where_it_was(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owners = garage.owners(2);
        var id = book(desk, owners.get(0), "a", MONDAY, "09:30");
        book(desk, owners.get(1), "b", TUESDAY, "10:00");
        prove(desk, owners.get(0), "0100");
        var before = places(garage);
        for (var wish : List.of("10:00 slot-taken", "12:00 closed", "10:10 slot-taken")) {
            var words = wish.split(" ");
            assertThat(
                            desk.call(
                                            "reschedule_appointment",
                                            wish,
                                            move(owners.get(0), id, TUESDAY, words[0]))
                                    .error())
                    .isEqualTo(words[1]);
        }
        assertThat(places(garage)).isEqualTo(before);
        assertThat(garage.count("appointment_changes")).isZero();
    }

    @Test
    void nobody_moves_or_cancels_without_proof_or_what_is_somebody_elses(Garage garage)
            throws Exception {
        Desk desk = garage.desk(3);
        var owners = garage.owners(2);
        var mine = book(desk, owners.get(0), "a", MONDAY, "09:30");
        var theirs = book(desk, owners.get(1), "b", MONDAY, "10:00");
        var before = places(garage);
        var thief = owners.get(0);
        assertThat(desk.call("cancel_appointment", "1", cancel(thief, mine, "other")).error())
                .isEqualTo("not-verified");
        assertThat(
                        desk.call(
                                        "reschedule_appointment",
                                        "2",
                                        move(thief, mine, TUESDAY, "09:30"))
                                .error())
                .isEqualTo("not-verified");
        prove(desk, thief, "0100");
        assertThat(desk.call("cancel_appointment", "3", cancel(thief, theirs, "other")).error())
                .isEqualTo("not-found");
        assertThat(
                        desk.call(
                                        "reschedule_appointment",
                                        "4",
                                        move(thief, theirs, TUESDAY, "09:30"))
                                .error())
                .isEqualTo("not-found");
        assertThat(
                        desk.call("cancel_appointment", "5", cancel(owners.get(1), theirs, "other"))
                                .error())
                .isEqualTo("not-verified");
        assertThat(places(garage)).isEqualTo(before);
        assertThatThrownBy(() ->
                        garage.execute(
                                "INSERT INTO appointment_changes (appointment_id, customer_id, change,"
                                        + " old_starts_at, call_id, request_key) VALUES ("
                                        + theirs
                                        + ", "
                                        + thief.customer()
                                        + ", 'cancelled', now(), 'c', 'k')"))
                .hasMessageContaining("foreign key");
    }

    @Test
    void cancelling_twice_is_harmless_and_the_first_reason_stays(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owner = garage.owner("+12125550147");
        var id = book(desk, owner, "book", MONDAY, "09:30");
        prove(desk, owner, "0147");
        for (var reason : List.of("vehicle_sold", "other")) {
            assertThat(desk.call("cancel_appointment", reason, cancel(owner, id, reason)).error())
                    .isEmpty();
        }
        assertThat(garage.text("SELECT concat_ws(' ', status, reason) FROM appointments"))
                .isEqualTo("cancelled vehicle_sold");
        assertThat(garage.count("appointment_changes")).isEqualTo(1);
        assertThat(
                        desk.call("reschedule_appointment", "m", move(owner, id, TUESDAY, "09:30"))
                                .error())
                .isEqualTo("not-found");
        assertThatThrownBy(() -> desk.call("cancel_appointment", "x", cancel(owner, id, "bored")))
                .hasMessageContaining("expected one of");
    }

    @Test
    void upcoming_appointments_are_told_in_words_and_past_ones_left_out(Garage garage)
            throws Exception {
        Desk desk = garage.desk(3);
        var owner = garage.owner("+12125550147");
        book(desk, owner, "later", TUESDAY, "14:00");
        book(desk, owner, "sooner", MONDAY, "09:30");
        var arguments = Map.<String, Object>of("customer_id", Long.toString(owner.customer()));
        assertThat(desk.call("get_upcoming_appointments", "u", arguments).error())
                .isEqualTo("not-verified");
        prove(desk, owner, "0147");
        garage.execute(
                "UPDATE appointments SET starts_at = starts_at - interval '7 days',"
                        + " ends_at = ends_at - interval '7 days' WHERE request_key = 'later'");
        var told = desk.call("get_upcoming_appointments", "u", arguments).data();
        assertThat(((List<?>) told.get("appointments")))
                .singleElement()
                .asString()
                .contains("the oil change on monday, november twenty third, at nine thirty");
    }

    /// Ten callers with an appointment each want the same other time: one moves, nobody loses one.
    @Test
    void racing_moves_never_lose_an_appointment(Garage garage) throws Exception {
        Desk desk = garage.desk(3);
        List<Owner> owners = garage.owners(10);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < owners.size(); i++) {
            var time = List.of("08:00", "09:00", "10:00", "11:00").get(i / 3);
            ids.add(book(desk, owners.get(i), "book-" + i, MONDAY, time));
            prove(desk, owners.get(i), "%04d".formatted(100 + i));
        }
        for (int round = 0; round < 10; round++) {
            var date = "2026-12-%02d".formatted(1 + round % 4);
            var time = List.of("14:00", "15:00", "16:00").get(round % 3);
            List<Callable<ToolResult>> attempts = new ArrayList<>();
            for (int i = 0; i < owners.size(); i++) {
                var wish = move(owners.get(i), ids.get(i), date, time);
                var key = "move-" + round + "-" + i;
                attempts.add(() -> desk.call("reschedule_appointment", key, wish));
            }
            attempts.add(() ->
                    desk.call(
                            "book_appointment",
                            "new-" + time + date,
                            owners.get(0).booking("oil_change", date, time)));
            assertThat(atOnce(attempts))
                    .extracting(ToolResult::error)
                    .allMatch(error -> List.of("", "slot-taken", "car-busy").contains(error));
            assertThat(
                            garage.number(
                                    "SELECT count(*) FROM appointments WHERE request_key LIKE 'book-%' AND status = 'scheduled'"))
                    .as("round %d", round)
                    .isEqualTo(owners.size());
        }
        assertThat(garage.number("SELECT count(*) FROM appointment_changes")).isGreaterThan(3);
    }

    private static List<ToolResult> atOnce(List<Callable<ToolResult>> attempts) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<ToolResult> results = new ArrayList<>();
            for (Future<ToolResult> future : threads.invokeAll(attempts)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
