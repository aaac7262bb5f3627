package dev.parley.it.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.audio.Wav;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./parley calls …` beside a running server, and without one at the end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallsCommandTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T10:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T10:00:00Z");

    private Path folder;
    private Path data;
    private Kept server;

    @BeforeAll
    void some_calls(@TempDir Path folder) throws Exception {
        this.folder = folder;
        data = folder.resolve("data");
        server = Kept.open(data);
        server.call("monday", MONDAY, "+14155550111", "customer:1", "an oil change");
        server.call("friday", FRIDAY, "+14155550122", "", "hello \u001b[31mthere\u0007");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void calls_are_listed_newest_first() {
        var list = Operator.types(data, "calls");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out().lines().toList())
                .hasSize(3)
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("call").contains("began (UTC)"),
                        first -> assertThat(first).startsWith("friday").contains("+14155550122"),
                        second -> assertThat(second).startsWith("monday").contains("customer:1"));
    }

    @Test
    void list_is_filtered_by_time_person_outcome_and_number() throws Exception {
        assertThat(ids("--since", "2026-11-18")).containsExactly("friday");
        assertThat(ids("--customer", "1")).containsExactly("monday");
        assertThat(ids("--customer", "+14155550111")).containsExactly("monday");
        assertThat(ids("--outcome", "booked", "--limit", "1")).containsExactly("friday");
        assertThat(ids("--outcome", "called-back")).isEmpty();
        assertThat(ids("--agent", "garage")).containsExactly("friday", "monday");
    }

    @Test
    void call_is_shown_from_beginning_to_end_as_both_sides_heard_it() {
        var shown = Operator.types(data, "calls", "show", "monday");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("about      customer:1", "2026-11-16/monday.sealed, 3.0 s")
                .contains("heard of it: Garage, how can", "[interrupted]")
                .contains("caller #1", "an oil change")
                .contains("answered in 403 ms: silence 300, recognition 40, dialog 2, voice 60")
                .contains("lookup_customer phone=+14155550111 done in 12 ms")
                .contains("note", "outcome outcome=booked")
                .contains("COMPLETED");
        assertThat(shown.out().lines().filter(line -> line.contains(" s  ")))
                .as("in the order of time")
                .isSorted();
        assertThat(shown.out())
                .contains("caller 0.8 s, agent 1.5 s, both at once 0.0 s (2.0 %), dead air 0.0 s")
                .containsPattern("#1 +420 +300 +40 +2 +60 +1 +0 +5 +\\+12");
    }

    @Test
    void caller_cannot_steer_the_terminal() {
        assertThat(Operator.types(data, "calls", "show", "friday").out())
                .contains("hello")
                .doesNotContain("\u001b", "\u0007");
    }

    @Test
    void call_is_shown_as_json() throws Exception {
        var shown = Operator.types(data, "calls", "show", "monday", "--json");
        var call = new ObjectMapper().readTree(shown.out());
        assertThat(call.path("caller").asText()).isEqualTo("+14155550111");
        assertThat(call.at("/turns/1/latency_ms/total").asInt()).isEqualTo(403);
        assertThat(call.at("/turns/1/sound_ms/gap").asInt()).isEqualTo(420);
        assertThat(call.at("/turns/1/sound_ms/known").asInt()).isEqualTo(408);
        assertThat(call.at("/turns/1/sound_ms/rest").asInt()).isEqualTo(12);
        assertThat(call.at("/sound_ms/talk_over_share").asDouble()).isEqualTo(0.0204);
        assertThat(call.at("/tool_calls/0/result/first_name").asText()).isEqualTo("Zenobia");
    }

    @Test
    void recording_and_the_clip_of_one_turn_are_written_as_wav_for_their_owner() throws Exception {
        var whole = folder.resolve("whole.wav");
        assertThat(Operator.types(data, "calls", "play", "monday", "--to", whole.toString()))
                .extracting(Operator::exitCode)
                .isEqualTo(0);
        assertThat(Wav.read(whole).length()).isEqualTo(3 * Kept.RATE);
        assertThat(Files.getPosixFilePermissions(whole))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var clip = folder.resolve("clip.wav");
        var played =
                Operator.types(
                        data, "calls", "play", "monday", "--turn", "1", "--to", clip.toString());
        assertThat(played.exitCode()).isZero();
        var wav = Wav.read(clip);
        assertThat(wav.channels()).isEqualTo(1);
        assertThat(wav.length()).as("1.0 to 1.8 s and 0.3 s around").isEqualTo(Kept.RATE * 14 / 10);
        assertThat(wav.channel(0)[0]).isEqualTo((short) (700 * Kept.RATE / 1000 / 100));
    }

    @Test
    void turn_that_is_not_there_and_a_call_that_is_not_there_are_told() {
        assertThat(Operator.types(data, "calls", "play", "monday", "--turn", "9", "--to", "x.wav"))
                .satisfies(none -> {
                    assertThat(none.exitCode()).isEqualTo(1);
                    assertThat(none.err()).contains("no turn 9");
                });
        for (var command : new String[] {"show", "play", "hold", "release"}) {
            var none = Operator.types(data, "calls", command, "../../etc");
            assertThat(none.exitCode()).isEqualTo(1);
            assertThat(none.err()).contains("no call of this id").doesNotContain("etc");
        }
    }

    @Test
    void export_is_a_folder_whose_manifest_fits_its_files() throws Exception {
        var to = folder.resolve("export");
        var done =
                Operator.types(
                        data,
                        "calls",
                        "export",
                        "--customer",
                        "1",
                        "--to",
                        to.toString(),
                        "--json");
        assertThat(done.exitCode()).as(done.err()).isZero();
        var manifest = new ObjectMapper().readTree(done.out());
        assertThat(manifest.path("files").findValuesAsText("name"))
                .contains(
                        "calls/monday/record.json",
                        "calls/monday/transcript.txt",
                        "calls/monday/transcript.md",
                        "calls/monday/recording.wav",
                        "README.txt");
        for (var file : manifest.path("files")) {
            var bytes = Files.readAllBytes(to.resolve(file.path("name").asText()));
            assertThat(file.path("bytes").asInt()).isEqualTo(bytes.length);
            assertThat(file.path("sha256").asText())
                    .isEqualTo(
                            HexFormat.of()
                                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
        assertThat(Files.readString(to.resolve("calls/monday/transcript.txt")))
                .contains("an oil change");
        assertThat(Files.exists(to.resolve("calls/friday"))).isFalse();
        assertThat(Operator.types(data, "calls", "export", "friday", "--to", to.toString()))
                .satisfies(again -> {
                    assertThat(again.exitCode()).isEqualTo(1);
                    assertThat(again.err()).contains("empty folder");
                });
    }

    @Test
    void held_call_is_marked_until_it_is_released() {
        assertThat(Operator.types(data, "calls", "hold", "monday", "--by", "court").exitCode())
                .isZero();
        assertThat(Operator.types(data, "calls").out()).contains("customer:1  [held]");
        assertThat(Operator.types(data, "calls", "show", "monday").out())
                .contains("held       since");
        assertThat(Operator.types(data, "calls", "release", "monday").exitCode()).isZero();
        assertThat(Operator.types(data, "calls").out()).doesNotContain("[held]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "show", "play", "export", "hold", "release"})
    void every_command_has_help_with_examples_and_exit_codes(String command) {
        var words =
                command.isEmpty()
                        ? new String[] {"calls", "--help"}
                        : new String[] {"calls", command, "--help"};
        var help = Operator.types(data, words);
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Example", "./parley calls", "Exit codes");
    }

    @Test
    void wrong_use_and_a_folder_without_records_are_told() {
        assertThat(Operator.types(data, "calls", "--since", "yesterday").exitCode()).isEqualTo(2);
        assertThat(Operator.types(data, "calls", "--limit", "0").exitCode()).isEqualTo(2);
        assertThat(Operator.types(data, "calls", "export", "--to", "x").exitCode()).isEqualTo(2);
        var nothing = Operator.types(folder.resolve("empty"), "calls");
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.err()).contains("./parley serve");
    }

    private Iterable<String> ids(String... filter) throws Exception {
        var words = new String[filter.length + 2];
        words[0] = "calls";
        words[1] = "--json";
        System.arraycopy(filter, 0, words, 2, filter.length);
        var list = Operator.types(data, words);
        assertThat(list.exitCode()).as(list.err()).isZero();
        var ids = new ArrayList<String>();
        for (var line : list.out().lines().toList()) {
            ids.add(new ObjectMapper().readTree(line).path("id").asText());
        }
        return ids;
    }
}
