package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Act;
import dev.parley.dialog.provider.ProviderFailure;
import org.junit.jupiter.api.Test;

/// What a model writes in the background comes to the dialogue as it is, whatever happens
/// meanwhile, and delays nothing.
class SummaryRacesTest {
    private static final long FIRST = 1_000_000_001;
    private static final long SECOND = 1_000_000_002;

    private final Partner partner = new Partner();

    private static Act summarize(long id) {
        return new Act.Summarize(id, Partner.about("before"));
    }

    private Scene asked() {
        partner.answers(Act.Say.of("Which day?"), summarize(1));
        return new Scene(partner);
    }

    @Race(
            happens = "a summary is written",
            during = "the caller speaks",
            decision = "the dialogue is told at once: it says nothing to it")
    @Test
    void summary_comes_while_the_caller_speaks() {
        var scene = asked().at(1000).played(1).at(2000).starts(1).at(2500);
        scene.writes(FIRST, "A noisy").writes(FIRST, " car.");
        assertThat(partner.told).doesNotContain("summarized 1 A noisy car.");
        scene.done(FIRST);
        assertThat(partner.told).contains("summarized 1 A noisy car.");
        scene.at(3000).stops(1).at(4000).understood(1, "tuesday");
        assertThat(partner.told).contains("hear tuesday");
    }

    @Race(
            happens = "a summary does not come",
            during = "the caller is silent",
            decision = "the caller is prompted as ever; after 30 s it is given up")
    @Test
    void nobody_waits_for_a_summary() {
        var scene = asked().at(1000).played(1).at(29_000);
        assertThat(partner.told).contains("silence 1").doesNotContain("summarized 1 ");
        assertThat(scene.with("speak"))
                .contains("16000 speak 2.0 " + Phrases.english().areYouThere());
        scene.at(31_000);
        assertThat(partner.told).contains("summarized 1 ");
        assertThat(scene.with("cancel generation"))
                .containsExactly("30000 cancel generation " + FIRST);
        scene.writes(FIRST, "late").done(FIRST);
        assertThat(partner.told).filteredOn(told -> told.startsWith("summarized")).hasSize(1);
        assertThat(scene.lateInputs()).isEqualTo(2);
    }

    @Race(
            happens = "the dialogue wants another summary",
            during = "one is written",
            decision = "the first is cancelled, and nothing of it comes")
    @Test
    void next_summary_takes_the_place_of_one_before() {
        partner.answers(Act.Say.of("Which day?"), summarize(1)).answers(summarize(2));
        var scene = new Scene(partner).at(1000).played(1).writes(FIRST, "old");
        scene.at(2000).says(1, "tuesday").done(FIRST).writes(SECOND, "new").done(SECOND);
        assertThat(partner.told).contains("summarized 2 new");
        assertThat(partner.told).noneMatch(told -> told.startsWith("summarized 1"));
        assertThat(scene.with("cancel generation")).hasSize(1);
    }

    @Test
    void summary_that_fails_or_never_ends_is_none() {
        var scene = asked().failed(FIRST, ProviderFailure.OVERLOADED);
        assertThat(partner.told).endsWith("summarized 1 ");
        partner.answers(summarize(2));
        scene.at(1000).played(1).at(2000).says(1, "tuesday").writes(SECOND, "x".repeat(20_001));
        assertThat(partner.told).endsWith("summarized 2 ");
        assertThat(scene.with("cancel generation " + SECOND)).hasSize(1);
    }

    @Race(
            happens = "the caller hangs up",
            during = "a summary is written",
            decision = "it is cancelled")
    @Test
    void summary_ends_with_the_call() {
        var scene = asked().at(900).played(1).at(1000).on(new Input.Line.HungUp());
        assertThat(scene.with("cancel generation"))
                .containsExactly("1000 cancel generation " + FIRST);
        assertThat(scene.isOver()).isTrue();
    }
}
