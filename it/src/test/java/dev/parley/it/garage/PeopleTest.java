package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.GaragePlugin;
import dev.parley.dialog.People;
import dev.parley.dialog.ToolResult;
import dev.parley.it.garage.Garage.Desk;
import dev.parley.it.garage.Garage.Owner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Customers who come, are searched for, prove who they are, and are forgotten.
@ExtendWith(GaragePostgres.class)
@Timeout(60)
final class PeopleTest {
    private static Map<String, Object> proof(Owner owner, String proof, String answer) {
        return Map.of(
                "customer_id", Long.toString(owner.customer()), "proof", proof, "answer", answer);
    }

    private static Map<String, Object> newcomer(String phone, String name) {
        return Map.of(
                "phone",
                phone,
                "name",
                name,
                "first_name",
                "",
                "last_name",
                "",
                "car",
                "Ford Focus",
                "model_year",
                2019,
                "turn",
                name.isEmpty() ? 6 : 0);
    }

    private static Map<String, Object> search(String phone, String lastName, String plate) {
        return Map.of("phone", phone, "last_name", lastName, "plate", plate);
    }

    @Test
    void three_wrong_answers_are_all_a_call_has_even_if_the_fourth_is_right(Garage garage)
            throws Exception {
        Desk desk = garage.desk(1);
        var owner = garage.owner("+12125550147");
        for (int i = 1; i <= 3; i++) {
            var wrong = desk.call("verify_identity", "k" + i, proof(owner, "phone", "999" + i));
            assertThat(wrong.data()).isEqualTo(Map.of("verified", false, "more_tries", i < 3));
            assertThat(wrong.subject()).isEmpty();
        }
        assertThat(desk.call("verify_identity", "k4", proof(owner, "phone", "0147")).data())
                .isEqualTo(Map.of("verified", false, "more_tries", false));
        assertThat(desk.call("verify_identity", "k3", proof(owner, "phone", "9993")).data())
                .isEqualTo(Map.of("verified", false, "more_tries", false));
        assertThat(garage.count("identity_checks")).isEqualTo(4);
    }

    @Test
    void nine_wrong_answers_in_a_day_lock_a_customer_for_every_call(Garage garage)
            throws Exception {
        Desk desk = garage.desk(1);
        var owner = garage.owner("+12125550147");
        for (int i = 0; i < 9; i++) {
            desk.call("verify_identity", "k" + i, proof(owner, "phone", "999" + i));
            garage.execute("UPDATE identity_checks SET call_id = 'another-' || check_id");
        }
        assertThat(desk.call("verify_identity", "right", proof(owner, "phone", "0147")).data())
                .containsEntry("verified", false);
        garage.execute("UPDATE identity_checks SET created_at = now() - interval '2 days'");
        garage.execute("UPDATE identity_checks SET call_id = 'yesterday'");
        assertThat(desk.call("verify_identity", "later", proof(owner, "phone", "0147")).data())
                .containsEntry("verified", true);
    }

    @Test
    void every_kind_of_proof_counts_and_a_missing_one_never(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owners = garage.owners(5);
        garage.execute("UPDATE customers SET birth_date = '1982-03-05'");
        garage.execute(
                "UPDATE vehicles SET plate = 'ABC123', vin = CASE vehicle_id WHEN "
                        + owners.get(3).vehicle()
                        + " THEN '1HGCM82633A004352' END");
        var proofs =
                List.of(
                        "phone 0100",
                        "birth_date 1982-03-05",
                        "plate abc123",
                        "vin 1HGCM82633A004352");
        for (int i = 0; i < proofs.size(); i++) {
            var words = proofs.get(i).split(" ");
            assertThat(
                            desk.call(
                                            "verify_identity",
                                            "k" + i,
                                            proof(owners.get(i), words[0], words[1]))
                                    .data())
                    .as(proofs.get(i))
                    .containsEntry("verified", true);
        }
        assertThat(desk.call("verify_identity", "none", proof(owners.get(4), "vin", "")).data())
                .containsEntry("verified", false);
        assertThat(
                        desk.call("verify_identity", "ghost", proof(new Owner(999, 9), "vin", ""))
                                .data())
                .containsEntry("verified", false);
    }

