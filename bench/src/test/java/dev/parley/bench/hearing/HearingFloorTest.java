package dev.parley.bench.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.voices.Foreign;
import dev.parley.bench.voices.Voice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A small fixed part of the bench, with the voice that is always there, holds a floor under how
/// well callers are understood. `bench/hearing.md` has the whole.
class HearingFloorTest {
    private static final Condition CLEAN = Condition.ALL.getFirst();
    private static final Voice VOICE = new Voice("kevin16", false);
    private static final int ITEMS = 6;
    private static final List<Answers> KINDS = Answers.all(ITEMS);
    private static Trial trial;

    @BeforeAll
    static void open() {
        trial = new Trial(Path.of("target", "hearing"));
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    private static Answers kind(String name) {
        return KINDS.stream().filter(kind -> kind.kind().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"yes/no, 6", "menu, 6", "date, 5", "time, 5", "phone, 4", "year, 5", "spelled, 5"})
    void answers_on_a_clean_telephone_line_are_understood(String name, int least) {
        var kind = kind(name);
        int right = 0;
        for (var answer : kind.answers()) {
            var words = trial.hear(answer, VOICE, CLEAN, kind.listening());
            var meant = kind.listening().read(answer, Answers.AT);
            right += Tally.of(meant, kind.listening().read(words, Answers.AT)).right();
        }
        assertThat(right).isGreaterThanOrEqualTo(least);
    }

    /// One in ten may slip through here: the read-back catches it.
    @Test
    void hardly_a_sentence_about_something_else_is_taken_for_an_answer() {
        var sentences = Foreign.sentences().subList(0, 10);
        for (var name : List.of("yes/no", "date", "phone")) {
            var kind = kind(name);
            assertThat(sentences)
                    .filteredOn(sentence ->
                            kind.listening()
                                    .read(
                                            trial.hear(sentence, VOICE, CLEAN, kind.listening()),
                                            Answers.AT)
                                    .isPresent())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
