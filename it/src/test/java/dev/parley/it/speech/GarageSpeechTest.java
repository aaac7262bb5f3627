package dev.parley.it.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.BusinessCalendar;
import dev.parley.agents.garage.GarageFlow;
import dev.parley.app.caller.GarageCall;
import dev.parley.app.caller.GarageWishes;
import dev.parley.call.conversation.Conversation;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Phrases;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Opening;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowDialogue;
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
import dev.parley.sim.caller.garage.GarageCaller;
import dev.parley.sim.caller.garage.GarageWish;
import dev.parley.sim.spoken.LineNoise;
import dev.parley.sim.spoken.SpokenCall;
import dev.parley.sim.spoken.VoiceLine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            var wish = GarageWishes.draw(seed, NOW);
            var desk = new MemoryDesk(NOW);
            var report =
                    SpokenCall.run(
                            new SpokenCall.Parts(
                                    new Conversation(
                                            ConversationSettings.defaults(),
                                            Phrases.english(),
                                            new FlowDialogue(FLOW)),
                                    opening(wish, seed),
                                    new GarageCaller(wish),
                                    reader,
                                    GarageCall.grammar(TEMPLATES),
                                    line(AGENT, -seed),
                                    line(CALLER, seed),
                                    desk::call,
                                    Duration.ofMinutes(5)));
            var wanted = wish.service() + " " + wish.date() + " " + wish.time();
            if (!desk.booked().equals(List.of(wanted))) {
                wrong.add(
                        "%s seed %d, wanted %s, booked %s\n%s"
                                .formatted(
                                        desk.booked().isEmpty() ? "NOTHING" : "WRONG",
                                        seed,
                                        wanted,
                                        desk.booked(),
                                        String.join("\n", report.log())));
            }
        }
        return wrong;
    }

    private static VoiceLine line(Synthesizer voice, long seed) {
        return new VoiceLine(
                voice,
                (samples, expectation) -> RECOGNIZER.hear(samples, 16_000, expectation),
                LineNoise.CLEAN,
                seed);
    }

    private static Opening opening(GarageWish wish, long seed) {
        var zone = BusinessCalendar.shipped().zone();
        return new Opening(
                "call-" + seed,
                LocalDateTime.ofInstant(NOW, zone),
                zone,
                seed,
                Sensitive.of(wish.phone()),
                "+15550100",
                Map.of());
    }
}
