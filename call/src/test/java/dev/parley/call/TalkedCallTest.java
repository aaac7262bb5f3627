package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.Content;
import dev.parley.call.journal.Replay;
import dev.parley.call.journal.Rerun;
import dev.parley.call.journal.Step;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.ToolSpec;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.prompt.Prompt;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.speech.Lexicon;
import dev.parley.dialog.speech.SentenceCutter;
import dev.parley.dialog.speech.Speakable;
import dev.parley.dialog.speech.SpokenLanguage;
import dev.parley.dialog.talk.ModelDialogue;
import dev.parley.dialog.talk.ModelTalk;
import dev.parley.dialog.talk.SentenceCheck;
import dev.parley.dialog.talk.TalkPhrases;
import dev.parley.dialog.talk.TalkSettings;
import dev.parley.dialog.talk.TalkTool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A caller and an agent that talks by a model, from the first word to the last: a tool, an
/// interruption, a failure in the middle of a sentence, and the goodbye.
class TalkedCallTest {
    private static final Finish STOP = new Finish(Finish.Reason.STOP, new Usage(200, 0, 30));

    private static final ModelTalk TALK =
            new ModelTalk(
                    Prompt.read("garage.yaml", "prompt: garage\ntext: You work for a garage.\n"),
                    List.of("Garage Miller, how can I help you?"),
                    List.of(
                            TalkTool.plain(
                                    new ToolSpec(
                                            "find_slots",
                                            "Free times on a day.",
                                            "{\"type\":\"object\",\"properties\":{\"day\":{\"type\":\"string\"}}}"))),
                    true,
                    TalkPhrases.english(),
                    TalkSettings.defaults(),
                    SentenceCutter.Settings.of(SpokenLanguage.ENGLISH),
                    new Speakable(SpokenLanguage.ENGLISH, Lexicon.NONE),
                    SentenceCheck.NONE,
                    null);

    private final ScriptedModel model = new ScriptedModel();
    private final List<String> toolCalls = new ArrayList<>();
    private final ModelDialogue dialogue = TALK.newDialogue();
    private TalkedCall call = new TalkedCall(dialogue, model, this::find);

    private ToolResult find(Effect.StartTool tool) {
        toolCalls.add(tool.name() + " " + tool.arguments());
        return ToolResult.success(Map.of("times", List.of("09:00", "14:30")));
    }

    /// The model writes these pieces, the first after 300 ms and each 40 ms after the one before.
    private ScriptedModel writes(Object... pieces) {
        return model.answers(writing -> {
            long at = 300;
            for (var piece : pieces) {
                call.after(at, () -> tell(writing, piece));
                at += 40;
            }
        });
    }

    private static void tell(ScriptedModel.Writing writing, Object piece) {
        if (writing.isClosed) {
            return;
        }
        switch (piece) {
            case String text -> writing.listener.text(text);
            case ToolCall tool -> writing.listener.toolCall(tool);
            case ProviderFault fault -> writing.listener.failed(fault);
            case Finish finish -> writing.listener.done(finish);
            default -> throw new IllegalArgumentException("no piece: " + piece);
        }
    }

    private void play() {
        play(8200);
    }

    /// @param second when the caller speaks for the second time
    private void play(long second) {
        writes(
                "Let me ",
                "look. ",
                new ToolCall("c1", "find_slots", "{\"day\":\"tuesday\"}"),
                STOP);
        writes("On Tuesday we have time at 9:00. ", "Or in the afternoon ", "at 14:30. ", STOP);
        writes("Then I put you ", "down for ", new ProviderFault(ProviderFailure.NETWORK, "cut"));
        writes("You are welcome, goodbye. ", new ToolCall("c2", ModelTalk.END_CALL, "{}"), STOP);
        call.says(2500, "do you have time on tuesday")
                .says(second, "nine is fine")
                .says(17_500, "thanks and goodbye")
                .run();
    }

