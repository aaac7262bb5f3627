package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.garage.GaragePlugin;
import dev.parley.dialog.AgentPlugin;
import dev.parley.dialog.Tool;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GaragePostgres.class)
final class GaragePluginTest {
    @Test
    void plugin_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(AgentPlugin.class))
                .anySatisfy(plugin -> {
                    assertThat(plugin.name()).isEqualTo("garage");
                    assertThat(plugin.migrations()).contains("db/garage");
                });
    }

    @Test
    void shipped_flow_opens_over_the_shipped_calendar_and_tables(Garage garage) {
        var agent = new GaragePlugin().open(garage.database());
        assertThat(agent.name()).isEqualTo("garage");
        assertThat(agent.language()).isEqualTo("en-US");
        assertThat(agent.zone().getId()).isEqualTo("America/Chicago");
        assertThat(agent.version()).matches("[0-9]+\\.[0-9]+(\\.[0-9]+)?\\+[0-9a-f]{12}");
        assertThat(agent.tools())
                .extracting(Tool::name)
                .containsExactlyInAnyOrder(
                        "lookup_customer",
                        "search_customers",
                        "verify_identity",
                        "open_customer",
                        "create_customer",
                        "add_vehicle",
                        "note_papers",
                        "get_available_slots",
                        "book_appointment",
                        "get_upcoming_appointments",
                        "get_slots_to_move",
                        "reschedule_appointment",
                        "cancel_appointment",
                        "opening_hours",
                        "service_price",
                        "list_services",
                        "request_callback");
        assertThat(agent.fixedSentences())
                .contains("Thank you for calling Riverside Auto Service.");
        assertThat(agent.expectations()).isNotEmpty();
        assertThat(agent.newDialogue()).isNotSameAs(agent.newDialogue());
    }

    @Test
    void service_that_no_table_knows_stops_the_start(Garage garage) throws Exception {
        garage.execute("DELETE FROM services WHERE service = 'recall'");
        assertThatThrownBy(() -> new GaragePlugin().open(garage.database()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has the services [recall] that its table services");
    }

    @Test
    void missing_tables_stop_the_start(Garage garage) throws Exception {
        garage.execute("DROP TABLE services CASCADE");
        assertThatThrownBy(() -> new GaragePlugin().open(garage.database()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run its migrations first");
    }
}
