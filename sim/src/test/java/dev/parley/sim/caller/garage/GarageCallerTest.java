package dev.parley.sim.caller.garage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.caller.CallerBrain.Move;
import dev.parley.sim.caller.PromptReader.Said;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GarageCallerTest {
    private static GarageCaller wanting(String service) {
        return new GarageCaller(
                new GarageWish(
                        "Sarah",
                        "+12125550147",
                        "Honda Civic",
                        service,
                        LocalDate.of(2026, 11, 24),
                        LocalTime.of(9, 30),
                        LocalDate.of(2026, 11, 21)));
    }

    private static List<Move> readBack(
            GarageCaller caller, String service, String day, String time) {
        var gaps = Map.of("service", service, "vehicle", "honda civic", "day", day, "time", time);
        return caller.heard(List.of(new Said("read_back/CONFIRM", gaps, 0)), "");
    }

    @ParameterizedTest
    @CsvSource({
        "oil_change, an oil change",
        "tire_rotation, a tire rotation",
        "brake_inspection, a brake inspection",
        "engine_diagnostics, engine diagnostics"
    })
    void what_was_wanted_is_confirmed(String service, String spoken) {
        assertThat(
                        readBack(
                                wanting(service),
                                spoken,
                                "tuesday november twenty fourth",
                                "nine thirty"))
                .containsExactly(new Move.Say("yes please"));
    }

    @Test
    void another_day_is_refused_and_named_when_asked() {
        var caller = wanting("oil_change");
        assertThat(
                        readBack(
                                caller,
                                "an oil change",
                                "thursday november twenty sixth",
                                "nine thirty"))
                .containsExactly(new Move.Say("no that's wrong"));
        assertThat(caller.heard(List.of(new Said("read_back/WHICH", Map.of(), 0)), ""))
                .containsExactly(new Move.Say("the day"));
    }

    @Test
    void what_is_wrong_in_one_sentence_is_refused_after_the_next() {
        var values =
                Map.of(
                        "service", "an oil change",
                        "vehicle", "honda civic",
                        "day", "monday november thirtieth",
                        "time", "nine thirty");
        var said =
                List.of(
                        new Said("read_back/CONFIRM", values, 0),
                        new Said("read_back/CONFIRM", Map.of(), 0));
        assertThat(wanting("oil_change").heard(said, ""))
                .containsExactly(new Move.Say("no that's wrong"));
    }

    @Test
    void the_same_question_again_is_answered_in_other_words() {
        var caller = wanting("oil_change");
        var question = List.of(new Said("ask_service/ASK", Map.of(), 0));
        assertThat(caller.heard(question, "")).isNotEqualTo(caller.heard(question, ""));
    }

    @Test
    void only_the_agents_word_that_it_is_booked_reaches_the_goal() {
        var caller = wanting("oil_change");
        assertThat(caller.outcome().reachedGoal()).isFalse();
        caller.heard(
                List.of(
                        new Said(
                                "booked/TELL",
                                Map.of("booking.date", "tuesday", "booking.time", "nine thirty"),
                                0)),
                "");
        assertThat(caller.outcome().reachedGoal()).isTrue();
    }

    @Test
    void a_caller_whom_nobody_answers_hangs_up() {
        var caller = wanting("oil_change");
        for (int count = 1; count < 4; count++) {
            caller.silence(count);
        }
        assertThat(caller.silence(4)).containsExactly(new Move.HangUp());
    }
}
