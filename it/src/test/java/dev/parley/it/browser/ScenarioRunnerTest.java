package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.DemoCustomers;
import dev.parley.it.browser.ServedParley.Served;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Pipecat's own scenario runner drives us, with scenarios that need no model to judge.
@ExtendWith(ServedParley.class)
final class ScenarioRunnerTest {
    private static final List<String> BY_TEXT =
            List.of("information.yaml", "booking.yaml", "person.yaml", "keys.yaml");

    @TempDir private Path folder;
    private final Served served;
    private PeerKit kit;

    ScenarioRunnerTest(Served served) {
        this.served = served;
    }

    @BeforeEach
    void prepare() throws Exception {
        kit = PeerKit.withScenarios(folder);
    }

    @Test
    void a_known_customer_by_text() throws Exception {
        var result = kit.scenarios(folder, socket(), 170, copied(BY_TEXT));
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void a_recording_as_the_caller_and_a_barge_in() throws Exception {
        Voice.needed();
        var files = copied(List.of("audio.yaml"));
        Voice.file(folder, "book.wav", 16_000, 100, "i would like to book an appointment");
        Voice.file(folder, "oil.wav", 16_000, 100, "an oil change please");
        var result = kit.scenarios(folder, socket(), 120, files);
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void a_scenario_that_expects_what_is_not_so_fails() throws Exception {
        var result = kit.scenarios(folder, socket(), 60, copied(List.of("wrong.yaml")));
        assertThat(result.exit()).as(result.output()).isEqualTo(1);
    }

    /// The alias of the socket, with the number of a known customer: the test profile takes it.
    private URI socket() {
        var customer = DemoCustomers.all().get(3);
        return served.at(
                "ws",
                "/ws?agent=garage&caller="
                        + URLEncoder.encode(customer.phone(), StandardCharsets.UTF_8));
    }

    private List<Path> copied(List<String> names) throws IOException {
        List<Path> files = new ArrayList<>();
        for (var name : names) {
            try (var scenario = ScenarioRunnerTest.class.getResourceAsStream("scenarios/" + name)) {
                var file = folder.resolve(name);
                Files.write(file, scenario.readAllBytes());
                files.add(file);
            }
        }
        return files;
    }
}