    @Test
    void call_with_a_tool_an_interruption_and_a_failure_goes_to_its_end() {
        play();
        assertThat(call.transcript).first().isEqualTo("agent: Garage Miller, how can I help you?");
        assertThat(call.transcript)
                .containsSubsequence(
                        "caller: do you have time on tuesday",
                        "agent: Let me look.",
                        "caller: nine is fine",
                        "agent: " + TalkPhrases.english().again(),
                        "caller: thanks and goodbye",
                        "agent: You are welcome, goodbye.",
                        "COMPLETED");
        assertThat(toolCalls).containsExactly("find_slots {day=tuesday}");
        assertThat(call.transcript)
                .anyMatch(line -> line.startsWith("agent: On Tuesday") && line.endsWith(" -"));
    }

    @Test
    void history_is_what_was_heard() {
        play();
        assertThat(call.transcript)
                .contains(
                        "agent: On Tuesday we have time at nine o'clock. Or in the afternoon at -");
        var third = texts(model.asked.get(2));
        assertThat(third)
                .endsWith(
                        "agent On Tuesday we have time at 9:00. Or in the afternoon at",
                        "user The caller says <data from=\"caller\">\"nine is fine\"</data>");
        assertThat(third)
                .anyMatch(text ->
                        text.startsWith("outcome <data from=\"tool\">") && text.contains("09:00"));
    }

    private static List<String> texts(ModelRequest request) {
        return request.messages().stream()
                .map(message ->
                        switch (message) {
                            case Message.Instruction _ -> "instruction";
                            case Message.User(var text) -> "user " + text.reveal();
                            case Message.Assistant(var text, var _) -> "agent " + text.reveal();
                            case Message.ToolOutcome(var _, var json) -> "outcome " + json.reveal();
                        })
                .toList();
    }

    private CallJournal journal() {
        var kept = new ArrayList<Step.Kept>();
        for (var step : call.journal) {
            kept.add(new Step.Kept(step.number(), step.json()));
        }
        return new CallJournal(
                "talked",
                Instant.EPOCH,
                "garage",
                "1",
                "en",
                Content.of(Content.Kind.CONVERSATION, ""),
                Content.of(Content.Kind.DEFINITION, ""),
                kept);
    }

    @Test
    void call_is_replayed_from_its_journal_without_a_model() {
        play();
        var happened = journal().happened();
        var result = Replay.run(happened, TalkedCall.conversation(TALK.newDialogue(), false));
        assertThat(result.difference()).isEmpty();
        assertThat(result.steps()).hasSameSizeAs(happened);
        assertThat(model.asked).hasSize(4);
    }

    @Test
    void answer_asked_for_in_the_pause_is_spoken_when_the_turn_is_over_and_replayed() {
        call = new TalkedCall(dialogue, model, this::find, true);
        writes("We open at 8:00. ", STOP);
        writes("Goodbye. ", new ToolCall("c2", ModelTalk.END_CALL, "{}"), STOP);
        call.says(2500, "when do you open").says(9_000, "thanks and goodbye").run();
        assertThat(call.transcript)
                .containsSubsequence(
                        "caller: when do you open",
                        "agent: We open at eight o'clock.",
                        "caller: thanks and goodbye",
                        "agent: Goodbye.",
                        "COMPLETED");
        assertThat(model.asked).hasSize(2);
        var happened = journal().happened();
        assertThat(happened)
                .filteredOn(step -> step.input() instanceof Input.Model)
                .allMatch(step -> step.input() instanceof Input.Model(long of, var _) && of < 0);
        var replay = Replay.run(happened, TalkedCall.conversation(TALK.newDialogue(), true));
        assertThat(replay.difference()).isEmpty();
    }

    @Test
    void call_is_held_again_with_what_the_models_wrote() {
        play(10_500);
        var replayed =
                Replay.run(
                        journal().happened(), TalkedCall.conversation(TALK.newDialogue(), false));
        var again = Rerun.run(replayed.steps(), TalkedCall.conversation(TALK.newDialogue(), false));
        assertThat(again.stopped()).isEmpty();
        assertThat(again.after()).hasSameSizeAs(again.before());
    }
}
