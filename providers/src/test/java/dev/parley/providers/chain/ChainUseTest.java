package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.cost.CallCosts;
import dev.parley.call.cost.Costs;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A call is charged for everybody whom a chain asked, also for those it gave up.
final class ChainUseTest {
    private final HandTime time = new HandTime();
    private final Costs costs = Costs.uncounted();
    private final List<Entry> kept = new ArrayList<>();
    private final CallCosts call =
            costs.open("c1", "garage", kept::add, Clock.systemUTC(), _ -> {});

    private List<String> charged() {
        call.close();
        return kept.stream()
                .filter(Entry.Used.class::isInstance)
                .map(Entry.Used.class::cast)
                .map(used ->
                        used.use().provider()
                                + " "
                                + used.use().unit().label()
                                + " "
                                + used.use().amount())
                .toList();
    }

    /// What the record says of providers that took over.
    private List<String> switches() {
        return kept.stream()
                .filter(Entry.Facts.class::isInstance)
                .map(Entry.Facts.class::cast)
                .map(Entry.Facts::fact)
                .map(Fact.Noted.class::cast)
                .map(note -> note.name() + " " + new TreeMap<>(note.values()))
                .toList();
    }

    @Test
    void sentence_that_begins_again_is_charged_at_both_voices() {
        var first = new ScriptedVoice("first", 8000, 1000);
        var second = new ScriptedVoice("second", 8000, 2000);
        var named = new LinkedHashMap<String, Synthesizer>();
        named.put("first", costs.counted(first));
        named.put("second", costs.counted(second));
        try (var chain =
                new VoiceChain(named, ChainSettings.SPEAKS, time, () -> 0.5, Meters.NONE)) {
            var told = new ToldSound(8000);
            var _ = call.of((Synthesizer) chain).forReply().speak("At nine.", told);
            first.last().fails(ProviderFailure.KEY);
            second.last().sounds(1000).done();
            assertThat(told.all).containsExactly("2000 x 1000", "done");
        }
        assertThat(charged())
                .containsExactly("first spoken-characters 8", "second spoken-characters 8");
        assertThat(switches())
                .containsExactly(
                        "provider-switched {failure=key, from=first, stage=speaks, to=second}");
    }

    @Test
    void sound_that_is_sent_again_is_charged_at_both_recognizers() {
        var first = new ScriptedEar("first");
        var second = new ScriptedEar("second");
        var named = new LinkedHashMap<String, Recognizer>();
        named.put("first", costs.counted(first));
        named.put("second", costs.counted(second));
        try (var chain =
                        new RecognizerChain(
                                named,
                                ChainSettings.HEARS.withRetries(0),
                                time,
                                () -> 0.5,
                                Meters.NONE);
                var session =
                        Objects.requireNonNull(call.of((Recognizer) chain, Recognizer.Line.WIDE))
                                .open(new ToldWords())) {
            session.begin(1, Expectation.OPEN);
            for (int i = 0; i < 10; i++) {
                session.audio(new short[320], 0, 320);
            }
            first.last().fails(1, ProviderFailure.KEY);
            session.finish(1);
            second.last().answers(1, "yes");
        }
        assertThat(charged()).containsExactly("first heard-millis 200", "second heard-millis 200");
        assertThat(switches())
                .containsExactly(
                        "provider-switched {failure=key, from=first, stage=hears, to=second}");
    }

    @Test
    void answer_that_breaks_off_is_charged_as_one_of_unknown_length() {
        var first = new ScriptedModel("first");
        var second = new ScriptedModel("second");
        var named = new LinkedHashMap<String, LanguageModel>();
        named.put("first", costs.counted(first));
        named.put("second", costs.counted(second));
        try (var chain =
                new ModelChain(named, ChainSettings.THINKS, time, () -> 0.5, Meters.NONE)) {
            var _ =
                    Objects.requireNonNull(call.of((LanguageModel) chain))
                            .generate(
                                    ModelRequest.of(List.of(new Message.User("Hi."))), new Told());
            time.passMillis(ChainSettings.THINKS.first().toMillis());
            second.last().says("Hello.").done();
        }
        assertThat(charged())
                .contains("first uncounted-answers 1")
                .anyMatch(line -> line.startsWith("second "));
    }
}