    @Test
    void number_by_which_somebody_was_found_proves_nothing_more(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owner = garage.owner("+12125550147");
        var found = desk.call("search_customers", "s", search("2125550147", "", ""));
        assertThat(found.data())
                .containsEntry("found", true)
                .containsEntry("customer_id", Long.toString(owner.customer()))
                .containsEntry("first_name", "")
                .containsEntry("vehicles", List.of());
        assertThat(found.subject()).isEmpty();
        assertThat(desk.call("verify_identity", "k", proof(owner, "phone", "0147")).data())
                .containsEntry("verified", false);
        assertThat(
                        desk.call(
                                        "open_customer",
                                        "o",
                                        Map.of("customer_id", Long.toString(owner.customer())))
                                .error())
                .isEqualTo("not-verified");
    }

    @Test
    void searches_are_few_in_one_call(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        garage.owner("+12125550147");
        garage.execute("UPDATE vehicles SET plate = 'ABC123'");
        assertThat(desk.call("search_customers", "1", search("", "wilson", "abc123")).data())
                .containsEntry("found", true);
        for (int i = 2; i <= 4; i++) {
            assertThat(desk.call("search_customers", "" + i, search("", "Wilson", "X" + i)).data())
                    .containsEntry("found", false)
                    .containsEntry("customer_id", "");
        }
        assertThat(desk.call("search_customers", "5", search("", "Wilson", "ABC123")).error())
                .isEqualTo("too-many");
        assertThat(desk.call("search_customers", "1", search("", "wilson", "abc123")).data())
                .containsEntry("found", true);
    }

