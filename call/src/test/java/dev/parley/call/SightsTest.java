package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.conversation.Effect.Show;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.leg.Onlooker;
import dev.parley.call.leg.Onlooker.Sight;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SightsTest {
    private static final TurnTimes TYPED = new TurnTimes(-1, -1, 5, -1, 5);

    private final List<Sight> seen = new ArrayList<>();
    private final List<String> playing = new ArrayList<>();
    private final Sights sights =
            new Sights("c1", "garage", seen::add, (reply, at) -> playing.add(reply + "." + at));

    @Test
    void a_tool_is_shown_by_name_from_its_start_to_its_end_once() {
        sights.show(new Effect.StartTool(4, "find-slot", Map.of("day", "tuesday")));
        sights.returned(new Input.ToolReturned(4, ToolResult.success(Map.of("time", "09:00"))));
        sights.returned(new Input.ToolReturned(4, ToolResult.success(Map.of())));
        assertThat(seen)
                .containsExactly(
                        new Sight.ToolStarted(
                                4, "find-slot", Sensitive.of(Map.of("day", "tuesday"))),
                        new Sight.ToolEnded(
                                4, "find-slot", "", Sensitive.of(Map.of("time", "09:00")), false));
    }

    @Test
    void a_cancelled_tool_has_ended_and_its_late_result_is_not_shown() {
        sights.show(new Effect.StartTool(1, "book", Map.of()));
        sights.show(new Effect.CancelTool(1));
        sights.returned(new Input.ToolReturned(1, ToolResult.failure("cancelled")));
        assertThat(seen)
                .last()
                .isEqualTo(
                        new Sight.ToolEnded(1, "book", "cancelled", Sensitive.of(Map.of()), true));
        assertThat(seen).hasSize(2);
    }

    @Test
    void notes_with_personal_data_are_not_shown() {
        sights.show(new Fact.Noted("slot", Map.of("name", "Smith"), true));
        sights.show(new Fact.Noted("step", Map.of("step", "ask-day"), false));
        sights.show(new Fact.CallerTurn(3, Sensitive.of("42"), true, TYPED));
        assertThat(seen)
                .containsExactly(
                        new Sight.Noted("step", Map.of("step", "ask-day")),
                        new Sight.CallerSaid(3, Sensitive.of("42"), true));
    }

    /// The next sentence begins on the wire while the last words of this one still sound.
    @Test
    void progress_of_a_sentence_waits_until_the_one_before_was_shown_as_heard() {
        sights.show(new Show.SentenceBegan(7, 0));
        sights.show(new Show.SentenceBegan(7, 1));
        assertThat(playing).containsExactly("7.0", "7.0");
        sights.show(new Show.SentenceHeard(7, 0));
        assertThat(playing).last().isEqualTo("7.1");
        sights.show(new Show.SentenceHeard(7, 1));
        sights.show(new Show.SentenceBegan(8, 0));
        assertThat(playing).last().isEqualTo("8.0");
        assertThat(playing).hasSize(4);
    }

    @Test
    void nobody_who_looks_costs_nothing() {
        var unseen =
                new Sights("c1", "garage", Onlooker.NONE, (_, _) -> playing.add("looked after"));
        unseen.opened();
        unseen.show(new Show.SentenceBegan(1, 0));
        unseen.ended(EndReason.COMPLETED, "");
        assertThat(playing).isEmpty();
    }
}
