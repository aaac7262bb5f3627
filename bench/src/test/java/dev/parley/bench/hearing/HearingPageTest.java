package dev.parley.bench.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HearingPageTest {
    private static final Results RESULTS =
            new Results(
                    12,
                    0.025,
                    List.of(
                            new Results.Cell("clean", "date", "slt", false, new Tally(11, 1, 0)),
                            new Results.Cell("clean", "date", "rms", true, new Tally(12, 0, 0)),
                            new Results.Cell(
                                    "pink 10 dB", "date", "slt", false, new Tally(6, 3, 3)),
                            new Results.Cell(
                                    "pink 10 dB", "date", "rms", true, new Tally(6, 6, 0))),
                    List.of(
                            new Results.Cell(
                                    "hum 15 dB", "date", "recorded", true, new Tally(10, 1, 1))),
                    List.of(new Results.Stranger("date", true, 200, 9, 1)));

    @TempDir Path home;

    @Test
    void shares_are_of_all_answers_of_a_line() {
        assertThat(HearingPage.tables(RESULTS))
                .contains("Understood, all voices (24 answers a cell)")
                .contains("| clean | 95.8 |")
                .contains("| pink 10 dB | 50.0 |")
                .contains("| pink 10 dB | 12.5 |")
                .contains("| rms * | 100.0 |")
                .contains("| hum 15 dB | 10 of 12, *1* |")
                .contains("| as heard | 4.5 |")
                .contains("| after read-back | 0.5 |")
                .contains("0.025 seconds a second");
    }

    @Test
    void what_was_not_asked_on_a_line_is_a_dash() {
        var cells = new ArrayList<>(RESULTS.cells());
        cells.add(new Results.Cell("clean", "plate", "slt", false, new Tally(3, 0, 0)));
        var tables = HearingPage.tables(new Results(12, 0, cells, List.of(), List.of()));
        assertThat(tables)
                .contains("| clean | 95.8 | 100.0 |")
                .contains("| pink 10 dB | 50.0 | – |");
    }

    @Test
    void only_what_stands_between_the_marks_is_replaced() throws IOException {
        var page = home.resolve("hearing.md");
        Files.writeString(
                page,
                "before\n<!-- tables: written by bench/hearing.sh --page -->\nold\n<!-- end of tables -->\nafter\n");
        HearingPage.write(home, RESULTS);
        assertThat(page)
                .content()
                .startsWith("before\n<!-- tables")
                .endsWith("<!-- end of tables -->\nafter\n")
                .doesNotContain("old")
                .contains("95.8");
    }

    @Test
    void parts_of_a_run_are_joined_to_one_page() throws IOException {
        var clean = new Results(12, 0.03, RESULTS.cells().subList(0, 2), List.of(), List.of());
        var noisy =
                new Results(
                        12,
                        0.02,
                        RESULTS.cells().subList(2, 4),
                        RESULTS.recorded(),
                        RESULTS.strangers());
        var one = home.resolve("one.json");
        var mapper = new ObjectMapper();
        mapper.writeValue(one.toFile(), noisy);
        var read = mapper.readValue(one.toFile(), Results.class);
        var joined = Results.joined(List.of(clean, read));
        assertThat(joined)
                .isEqualTo(
                        new Results(
                                12,
                                0.03,
                                RESULTS.cells(),
                                RESULTS.recorded(),
                                RESULTS.strangers()));
    }

    @Test
    void pictures_are_well_formed_and_as_high_as_their_figures() throws Exception {
        for (var picture : List.of(HearingChart.lines(RESULTS), HearingChart.foreign(RESULTS))) {
            var document =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(
                                    new ByteArrayInputStream(
                                            picture.getBytes(StandardCharsets.UTF_8)));
            assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        }
        assertThat(HearingChart.lines(RESULTS)).contains("<title>date, clean: 95.8</title>");
        assertThat(HearingChart.foreign(RESULTS)).contains("<title>date, as heard: 4.5</title>");
    }

    @Test
    void an_answer_is_right_wrong_or_none() {
        assertThat(Tally.of(Optional.of("a"), Optional.of("a"))).isEqualTo(new Tally(1, 0, 0));
        assertThat(Tally.of(Optional.of("a"), Optional.of("b"))).isEqualTo(new Tally(0, 0, 1));
        assertThat(Tally.of(Optional.of("a"), Optional.empty())).isEqualTo(new Tally(0, 1, 0));
    }
}