    @Test
    void newcomer_is_added_once_however_often_it_is_asked(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        List<Callable<ToolResult>> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            attempts.add(() ->
                    desk.call("create_customer", "one", newcomer("+12125550199", "Maria Lopez")));
        }
        Set<ToolResult> results = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(attempts)) {
                results.add(future.get());
            }
        }
        assertThat(results)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.data())
                            .containsEntry("first_name", "Maria")
                            .containsEntry("found", true);
                    assertThat(result.subject()).startsWith("customer:");
                });
        assertThat(garage.count("customers")).isEqualTo(1);
        assertThat(garage.count("vehicles")).isEqualTo(1);
        assertThat(
                        garage.text(
                                "SELECT concat_ws(' ', spelling_verified, email_pending, email, added_in_call) FROM customers"))
                .isEqualTo("t t call-1");
        assertThat(
                        desk.call("create_customer", "two", newcomer("+12125550199", "Maria Lopez"))
                                .error())
                .isEqualTo("phone-taken");
    }

    @Test
    void name_nobody_could_write_says_where_it_can_be_heard(Garage garage) throws Exception {
        garage.desk(1).call("create_customer", "one", newcomer("+12125550199", ""));
        assertThat(
                        garage.text(
                                "SELECT concat_ws(' ', spelling_verified, spelling_call_id, spelling_turn) FROM customers"))
                .isEqualTo("f call-1 6");
    }

    @Test
    void owner_adds_a_car_and_its_papers_after_proof(Garage garage) throws Exception {
        Desk desk = garage.desk(1);
        var owners = garage.owners(2);
        var id = Long.toString(owners.get(0).customer());
        var car =
                Map.<String, Object>of(
                        "customer_id", id, "car", "Jeep Cherokee", "model_year", 2015);
        assertThat(desk.call("add_vehicle", "c", car).error()).isEqualTo("not-verified");
        desk.call("verify_identity", "k", proof(owners.get(0), "phone", "0100"));
        desk.call("add_vehicle", "c", car);
        var added = desk.call("add_vehicle", "c", car);
        assertThat((List<?>) added.data().get("vehicles"))
                .hasSize(2)
                .first()
                .asString()
                .contains("Jeep Cherokee");
        var own = Long.toString(owners.get(0).vehicle());
        var foreign = Long.toString(owners.get(1).vehicle());
        assertThat(desk.call("note_papers", "p", papers(id, own, "ABC123", "")).error()).isEmpty();
        assertThat(desk.call("note_papers", "q", papers(id, foreign, "ABC123", "")).error())
                .isEqualTo("not-found");
        garage.execute(
                "UPDATE vehicles SET vin = '1HGCM82633A004352' WHERE vehicle_id = " + foreign);
        assertThat(desk.call("note_papers", "r", papers(id, own, "", "1HGCM82633A004352")).error())
                .isEqualTo("taken");
    }

    private static Map<String, Object> papers(
            String customer, String vehicle, String plate, String vin) {
        return Map.of("customer_id", customer, "vehicle_id", vehicle, "plate", plate, "vin", vin);
    }

    /// Leaves a row in every table.
    private static void live(Desk desk, Owner owner, String lastFour, String time)
            throws Exception {
        var id = Long.toString(owner.customer());
        var phone = "+1212555" + lastFour;
        var booked =
                desk.call(
                        "book_appointment",
                        "b" + id,
                        owner.booking("oil_change", "2026-11-23", time));
        desk.call("verify_identity", "v" + id, proof(owner, "phone", lastFour));
        desk.call(
                "reschedule_appointment",
                "m" + id,
                Map.of(
                        "customer_id",
                        id,
                        "appointment_id",
                        booked.data().get("appointment_id"),
                        "date",
                        "2026-11-24",
                        "time",
                        time));
        desk.call("search_customers", "s" + id, search(phone, "", ""));
        desk.call(
                "request_callback",
                "c" + id,
                Map.of("customer_id", "", "phone", phone, "reason", "test"));
    }

    @Test
    void person_is_found_shown_and_erased_without_a_trace_and_others_stay(Garage garage)
            throws Exception {
        Desk desk = garage.desk(1);
        var owners = garage.owners(2);
        var owner = owners.get(0);
        var subject = "customer:" + owner.customer();
        live(desk, owner, "0100", "09:30");
        live(desk, owners.get(1), "0101", "10:30");
        People people = new GaragePlugin().people(garage.database()).orElseThrow();
        assertThat(people.find("+12125550100").orElseThrow().subject()).isEqualTo(subject);
        assertThat(people.find(subject).orElseThrow().phones().getFirst().reveal())
                .isEqualTo("+12125550100");
        var export = people.export(subject);
        assertThat(export.tables().values()).noneMatch(List::isEmpty);
        assertThat(export.toString())
                .contains("Sarah", "+12125550100")
                .doesNotContain("+12125550101");
        assertThat(people.erase(subject).removed().values()).allMatch(count -> count >= 1);
        assertThat(people.export(subject).isEmpty()).isTrue();
        assertThat(people.find(subject)).isEmpty();
        assertThat(people.find("+12125550100")).isEmpty();
        assertThat(people.erase(subject).removed().values()).allMatch(count -> count == 0);
        for (var table :
                List.of(
                        "customers",
                        "vehicles",
                        "appointments",
                        "appointment_changes",
                        "callback_tasks",
                        "identity_checks",
                        "customer_searches")) {
            assertThat(garage.count(table)).as(table).isEqualTo(1);
        }
    }

    @Test
    void caller_who_only_wanted_a_call_back_is_found_by_number(Garage garage) throws Exception {
        garage.desk(1)
                .call(
                        "request_callback",
                        "c",
                        Map.of("customer_id", "", "phone", "+12125550177", "reason", "test"));
        People people = new GaragePlugin().people(garage.database()).orElseThrow();
        var subject = people.find("+12125550177").orElseThrow().subject();
        assertThat(subject).isEqualTo("phone:+12125550177");
        assertThat(people.erase(subject).removed()).containsEntry("callback_tasks", 1);
        assertThat(people.find("+12125550177")).isEmpty();
    }
}
