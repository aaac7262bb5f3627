package dev.parley.it.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.GarageFlow;
import dev.parley.app.caller.GarageCall;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowPhrases;
import dev.parley.dialog.flow.PromptTemplate;
import dev.parley.meter.Meters;
import dev.parley.providers.local.FreeTtsSettings;
import dev.parley.providers.local.FreeTtsVoice;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import dev.parley.sim.caller.AgentPrompt;
import dev.parley.sim.caller.PromptReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The garage and its simulated customer understand each other by voice alone.
final class GarageSpeechTest {
    private static final Instant NOW = Instant.parse("2026-11-21T17:00:00Z");
    private static final Path CACHE = Path.of("target", "local-speech");
    private static final Flow FLOW = GarageFlow.load();
    private static final List<PromptTemplate> TEMPLATES = FlowPhrases.of(FLOW).templates();
    private static final VoskRecognizer RECOGNIZER =
            VoskRecognizer.open(VoskSettings.in(CACHE).withOpenDecoders(0), Meters.NONE);
    private static final Synthesizer CALLER =
            FreeTtsVoice.open(FreeTtsSettings.DEFAULT, Meters.NONE);
    private static final Synthesizer AGENT = LocalVoices.find("auto", CACHE, Meters.NONE);

    @AfterAll
    static void close() {
        RECOGNIZER.close();
        CALLER.close();
        AGENT.close();
    }

    @Test
    void every_word_of_every_grammar_can_be_heard() {
        RECOGNIZER.checkVocabulary(FLOW.expectations());
        RECOGNIZER.checkVocabulary(List.of(GarageCall.grammar(TEMPLATES)));
    }

    @Test
    void three_customers_book_what_they_want_by_voice() {
        assertThat(wrong(1, 3)).isEmpty();
    }

    @Test
    @Tag("long")
    void fifty_customers_book_what_they_want_and_none_anything_else() {
        List<String> wrong = wrong(100, 50);
        assertThat(wrong).as("wrongly booked").noneMatch(each -> each.startsWith("WRONG"));
        assertThat(wrong).as("not booked").hasSizeLessThanOrEqualTo(2);
    }

    private static List<String> wrong(long firstSeed, int count) {
        var reader = new PromptReader(TEMPLATES.stream().map(AgentPrompt::of).toList());
        List<String> wrong = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            var call = new SpokenCall(FLOW, seed, NOW);
            call.run(
                    new SpeechLine(CALLER, RECOGNIZER, seed),
                    new SpeechLine(AGENT, RECOGNIZER, -seed),
                    GarageCall.grammar(TEMPLATES),
                    reader);
            if (!call.booked().equals(List.of(call.wanted()))) {
                wrong.add(
                        "%s seed %d, wanted %s, booked %s\n%s"
                                .formatted(
                                        call.booked().isEmpty() ? "NOTHING" : "WRONG",
                                        seed,
                                        call.wanted(),
                                        call.booked(),
                                        call.log()));
            }
        }
        return wrong;
    }
}
