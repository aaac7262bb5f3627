package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.garage.BusinessCalendar;
import dev.parley.agents.garage.DemoCustomer;
import dev.parley.agents.garage.DemoCustomers;
import dev.parley.dialog.ToolResult;
import dev.parley.it.garage.Garage.Desk;
import dev.parley.it.garage.Garage.Owner;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The tools that only read, and the call-back.
@ExtendWith(GaragePostgres.class)
final class DeskTest {
    private static final String SLOTS = "get_available_slots";

    private static Map<String, Object> day(String date) {
        return Map.of("service", "brake_inspection", "date", date);
    }

    @Test
    void demo_customers_are_inserted_once_and_found_by_their_numbers(Garage garage)
            throws Exception {
        int people = DemoCustomers.all().size();
        assertThat(DemoCustomers.insert(garage.database())).isEqualTo(people);
        assertThat(DemoCustomers.insert(garage.database())).isZero();
        assertThat(garage.count("customers")).isEqualTo(people);
        for (DemoCustomer customer : DemoCustomers.all()) {
            var found =
                    garage.desk(1)
                            .call("lookup_customer", "key", Map.of("phone", customer.phone()));
            assertThat(found.data())
                    .containsEntry("found", true)
                    .containsEntry("first_name", customer.firstName())
                    .containsEntry("last_name", customer.lastName());
            assertThat((List<?>) found.data().get("vehicles"))
                    .extracting(vehicle -> ((Map<?, ?>) vehicle).get("label"))
                    .isEqualTo(
                            customer.vehicles().stream()
                                    .map(DemoCustomer.DemoVehicle::label)
                                    .toList());
        }
    }

    @Test
    void caller_who_is_not_known_is_not_found(Garage garage) throws Exception {
        garage.owner("+12125550147");
        for (String phone : List.of("+12125550148", "anonymous", "")) {
            assertThat(garage.desk(1).call("lookup_customer", "key", Map.of("phone", phone)))
                    .isEqualTo(
                            ToolResult.success(
                                    Map.of(
                                            "found", false,
                                            "customer_id", "",
                                            "first_name", "",
                                            "last_name", "",
                                            "vehicles", List.of())));
        }
    }

    @Test
    void open_day_has_its_free_times_and_names_the_next(Garage garage) throws Exception {
        var result = garage.desk(1).call(SLOTS, "key", day("2026-11-28"));
        assertThat(result)
                .isEqualTo(
                        ToolResult.success(
                                Map.of(
                                        "open",
                                        true,
                                        "reason",
                                        "",
                                        "slots",
                                        List.of(
                                                "09:00", "09:30", "10:00", "10:30", "11:00",
                                                "13:00", "13:30", "14:00"),
                                        "next_open_date",
                                        "2026-11-30",
                                        "next_slots",
                                        List.of(
                                                "08:00", "08:30", "09:00", "09:30", "10:00",
                                                "10:30", "11:00", "13:00", "13:30", "14:00",
                                                "14:30", "15:00", "15:30", "16:00", "16:30",
                                                "17:00"))));
    }

    @Test
    void closed_day_says_why_and_offers_the_next_open_one(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var expected =
                """
                2026-11-22 sunday 2026-11-23
                2026-11-26 holiday 2026-11-27
                2026-11-20 past 2026-11-21
                2027-01-21 too-far 2026-11-21
                """;
        for (String line : expected.lines().toList()) {
            String[] words = line.split(" ");
            assertThat(desk.call(SLOTS, "key", day(words[0])).data())
                    .containsEntry("open", false)
                    .containsEntry("reason", words[1])
                    .containsEntry("slots", List.of())
                    .containsEntry("next_open_date", words[2]);
        }
    }

    @Test
    void booked_time_is_offered_to_nobody_else(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        Owner owner = garage.owner("+12125550147");
        desk.call("book_appointment", "key", owner.booking("oil_change", "2026-11-23", "09:30"));
        assertThat(desk.call(SLOTS, "key", day("2026-11-23")).data())
                .extractingByKey("slots", InstanceOfAssertFactories.LIST)
                .startsWith("08:00", "08:30", "10:00");
    }

