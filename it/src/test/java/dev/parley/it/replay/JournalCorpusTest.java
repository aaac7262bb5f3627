package dev.parley.it.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.GaragePlugin;
import dev.parley.app.replay.Replays;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.EndpointingSettings;
import dev.parley.call.conversation.Phrases;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.Content;
import dev.parley.call.journal.ConversationContent;
import dev.parley.call.journal.Replay;
import dev.parley.call.journal.Rerun;
import dev.parley.dialog.Dialogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Made-up calls are held and replayed in every build. Their journals lie in
/// `src/test/resources/journals`, with what was said in them: after a wanted change of the
/// conversation or the garage's flow, `-Dparley.update=true` writes them anew, and the difference
/// of the `.txt` files shows what is said differently. `version-*.jsonl` are never written anew:
/// each is the journal of a version, complete with its flow. It must stay readable; what it leads
/// to may change with the conversation.
final class JournalCorpusTest {
    private static final Path JOURNALS = Path.of("src/test/resources/journals");
    private static final ConversationContent MACHINES =
            new ConversationContent(ConversationSettings.defaults(), Phrases.english());
    private static final String DEFINITION = new GaragePlugin().definition().orElseThrow();
    private static final Supplier<Dialogue> DIALOGUES =
            new GaragePlugin().dialogues(DEFINITION).orElseThrow();

    private static final Map<String, List<String>> CALLS =
            Map.of(
                    "books-by-voice",
                    List.of(
                            "i would like to book an appointment",
                            "an oil change please",
                            "next tuesday",
                            "nine thirty",
                            "yes please",
                            "no thank you"),
                    "books-by-keys",
                    List.of("#1", "#1", "#1124", "#0930", "#1", "#2"),
                    "interrupts-and-coughs",
                    List.of(
                            "!book an appointment please",
                            "~",
                            "an oil change please",
                            "!next tuesday at nine thirty",
                            "~",
                            "yes please",
                            "no thank you"),
                    "says-nothing",
                    List.of("i would like to book an appointment", "(later)"),
                    "is-not-understood",
                    List.of("purple", "elephants", "purple elephants", "(bye)"),
                    "writes-and-loses-the-connection",
                    List.of(
                            ">i would like to book an appointment",
                            "(away)",
                            ">an oil change",
                            "tuesday",
                            "(bye)"));

    static Stream<String> calls() {
        return CALLS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void made_up_call_is_held_as_it_was_kept_and_replayed_to_the_same_effects(String name)
            throws IOException {
        var held = held(name, name);
        assertThat(replayed(held).difference()).isEmpty();
        var without = with(held, "");
        var file = JOURNALS.resolve(name + ".jsonl");
        var said = JOURNALS.resolve(name + ".txt");
        if (Boolean.getBoolean("parley.update")) {
            Files.createDirectories(JOURNALS);
            Files.writeString(file, text(without));
            Files.writeString(said, said(held));
        }
        assertThat(said(held))
                .as("what is said; see the comment of this test")
                .isEqualTo(Files.readString(said));
        var kept = with(CallJournal.read(reader(Files.readString(file))), DEFINITION);
        var replayed = replayed(kept);
        assertThat(replayed.difference())
                .as("first step that differs; see the comment of this test")
                .isEmpty();
        assertThat(held.steps()).isEqualTo(kept.steps());
    }

    @Test
    void journal_of_every_version_is_read_and_handed_to_the_conversation_of_today()
            throws IOException {
        var one = JOURNALS.resolve("version-1.jsonl");
        if (Boolean.getBoolean("parley.update") && !Files.exists(one)) {
            var name = "books-by-voice";
            Files.writeString(one, text(held(name, name)));
        }
        var kept = Replays.read(one);
        assertThat(kept.definition().text()).contains("Riverside Auto Service");
        assertThat(kept.happened()).hasSize(kept.steps().size()).hasSizeGreaterThan(50);
        assertThat(Replays.asItWas(kept).steps()).isNotEmpty();
    }

    @Test
    void other_settings_show_what_would_have_been_later() {
        var held = held("patient", "books-by-voice");
        var settings =
                ConversationSettings.defaults()
                        .with(EndpointingSettings.defaults().always(Duration.ofMillis(900)));
        var result = against(held, settings);
        assertThat(result.stopped()).isEmpty();
        assertThat(result.after()).hasSameSizeAs(result.before());
        for (int i = 0; i < result.before().size(); i++) {
            assertThat(result.after().get(i).isSame(result.before().get(i)))
                    .as("turn " + i)
                    .isTrue();
        }
        assertThat(result.after().get(2).waitedMillis())
                .isEqualTo(result.before().get(2).waitedMillis() + 600);
    }

    @Test
    void other_words_of_a_flow_are_shown_and_the_call_goes_on() {
        var held = held("words", "books-by-voice");
        var other = DEFINITION.replace("Thank you for calling", "Many thanks for calling");
        var result = Replays.against(held, other);
        assertThat(result.stopped()).isEmpty();
        assertThat(result.after().getFirst().said().getFirst())
                .startsWith("Many thanks for calling");
        assertThat(result.before().getFirst().said().getFirst())
                .startsWith("Thank you for calling");
        assertThat(result.after().subList(1, 4)).isEqualTo(result.before().subList(1, 4));
    }

    @Test
    void shorter_limits_end_the_call_early() {
        var held = held("question", "books-by-voice");
        var shorter =
                ConversationSettings.defaults()
                        .with(EndpointingSettings.defaults().always(Duration.ofMillis(210)));
        var same = against(held, shorter);
        assertThat(same.stopped()).isEmpty();
        var other =
                ConversationSettings.defaults()
                        .within(Duration.ofSeconds(65), Duration.ofSeconds(5));
        var result = against(held, other);
        assertThat(result.after().getLast()).isNotEqualTo(result.before().getLast());
    }

    private static CallJournal held(String name, String script) {
        var lines = CALLS.getOrDefault(script, List.of());
        assertThat(lines).as(script).isNotEmpty();
        return MadeUpCall.held(name, MACHINES, DEFINITION, DIALOGUES.get(), lines);
    }

    private static CallJournal with(CallJournal journal, String definition) {
        return new CallJournal(
                journal.callId(),
                journal.startedAt(),
                journal.agent(),
                journal.agentVersion(),
                journal.language(),
                journal.conversation(),
                Content.of(Content.Kind.DEFINITION, definition),
                journal.steps());
    }

    private static String text(CallJournal journal) throws IOException {
        var text = new StringWriter();
        journal.write(text);
        return text.toString();
    }

    private static BufferedReader reader(String text) {
        return new BufferedReader(new StringReader(text));
    }

    private static Replay.Result replayed(CallJournal journal) {
        return Replay.run(journal.happened(), MACHINES.around(DIALOGUES.get()));
    }

    private static Rerun.Result against(CallJournal journal, ConversationSettings settings) {
        return Rerun.run(
                replayed(journal).steps(),
                new ConversationContent(settings, Phrases.english()).around(DIALOGUES.get()));
    }

    private static String said(CallJournal journal) {
        var text = new StringBuilder();
        for (var exchange : replayed(journal).exchanges()) {
            text.append("caller: ").append(exchange.words()).append('\n');
            exchange.said().forEach(sentence -> text.append("  ").append(sentence).append('\n'));
        }
        return text.toString();
    }
}
