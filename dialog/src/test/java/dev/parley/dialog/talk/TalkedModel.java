package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.ToolTraits;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.ModelEvent;
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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One call of an agent that talks by a model alone, with a model that does what a test says.
final class TalkedModel {
    static final Opening OPENING =
            new Opening(
                    "c1",
                    LocalDateTime.of(2026, 11, 21, 12, 0),
                    ZoneOffset.UTC,
                    1,
                    Sensitive.of("+15550100"),
                    "+15550199",
                    Map.of(),
                    true);

    static final TalkTool FIND =
            new TalkTool(
                    new ToolSpec("find", "Free times.", "{\"type\":\"object\"}"),
                    ToolTraits.PARALLEL);

    private final Dialogue dialogue;
    private List<Act> last;
    private long generations;

    TalkedModel() {
        this(talk("sales", 3_000).newDialogue());
    }

    TalkedModel(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.last = List.of();
        did(dialogue.begin(OPENING));
    }

    static ModelTalk talk(String name, int historyTokens) {
        return new ModelTalk(
                Prompt.read(name + ".yaml", "prompt: " + name + "\ntext: You are " + name + ".\n"),
                List.of(name + " here."),
                List.of(FIND),
                true,
                TalkPhrases.english(),
                new TalkSettings(5, 4, 400, OptionalDouble.empty(), historyTokens, 100, 1_000, 2),
                SentenceCutter.Settings.of(SpokenLanguage.ENGLISH),
                new Speakable(SpokenLanguage.ENGLISH, Lexicon.NONE),
                SentenceCheck.NONE,
                null);
    }

    private TalkedModel did(List<Act> acts) {
        last = acts;
        for (var act : acts) {
            if (act instanceof Act.Generate generate) {
                generations = generate.id();
            }
        }
        return this;
    }

    TalkedModel hear(String words) {
        return did(dialogue.hear(Sensitive.of(words)));
    }

    TalkedModel types(String keys) {
        return did(dialogue.keys(Sensitive.of(keys)));
    }

    TalkedModel hearsOnly(String words) {
        dialogue.interrupted(words);
        return this;
    }

    TalkedModel writes(String text) {
        return did(dialogue.generated(generations, new ModelEvent.Text(text)));
    }

    TalkedModel calls(String id, String tool, String json) {
        var call = new ToolCall(id, tool, json);
        return did(dialogue.generated(generations, new ModelEvent.Called(call)));
    }

    TalkedModel done() {
        var done = new ModelEvent.Done(new Finish(Finish.Reason.STOP, Usage.UNKNOWN));
        return did(dialogue.generated(generations, done));
    }

    TalkedModel fails(ProviderFailure kind) {
        var failed = new ModelEvent.Failed(new ProviderFault(kind, "drawn"));
        return did(dialogue.generated(generations, failed));
    }

    TalkedModel returned(long tool, Map<String, Object> data) {
        return did(dialogue.toolReturned(tool, ToolResult.success(data)));
    }

    /// What a model was asked last in this step.
    ModelRequest request() {
        return acts(Act.Generate.class).getLast().request();
    }

    <A extends Act> List<A> acts(Class<A> type) {
        return last.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> said() {
        var said = new ArrayList<String>();
        acts(Act.Say.class).forEach(say -> said.addAll(say.sentences()));
        return said;
    }

    TalkedModel summarized(long summary, String text) {
        dialogue.summarized(summary, Sensitive.of(text));
        return this;
    }

    Optional<ModelRequest> foresees(String words) {
        return dialogue.foresee(Sensitive.of(words));
    }
}
