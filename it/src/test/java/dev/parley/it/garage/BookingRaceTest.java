package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.BusinessCalendar;
import dev.parley.dialog.ToolResult;
import dev.parley.it.garage.Garage.Desk;
import dev.parley.it.garage.Garage.Owner;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GaragePostgres.class)
@Timeout(60)
final class BookingRaceTest {
    private static final int CALLERS = 50;

    private record Slot(LocalDate date, LocalTime time) {}

    @Test
    void fifty_callers_want_one_slot_and_exactly_one_gets_it_a_hundred_times(Garage garage)
            throws Exception {
        Desk desk = garage.desk(1);
        List<Owner> owners = garage.owners(CALLERS);
        for (Slot slot : slots(100)) {
            List<ToolResult> results = race(desk, owners, slot);
            assertThat(results).filteredOn(ToolResult::succeeded).as("%s", slot).hasSize(1);
            assertThat(results)
                    .filteredOn(result -> !result.succeeded())
                    .extracting(ToolResult::error)
                    .containsOnly("slot-taken");
        }
        assertThat(garage.count("appointments")).isEqualTo(100);
        assertThat(garage.number("SELECT count(DISTINCT starts_at) FROM appointments"))
                .isEqualTo(100);
    }

    @Test
    void three_bays_let_exactly_three_win(Garage garage) throws Exception {
        Desk desk = garage.desk(3);
        List<Owner> owners = garage.owners(CALLERS);
        for (Slot slot : slots(10)) {
            assertThat(race(desk, owners, slot)).filteredOn(ToolResult::succeeded).hasSize(3);
        }
        assertThat(garage.count("appointments")).isEqualTo(30);
    }

    @Test
    void one_request_made_many_times_at_once_is_one_appointment(Garage garage) throws Exception {
        Desk desk = garage.desk(3);
        var wish = garage.owner("+12125550147").booking("oil_change", "2026-11-23", "09:30");
        List<Callable<ToolResult>> attempts = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            attempts.add(() -> desk.call("book_appointment", "one key", wish));
        }
        List<ToolResult> results = atOnce(attempts);
        assertThat(results).allMatch(ToolResult::succeeded);
        assertThat(Set.copyOf(results)).hasSize(1);
        assertThat(garage.count("appointments")).isEqualTo(1);
    }

    @Test
    void table_alone_lets_one_writer_win_when_code_asks_nobody(Garage garage) throws Exception {
        List<Owner> owners = garage.owners(8);
        for (Slot slot : slots(10)) {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (Owner owner : owners) {
                writers.add(() -> wrote(garage, owner, slot));
            }
            assertThat(atOnce(writers)).as("%s", slot).containsOnlyOnce(true);
        }
        assertThat(garage.count("appointments")).isEqualTo(10);
    }

    private static boolean wrote(Garage garage, Owner owner, Slot slot) throws SQLException {
        try {
            garage.execute(
                    """
                    INSERT INTO appointments (customer_id, vehicle_id, service, starts_at, ends_at,
                        zone, bay, method)
                    VALUES (%d, %d, 'oil_change', '%s %s+00', '%s %s+00', 'UTC', 1, 'staff')
                    """
                            .formatted(
                                    owner.customer(),
                                    owner.vehicle(),
                                    slot.date(),
                                    slot.time(),
                                    slot.date(),
                                    slot.time().plusMinutes(30)));
            return true;
        } catch (SQLException e) {
            // excluded, or chosen to give way where two checks waited for each other
            assertThat(e.getSQLState()).isIn("23P01", "40P01");
            return false;
        }
    }

    private static List<ToolResult> race(Desk desk, List<Owner> owners, Slot slot)
            throws Exception {
        List<Callable<ToolResult>> callers = new ArrayList<>();
        for (Owner owner : owners) {
            var wish = owner.booking("oil_change", slot.date().toString(), slot.time().toString());
            String key = owner.customer() + " " + slot;
            callers.add(() -> desk.call("book_appointment", key, wish));
        }
        return atOnce(callers);
    }

    private static <T> List<T> atOnce(List<Callable<T>> callers) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(callers.size());
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> started = new ArrayList<>();
            for (Callable<T> caller : callers) {
                started.add(
                        threads.submit(() -> {
                            barrier.await();
                            return caller.call();
                        }));
            }
            for (Future<T> one : started) {
                results.add(one.get());
            }
        }
        return results;
    }

    private static List<Slot> slots(int count) {
        BusinessCalendar calendar = Garage.calendar(1);
        var now = Garage.NOW.atZone(calendar.zone()).toInstant();
        List<Slot> slots = new ArrayList<>();
        LocalDate day = Garage.NOW.toLocalDate();
        while (slots.size() < count) {
            day = calendar.nextOpenDay(day, now).orElseThrow();
            for (LocalTime time : calendar.slots(day, Duration.ofMinutes(30), List.of(), now)) {
                slots.add(new Slot(day, time));
            }
        }
        return slots.subList(0, count);
    }
}
