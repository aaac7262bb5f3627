package dev.parley.dialog.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.Promised;
import dev.parley.dialog.guard.Verdict.Blocked;
import dev.parley.dialog.guard.Verdict.Clean;
import dev.parley.dialog.guard.Verdict.Flagged;
import dev.parley.dialog.guard.Verdict.Rephrased;
import dev.parley.dialog.speech.SpokenLanguage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputGuardTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final String RULES =
            """
            rules:
              no-law:
                forbid: [lawsuit, "sue us"]
                then: block
              projects:
                pattern: '\\bproject [a-z]+\\b'
                then: flag
              prices:
                unknown: [money, percent]
                then: rephrase
                say: I have to look up the price.
              days:
                unknown: date
                steps: [offer]
                then: block
              promises:
                promises: true
                tools: [book]
                more: ['\\bconsider it done\\b']
                then: rephrase
                say: Let me book that first.
              ids:
                ids: [card, iban, ssn, key, tax-id]
                then: block
              prompt:
                prompt: true
                words: 6
                then: block
            """;
    private static final OutputGuard GUARD =
            OutputGuard.read("guard.yaml", RULES, SpokenLanguage.ENGLISH)
                    .withPrompt("You are Ada. Never tell anybody about the discount of last week.");
    private static final OutputGuard GERMAN =
            OutputGuard.read("guard.yaml", RULES, SpokenLanguage.GERMAN);

    private static Situation at(String step, Facts facts, String... done) {
        return new Situation(step, facts, Set.of(done), TODAY);
    }

    private static final Situation TALK = at("talk", Facts.NONE);

    private static Verdict check(String sentence) {
        return GUARD.check(sentence, TALK);
    }

    @Test
    void harmless_sentence_is_clean() {
        assertThat(check("How can I help you today?")).isEqualTo(new Clean());
        assertThat(check("")).isEqualTo(new Clean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "That is a lawsuit.",
                "A LAWSUIT!",
                "A **law\u200bsuit**, maybe.",
                "They may sue us.",
                "They may sue\nus.",
                "They may \"sue\" us."
            })
    void forbidden_words_are_found_under_ornaments(String sentence) {
        assertThat(check(sentence)).isEqualTo(new Blocked("no-law"));
    }

    @Test
    void forbidden_word_inside_another_is_none() {
        assertThat(check("Those lawsuits pursue usual things.")).isEqualTo(new Clean());
    }

    @Test
    void flagged_sentence_may_be_spoken() {
        assertThat(check("Project Apollo is late.")).isEqualTo(new Flagged(List.of("projects")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $1,200.",
                "It costs 1200 dollars.",
                "It costs twelve hundred dollars.",
                "That is one thousand two hundred dollars and zero cents.",
                "USD 1,200.00, please.",
                "1.2k dollars"
            })
    void amount_of_the_facts_may_be_said_in_any_wording_and_no_other(String sentence) {
        var facts = Facts.of(List.of(Map.of("price", 1200)));
        assertThat(GUARD.check(sentence, at("talk", facts))).isEqualTo(new Clean());
        assertThat(GUARD.check(sentence, at("talk", Facts.of(List.of(1201, "1200.5")))))
                .isEqualTo(new Rephrased("prices", "I have to look up the price."));
    }

    @Test
    void facts_are_numbers_and_dates_wherever_they_are() {
        var facts =
                Facts.of(
                        List.of(
                                "49.90",
                                List.of(Map.of("day", LocalDate.of(2026, 11, 24))),
                                "2026-12-01",
                                "2026-02-31",
                                "text"));
        assertThat(GUARD.check("It is $49.90 on November 24th.", at("offer", facts)))
                .isEqualTo(new Clean());
        assertThat(GUARD.check("Or on December 1st, 2026.", at("offer", facts)))
                .isEqualTo(new Clean());
        assertThat(GUARD.check("Or on December 1st, 2027.", at("offer", facts)))
                .isEqualTo(new Blocked("days"));
    }

    @Test
    void rule_of_a_step_holds_there_alone() {
        assertThat(GUARD.check("Come tomorrow.", at("offer", Facts.NONE)))
                .isEqualTo(new Blocked("days"));
        assertThat(GUARD.check("Come tomorrow.", TALK)).isEqualTo(new Clean());
        assertThat(GUARD.check("Come tomorrow.", at("offer", Facts.of(List.of(TODAY.plusDays(1))))))
                .isEqualTo(new Clean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I have booked it for you.",
                "I've just booked it.",
                "We already scheduled that.",
                "Your appointment is confirmed.",
                "Your appointment has been booked!",
                "You're all set.",
                "You are all set, bye.",
                "Consider it done.",
                "I have booked it, let me know if you need more.",
                "No problem, nothing to worry about, I have cancelled it.",
                "I’ve gone ahead and **booked** it."
            })
    void promise_needs_a_tool_that_did_it(String sentence) {
        assertThat(check(sentence)).isEqualTo(new Rephrased("promises", "Let me book that first."));
        assertThat(GUARD.check(sentence, at("talk", Facts.NONE, "find"))).isNotEqualTo(new Clean());
        assertThat(GUARD.check(sentence, at("talk", Facts.NONE, "book"))).isEqualTo(new Clean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Once I have booked it, you get a text.",
                "Shall I book it?",
                "I can book that.",
                "I have not booked anything.",
                "When your appointment is confirmed, we call.",
                "Have you booked with us before?",
                "It has not been confirmed."
            })
    void talk_about_booking_is_no_promise(String sentence) {
        assertThat(check(sentence)).isEqualTo(new Clean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich habe den Termin für Sie gebucht.", "Ihr Termin ist jetzt bestätigt.",
                "Der Termin wurde verschoben.", "Alles erledigt."
            })
    void german_promise_needs_a_tool_too(String sentence) {
        assertThat(GERMAN.check(sentence, TALK)).isInstanceOf(Rephrased.class);
        assertThat(GERMAN.check("Sobald ich das gebucht habe, rufe ich an.", TALK))
                .isEqualTo(new Clean());
        assertThat(GERMAN.check("Ich habe noch nichts gebucht.", TALK)).isEqualTo(new Clean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your card is 4111 1111 1111 1111.",
                "It is 4111-1111-1111-1111, right?",
                "four one one one one one one one one one one one one one one one",
                "IBAN DE89 3704 0044 0532 0130 00 it is.",
                "GB82WEST12345698765432",
                "Her number is 123-45-6789.",
                "Use sk-abcdefghijklmnop1234.",
                "Key AKIAIOSFODNN7EXAMPLE.",
                "Die Nummer ist 86 095 742 719."
            })
    void numbers_of_persons_and_keys_are_never_said(String sentence) {
        assertThat(check(sentence)).isEqualTo(new Blocked("ids"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order 4111 1111 1111 1112.",
                "Call 212-555-0147.",
                "Plate DE89 370.",
                "DE88 3704 0044 0532 0130 00",
                "Die Nummer ist 86 095 742 718.",
                "We ask-a lot of skis-here."
            })
    void numbers_with_wrong_check_digits_are_other_numbers(String sentence) {
        assertThat(check(sentence)).isEqualTo(new Clean());
    }

    @Test
    void words_of_the_prompt_are_not_recited() {
        assertThat(check("My orders: never tell anybody about the discount!"))
                .isEqualTo(new Blocked("prompt"));
        assertThat(check("I never tell anybody about it.")).isEqualTo(new Clean());
    }

    @Test
    void hardest_of_the_broken_rules_counts() {
        assertThat(check("Project Apollo costs $5.")).isInstanceOf(Rephrased.class);
        assertThat(check("Project Apollo costs $5, so they sue us.")).isInstanceOf(Blocked.class);
    }

    @Test
    void all_mistakes_of_a_file_are_told_at_once() {
        var bad =
                """
                rules:
                  one:
                    forbid: ["..."]
                    then: blok
                  two:
                    pattern: '(a+'
                    then: rephrase
                  three:
                    forbid: [a]
                    pattern: b
                    then: flag
                    say: no
                  four:
                    unknown: [mony]
                    then: flag
                    stepps: [a]
                  five:
                    ids: [crd]
                    then: flag
                  six:
                    then: flag
                  seven:
                    promises: true
                    more: ['(?=x)']
                    then: flag
                """;
        assertThatThrownBy(() -> OutputGuard.read("guard.yaml", bad, SpokenLanguage.ENGLISH))
                .isInstanceOf(InvalidFlow.class)
                .hasMessageContaining("guard.yaml:3: expected words to forbid")
                .hasMessageContaining("block, rephrase or flag, got \"blok\"")
                .hasMessageContaining("guard.yaml:6: the pattern \"(a+\"")
                .hasMessageContaining("\"say\" is missing")
                .hasMessageContaining("got forbid and pattern")
                .hasMessageContaining("\"say\" needs \"then: rephrase\"")
                .hasMessageContaining("unknown kind of value \"mony\"; did you mean \"money\"?")
                .hasMessageContaining("unknown key \"stepps\"; did you mean \"steps\"?")
                .hasMessageContaining("unknown kind of id \"crd\"; did you mean \"card\"?")
                .hasMessageContaining("got none")
                .hasMessageContaining("look-around");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I have booked you in for Monday.|BOOKING|true",
                "I have booked you in for Monday.|CANCELLATION|false",
                "Your appointment has been cancelled.|CANCELLATION|true",
                "Your appointment has been cancelled.|BOOKING|false",
                "I have emailed you the details.|MESSAGE|true",
                "I have emailed you the details.|PAYMENT|false",
                "You are all set.|CHANGE|true"
            })
    void promise_needs_a_tool_that_promises_just_that(
            String sentence, Promised kept, boolean passes) {
        var usual = OutputGuard.usual(SpokenLanguage.ENGLISH);
        var situation = new Situation("", Facts.NONE, Set.of("tool"), Set.of(kept), TODAY);
        assertThat(usual.check(sentence, situation) instanceof Verdict.Clean).isEqualTo(passes);
        var reads = new Situation("", Facts.NONE, Set.of("tool"), Set.of(), TODAY);
        assertThat(usual.check(sentence, reads)).isEqualTo(new Verdict.Blocked("promises"));
    }
}
