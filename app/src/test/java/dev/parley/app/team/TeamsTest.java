package dev.parley.app.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.check.Doctor;
import dev.parley.app.check.Finding;
import dev.parley.app.settings.InvalidSettings;
import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SettingsReader;
import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.Tool;
import dev.parley.dialog.talk.Team;
import dev.parley.dialog.team.TeamReader;
import dev.parley.dialog.team.TeamText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The team of `docs/writing-an-agent.md`, copied as it is, without a server.
final class TeamsTest {
    private static final Path DOCS = Path.of("../docs/writing-an-agent.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("`(\\w+\\.yaml)`:\n```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir private Path folder;
    private Path house;

    @BeforeEach
    void copyTheExample() throws IOException {
        house = folder.resolve("house.yaml");
        var examples = EXAMPLE.matcher(Files.readString(DOCS));
        while (examples.find()) {
            Files.writeString(folder.resolve(examples.group(1)), examples.group(2));
        }
    }

    private static ClosedPlugins plugins() {
        return new ClosedPlugins(Teams.plugins(), Map.of());
    }

    private Team read() {
        return Teams.read(house, plugins());
    }

    @Test
    void documented_team_is_one() {
        var team = read();
        assertThat(team.name()).isEqualTo("house");
        assertThat(team.members()).containsExactly("desk", "quote", "garage");
        assertThat(team.needsModel()).isFalse();
        assertThat(team.definition()).contains("Whoever asks what something costs");
    }

    @Test
    void garage_lends_what_is_about_nobody() {
        assertThat(plugins().lent("garage"))
                .extracting(Tool::name)
                .containsExactlyInAnyOrder(
                        "list_services", "service_price", "opening_hours", "get_available_slots");
    }

    @Test
    void definition_is_enough_to_hold_a_call_again() throws IOException {
        var team = read();
        var text = TeamText.of(team.definition());
        Files.delete(folder.resolve("quote.yaml"));
        var again = TeamReader.read(text, new ClosedPlugins(Teams.plugins(), text.plugins()));
        assertThat(again.version()).isEqualTo(team.version());
        assertThat(again.newDialogue()).isNotNull();
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidFlow.class)
                .hasMessageContaining("there is no file \"quote.yaml\"");
    }

    @Test
    void file_that_is_not_there_is_told_with_the_setting() {
        assertThatThrownBy(() -> Teams.read(folder.resolve("hous.yaml"), plugins()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("setting \"teams\"")
                .hasMessageContaining("hous.yaml");
    }

    @Test
    void tool_that_is_not_lent_cannot_be_given_to_a_model() throws IOException {
        Files.writeString(
                house,
                Files.readString(house)
                        .replace("      opening_hours:", "      cancel_appointment:"));
        assertThatThrownBy(this::read)
                .hasMessageContaining("unknown tool \"cancel_appointment\"")
                .hasMessageContaining("opening_hours");
    }

    private List<Finding> examine() throws InterruptedException {
        var settings =
                Settings.from(
                        new SettingsReader(
                                Map.of(
                                        "teams", house.toString(),
                                        "data", folder.resolve("data").toString(),
                                        "server.port", "0",
                                        "server.ops-port", "0",
                                        "speech.engines", "scripted"),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty()));
        return Doctor.examine(settings, Clock.systemUTC()).stream()
                .filter(finding -> finding.part().equals("teams"))
                .toList();
    }

    @Test
    void doctor_looks_at_teams() throws IOException, InterruptedException {
        assertThat(examine())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.OK);
                    assertThat(finding.came()).isEqualTo("house: desk, quote, garage");
                });
        var good = Files.readString(house);
        Files.writeString(house, good.replace("    stand-in: garage ", "    may-end: true "));
        assertThat(examine())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.came()).contains("needs a language model"));
        Files.writeString(house, good.replace("to: quote", "to: quot"));
        assertThat(examine())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.FAIL);
                    assertThat(finding.came())
                            .contains("unknown agent \"quot\"; did you mean \"quote\"?");
                });
    }
}
