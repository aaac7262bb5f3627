package dev.parley.dialog.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.TimeSlot;
import dev.parley.dialog.slot.Utterance;
import dev.parley.dialog.slot.YesNoSlot;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneId.of("America/Chicago"));

    private static String within(SlotQuestion question, String words) {
        return Correction.within(question, Utterance.of(words), AT)
                .map(filled ->
                        filled.values().entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue().plain())
                                .collect(Collectors.joining(" ")))
                .orElse("nothing");
    }

    private static SlotQuestion dayAndTime() {
        var slots = new LinkedHashMap<String, SlotType>();
        slots.put("day", new DateSlot());
        slots.put("time", new TimeSlot(LocalTime.of(8, 0), LocalTime.of(18, 0), 15));
        return new SlotQuestion(slots, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "tuesday no wednesday, day=2026-11-25",
        "no wednesday, day=2026-11-25",
        "on tuesday sorry i mean on friday, day=2026-11-27",
        "tuesday at nine no wednesday, day=2026-11-25 time=09:00",
        "tuesday at nine no at ten, day=2026-11-24 time=10:00",
        "tuesday no wednesday no friday, day=2026-11-27",
        "the uh wait friday, day=2026-11-27",
        "tuesday wait, nothing",
        "no, nothing",
        "the people of this town say no friday, nothing",
        "tuesday or wednesday, nothing",
    })
    void an_answer_is_taken_back_before_it_is_given_whole(String words, String expected) {
        assertThat(within(dayAndTime(), words)).isEqualTo(expected);
    }

    @Test
    void a_no_is_an_answer_where_yes_or_no_is_asked() {
        var question = new SlotQuestion(Map.of("sure", new YesNoSlot()), List.of());
        assertThat(within(question, "no that's right")).isEqualTo("nothing");
        assertThat(within(question, "no wait yes")).isEqualTo("sure=true");
    }

    @ParameterizedTest
    @CsvSource({
        "wait i meant the honda, the honda",
        "no no actually friday, friday",
        "oh sorry make it friday, friday",
        "friday, nothing",
        "no, nothing",
        "wait, nothing",
    })
    void what_was_said_before_is_taken_back_by_words_that_say_so(String words, String rest) {
        assertThat(Correction.ofBefore(Utterance.of(words)).map(Utterance::text).orElse("nothing"))
                .isEqualTo(rest);
    }

    private final FlowDialogue dialogue = new FlowDialogue(SmallFlow.load());

    /// The day is known, the colour is asked for.
    private void toTheColour() {
        dialogue.begin(
                new Opening("call-1", AT.wall(), AT.zone(), 1, Sensitive.of(""), "", Map.of()));
        hear("tuesday");
        dialogue.toolReturned(1, free());
    }

    private List<Act> hear(String words) {
        return dialogue.hear(Sensitive.of(words));
    }

    private static ToolResult free() {
        return ToolResult.success(Map.of("free", true, "times", List.of("09:30")));
    }

    private static List<String> said(List<Act> acts) {
        return acts.stream()
                .filter(Act.Say.class::isInstance)
                .flatMap(act -> ((Act.Say) act).sentences().stream())
                .toList();
    }

    @Test
    void an_earlier_answer_is_corrected_from_a_later_question_and_its_way_gone_again() {
        toTheColour();
        hear("red");
        var acts = hear("yes no i mean the day is wrong");
        assertThat(said(acts)).doesNotContain("Goodbye.");
    }

    @Test
    void the_earlier_question_is_asked_again_if_only_its_name_is_said() {
        toTheColour();
        assertThat(said(hear("wait the day is wrong"))).containsExactly("Which day?");
    }

    @Test
    void a_correction_is_complete_as_soon_as_it_can_be_read() {
        toTheColour();
        assertThat(dialogue.completeness("wait the day is wrong")).isEqualTo(Completeness.COMPLETE);
        assertThat(dialogue.completeness("wait the")).isNotEqualTo(Completeness.COMPLETE);
    }

    @Test
    void a_corrected_turn_can_be_taken_back() {
        toTheColour();
        hear("wait the day is wrong");
        assertThat(dialogue.takeBack()).isTrue();
        assertThat(said(hear("red")))
                .containsExactly("red on tuesday, november twenty fourth.", "Is that right?");
    }

    @Test
    void nothing_is_corrected_behind_something_written() {
        toTheColour();
        hear("red");
        hear("yes");
        dialogue.toolReturned(2, ToolResult.failure("failed"));
        assertThat(hear("wait i meant blue")).isEmpty();
    }
}
