package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JournalLineTest {
    @Test
    void every_kind_of_entry_comes_back_as_it_was() {
        for (var entry : Entries.wholeCall("c1")) {
            var line = JournalLine.write(entry, "run-1");
            assertThat(line).doesNotContain("\n");
            assertThat(JournalLine.read(line)).isEqualTo(new JournalLine.Read(entry, "run-1"));
        }
    }

    @Test
    void words_with_line_breaks_quotes_and_signs_stay_one_line() {
        var entry = Entries.agentTurn("c1", 1, "say \"Grüß\nGott\" \uD83D\uDE97", "say");
        var line = JournalLine.write(entry, "r");
        assertThat(line).doesNotContain("\n");
        assertThat(JournalLine.read(line).entry()).isEqualTo(entry);
    }

    @Test
    void values_that_json_does_not_know_are_written_as_text() {
        var entry =
                Entries.note(
                        "c1",
                        "slot",
                        Map.of(
                                "day",
                                LocalDate.of(2026, 11, 23),
                                "times",
                                List.of("09:00", "10:30"),
                                "nan",
                                Double.NaN));
        assertThat(JournalLine.write(entry, "r"))
                .contains(
                        "{\"day\":\"2026-11-23\",\"nan\":\"NaN\",\"times\":[\"09:00\",\"10:30\"]}");
    }

    @Test
    void foreign_lines_are_refused_without_being_quoted() {
        for (var line :
                List.of("", "canary", "{\"v\":2,\"canary\":1}", "{\"v\":1,\"call\":\"canary\"}")) {
            assertThatThrownBy(() -> JournalLine.read(line))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void what_postgres_refuses_is_replaced() {
        assertThat(PlainJson.clean("a\0b\uD83Dc\uD83D\uDE97"))
                .isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE97");
        assertThat(PlainJson.accepted("{\"a\":\"\\u0000\\ud800\",\"b\":[1,null,true,2.5]}"))
                .isEqualTo("{\"a\":\"\uFFFD\uFFFD\",\"b\":[1,null,true,2.5]}");
        assertThat(PlainJson.accepted("not json")).isEqualTo("\"not json\"");
    }
}