    @Test
    void full_day_is_open_without_times_and_not_the_next_offer(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owners = garage.owners(3);
        int booking = 0;
        for (String time : List.of("08:00", "13:00", "15:00")) {
            var wish = owners.get(booking++).booking("repair", "2026-11-23", time);
            desk.call("book_appointment", time, wish);
        }
        var repair = Map.<String, Object>of("service", "repair", "date", "2026-11-23");
        assertThat(desk.call(SLOTS, "key", repair).data())
                .containsEntry("open", true)
                .containsEntry("reason", "full")
                .containsEntry("next_open_date", "2026-11-24");
        var sunday = Map.<String, Object>of("service", "repair", "date", "2026-11-22");
        assertThat(desk.call(SLOTS, "key", sunday).data())
                .containsEntry("next_open_date", "2026-11-24");
    }

    @Test
    void nothing_more_is_offered_today_after_closing(Garage garage) throws Exception {
        var result =
                garage.desk(1)
                        .call(
                                SLOTS,
                                "key",
                                LocalDateTime.parse("2026-11-21T16:00"),
                                day("2026-11-21"));
        assertThat(result.data())
                .containsEntry("open", true)
                .containsEntry("reason", "full")
                .containsEntry("next_open_date", "2026-11-23");
    }

    @Test
    void hours_come_from_the_calendar(Garage garage) throws Exception {
        assertThat(garage.desk(1).call("opening_hours", "key", Map.of()).data())
                .containsEntry(
                        "lines",
                        List.of(
                                Map.of(
                                        "days", "Monday to Friday",
                                        "opens", "08:00",
                                        "closes", "18:00"),
                                Map.of("days", "Saturday", "opens", "09:00", "closes", "15:00")));
    }

    @Test
    void prices_are_ranges_and_some_things_have_none(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        assertThat(desk.call("service_price", "key", Map.of("service", "oil_change")).data())
                .isEqualTo(Map.of("from", 40, "to", 80));
        assertThat(desk.call("service_price", "key", Map.of("service", "recall")).error())
                .isEqualTo("not-found");
        assertThat(desk.call("service_price", "key", Map.of("service", "hovercraft")).error())
                .isEqualTo("not-found");
    }

    @Test
    void every_service_of_the_shipped_calendar_is_on_the_list(Garage garage) throws Exception {
        var listed =
                (List<?>)
                        garage.desk(1).call("list_services", "k", Map.of()).data().get("services");
        assertThat(List.<Object>copyOf(listed))
                .containsExactlyInAnyOrderElementsOf(BusinessCalendar.shipped().services());
    }

    @Test
    void callback_is_written_down_once(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var wish = Map.<String, Object>of("phone", "+12125550148", "reason", "wants a person");
        var first = desk.call("request_callback", "key-1", wish);
        assertThat(first.succeeded()).isTrue();
        assertThat(desk.call("request_callback", "key-1", wish)).isEqualTo(first);
        assertThat(
                        garage.text(
                                """
                                SELECT concat_ws(' ', coalesce(customer_id, 0), phone, reason,
                                    status, call_id)
                                FROM callback_tasks
                                """))
                .isEqualTo("0 +12125550148 wants a person open call-1");
    }

    @Test
    void customer_with_a_withheld_number_is_called_on_the_one_on_file(Garage garage)
            throws Exception {
        Owner owner = garage.owner("+12125550147");
        Map<String, Object> wish =
                Map.of(
                        "customer_id", Long.toString(owner.customer()),
                        "phone", "anonymous",
                        "reason", " ");
        assertThat(garage.desk(1).call("request_callback", "key-1", wish).succeeded()).isTrue();
        assertThat(garage.text("SELECT phone || ' ' || reason FROM callback_tasks"))
                .isEqualTo("+12125550147 not said");
    }

    @Test
    void nobody_is_promised_a_call_to_no_number(Garage garage) throws Exception {
        Map<String, Object> wish = Map.of("customer_id", "", "phone", "", "reason", "price");
        assertThat(garage.desk(1).call("request_callback", "key-1", wish).error())
                .isEqualTo("no-number");
        assertThat(garage.count("callback_tasks")).isZero();
    }

    @Test
    void callback_needs_all_but_the_customer(Garage garage) {
        assertThatThrownBy(() -> garage.desk(1).call("request_callback", "k", Map.of("phone", "1")))
                .hasMessageContaining("expected the argument reason, got none");
        assertThatThrownBy(() -> garage.desk(1).call("request_callback", "k", Map.of("fax", "1")))
                .hasMessageContaining("expected customer_id, phone and reason, got [fax]");
    }

    @Test
    void argument_that_is_no_date_is_refused_before_the_tool_runs(Garage garage) {
        assertThatThrownBy(() -> garage.desk(1).call(SLOTS, "key", day("next tuesday")))
                .hasMessageContaining("expected a date like 2026-11-24, got \"next tuesday\"");
    }
}
