package dev.parley.transports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.call.EndReason;
import dev.parley.call.leg.Onlooker.Sight;
import dev.parley.compliance.Sensitive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NarratorTest {
    private final List<String> types = new ArrayList<>();
    private final List<JsonNode> outputs = new ArrayList<>();
    private final List<JsonNode> tools = new ArrayList<>();
    private final List<JsonNode> inputs = new ArrayList<>();
    private final Narrator narrator = new Narrator(ToolDisclosure.NONE, () -> Instant.EPOCH);

    /// Keeps the types of RTVI; Parley's own messages are not its subject.
    private final Peer peer =
            new Peer() {
                @Override
                public void tell(String type, @Nullable JsonNode data) {
                    if (type.equals("server-message")) {
                        return;
                    }
                    types.add(type);
                    if (type.equals("bot-output")) {
                        outputs.add(data);
                    } else if (type.startsWith("llm-function")) {
                        tools.add(data);
                    } else if (type.equals("user-input")) {
                        inputs.add(data);
                    }
                }

                @Override
                public void interrupt() {
                    types.add("(interruption)");
                }
            };

    @BeforeEach
    void listen() {
        narrator.tellTo(peer, false, false);
    }

    @Test
    void spoken_turn_and_answer_come_in_the_order_of_the_protocol() {
        see(
                new Sight.CallerBegan(),
                new Sight.CallerHinted(Sensitive.of("an oil")),
                new Sight.CallerEnded(),
                new Sight.CallerSaid(1, Sensitive.of("an oil change"), false));
        plan(1, "All right.");
        narrator.soundBegins();
        see(
                new Sight.SentenceBegan(1, 0),
                new Sight.Progress(1, 0, 3),
                new Sight.SentenceHeard(1, 0),
                new Sight.ReplyHeard(1));
        assertThat(types)
                .containsExactly(
                        "user-started-speaking",
                        "bot-interrupted",
                        "user-input",
                        "user-transcription",
                        "user-stopped-speaking",
                        "user-input",
                        "user-transcription",
                        "user-llm-text",
                        "bot-llm-started",
                        "bot-llm-text",
                        "bot-transcription",
                        "bot-llm-stopped",
                        "bot-tts-started",
                        "bot-started-speaking",
                        "bot-output",
                        "bot-tts-text",
                        "bot-output",
                        "bot-tts-text",
                        "bot-output",
                        "bot-tts-stopped",
                        "bot-stopped-speaking");
        assertThat(statuses()).containsExactly("new", "in-progress", "completed");
        assertThat(heard()).containsExactly("", "All", "All right.");
    }

    @Test
    void what_was_heard_of_a_cut_sentence_is_told_before_the_interruption() {
        plan(1, "One two three.", "Four.");
        narrator.soundBegins();
        see(new Sight.SentenceBegan(1, 0), new Sight.Progress(1, 0, 3), new Sight.CallerBegan());
        types.clear();
        see(
                new Sight.CallerHinted(Sensitive.of("no")),
                new Sight.ReplyCut(1, 0, 7),
                new Sight.CallerEnded());
        assertThat(types)
                .containsExactly(
                        "bot-tts-text",
                        "bot-output",
                        "(interruption)",
                        "user-started-speaking",
                        "bot-interrupted",
                        "bot-tts-stopped",
                        "bot-stopped-speaking",
                        "user-input",
                        "user-transcription",
                        "user-stopped-speaking");
        assertThat(heard()).containsExactly("", "One", "One two");
    }

    @Test
    void caller_who_begins_as_the_agent_ends_is_told_after_it() {
        plan(1, "One.");
        narrator.soundBegins();
        see(new Sight.SentenceBegan(1, 0), new Sight.CallerBegan(), new Sight.CallerEnded());
        types.clear();
        see(new Sight.SentenceHeard(1, 0), new Sight.ReplyHeard(1));
        assertThat(types)
                .containsExactly(
                        "bot-tts-text",
                        "bot-output",
                        "bot-tts-stopped",
                        "bot-stopped-speaking",
                        "user-started-speaking",
                        "bot-interrupted",
                        "user-stopped-speaking");
    }

    @Test
    void sentence_whose_sound_left_early_is_announced_when_the_one_before_was_heard() {
        plan(1, "One.", "Two.");
        narrator.soundBegins();
        see(
                new Sight.SentenceBegan(1, 0),
                new Sight.SentenceBegan(1, 1),
                new Sight.SentenceHeard(1, 0),
                new Sight.SentenceHeard(1, 1));
        assertThat(statuses()).containsExactly("new", "completed", "new", "completed");
    }

    @Test
    void accumulated_and_remaining_text_are_always_the_whole() {
        var text = "Two  blanks, and ünïcode 😀 words.";
        plan(1, text);
        narrator.soundBegins();
        see(new Sight.SentenceBegan(1, 0));
        for (int chars = 0; chars <= text.length(); chars++) {
            see(new Sight.Progress(1, 0, chars));
        }
        see(new Sight.SentenceHeard(1, 0));
        assertThat(outputs)
                .allSatisfy(output ->
                        assertThat(
                                        output.at("/spoken_progress/accumulated_text").asText()
                                                + output.at("/spoken_progress/remaining_text")
                                                        .asText())
                                .isEqualTo(text));
        assertThat(heard().getLast()).isEqualTo(text);
        assertThat(heard().stream().skip(1)).noneMatch(part -> part.endsWith(" "));
    }

    @Test
    void reply_cut_before_it_was_heard_leaves_no_start_without_its_stop() {
        plan(1, "Never heard.");
        see(new Sight.ReplyCut(1, -1, 0));
        assertThat(types)
                .doesNotContain("bot-started-speaking", "bot-output", "bot-stopped-speaking");
        assertThat(types.stream().filter("bot-llm-stopped"::equals)).hasSize(1);
        assertThat(narrator.isQuiet()).isTrue();
    }

    @Test
    void typed_words_interrupt_without_a_start_of_speech_and_name_their_message() {
        plan(1, "One two.");
        narrator.soundBegins();
        see(new Sight.SentenceBegan(1, 0));
        types.clear();
        narrator.typed("m-7", "Tuesday", true);
        see(new Sight.ReplyCut(1, 0, 3), new Sight.CallerSaid(1, Sensitive.of("Tuesday"), true));
        assertThat(types)
                .containsExactly(
                        "bot-tts-text",
                        "bot-output",
                        "(interruption)",
                        "bot-interrupted",
                        "bot-tts-stopped",
                        "bot-stopped-speaking",
                        "user-input",
                        "user-llm-text");
        assertThat(inputs.getLast().path("input_type").asText()).isEqualTo("chat");
        assertThat(inputs.getLast().path("msg_id").asText()).isEqualTo("m-7");
    }

    @Test
    void who_speaks_while_typed_words_wait_is_seen_to_speak() {
        narrator.typed("m-7", "Tuesday", true);
        see(new Sight.CallerBegan(), new Sight.CallerEnded());
        assertThat(types).containsSubsequence("user-started-speaking", "user-stopped-speaking");
    }

    @Test
    void typed_words_are_known_again_without_their_blanks_and_behind_words_never_taken() {
        narrator.typed("m-1", "   ", true);
        narrator.typed("m-2", " Tuesday ", true);
        see(new Sight.CallerSaid(1, Sensitive.of("Tuesday"), true));
        assertThat(inputs.getLast().path("msg_id").asText()).isEqualTo("m-2");
    }

    @Test
    void answer_that_is_not_to_be_spoken_is_shown_once() {
        narrator.typed("m-1", "hello", false);
        see(new Sight.CallerSaid(1, Sensitive.of("hello"), true));
        plan(2, "Good day.");
        assertThat(outputs).hasSize(1);
        assertThat(outputs.getFirst().path("will_be_spoken").asBoolean(true)).isFalse();
        assertThat(outputs.getFirst().has("spoken_progress")).isFalse();
        see(new Sight.CallerSaid(2, Sensitive.of("spoken"), false));
        plan(3, "Aloud.");
        assertThat(outputs).hasSize(1);
    }

    @Test
    void client_of_the_first_version_gets_words_instead_of_progress() {
        narrator.tellTo(peer, false, true);
        plan(1, "One two.");
        narrator.soundBegins();
        see(
                new Sight.SentenceBegan(1, 0),
                new Sight.Progress(1, 0, 3),
                new Sight.SentenceHeard(1, 0));
        assertThat(outputs.stream().map(output -> output.path("text").asText()))
                .containsExactly("One two.", "One", "two.");
        assertThat(outputs.getLast().path("aggregated_by").asText()).isEqualTo("word");
        assertThat(outputs.getLast().path("spoken").asBoolean()).isTrue();
    }

    @Test
    void tools_show_no_more_than_allowed() {
        callTool();
        assertThat(tools.toString()).doesNotContain("find-slot", "tuesday", "09:00");
        tools.clear();
        narrator.disclose(ToolDisclosure.NAME);
        callTool();
        assertThat(tools.toString()).contains("find-slot").doesNotContain("tuesday", "09:00");
        tools.clear();
        narrator.disclose(ToolDisclosure.FULL);
        callTool();
        assertThat(tools.toString()).contains("find-slot", "tuesday", "09:00");
    }

    @Test
    void peer_that_comes_new_is_told_no_stop_of_what_it_never_saw_start() {
        plan(1, "One two.");
        narrator.soundBegins();
        see(new Sight.SentenceBegan(1, 0), new Sight.CallerBegan());
        narrator.tellTo(peer, false, false);
        types.clear();
        see(new Sight.ReplyCut(1, 0, 3), new Sight.Ended(EndReason.COMPLETED, ""));
        assertThat(types).containsExactly("(interruption)", "bot-interrupted");
    }

    private void callTool() {
        see(
                new Sight.ToolStarted(1, "find-slot", Sensitive.of(Map.of("day", "tuesday"))),
                new Sight.ToolEnded(
                        1, "find-slot", "", Sensitive.of(Map.of("time", "09:00")), false));
    }

    private void plan(long reply, String... sentences) {
        for (int i = 0; i < sentences.length; i++) {
            see(new Sight.SentencePlanned(reply, i, Sensitive.of(sentences[i])));
        }
        see(new Sight.ReplyComplete(reply));
    }

    private void see(Sight... sights) {
        for (var sight : sights) {
            narrator.see(sight);
        }
    }

    private List<String> statuses() {
        return outputs.stream().map(output -> output.path("spoken_status").asText()).toList();
    }

    private List<String> heard() {
        return outputs.stream()
                .map(output -> output.at("/spoken_progress/accumulated_text").asText())
                .toList();
    }
}
