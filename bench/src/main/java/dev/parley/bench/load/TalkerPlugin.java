package dev.parley.bench.load;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Agent;
import dev.parley.dialog.AgentPlugin;
import dev.parley.dialog.Database;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.prompt.Prompt;
import dev.parley.dialog.speech.Lexicon;
import dev.parley.dialog.speech.SentenceCutter;
import dev.parley.dialog.speech.Speakable;
import dev.parley.dialog.speech.SpokenLanguage;
import dev.parley.dialog.talk.ModelTalk;
import dev.parley.dialog.talk.SentenceCheck;
import dev.parley.dialog.talk.TalkPhrases;
import dev.parley.dialog.talk.TalkSettings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// An agent that has a model answer every turn, and takes every turn for complete; for load.
public final class TalkerPlugin implements AgentPlugin {
    static final String NAME = "talker";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> migrations() {
        return Optional.empty();
    }

    @Override
    public Agent open(Database database) {
        var talk =
                new ModelTalk(
                        Prompt.read(
                                "talker.yaml", "prompt: talker\ntext: You tell opening hours.\n"),
                        List.of(),
                        List.of(),
                        false,
                        TalkPhrases.english(),
                        TalkSettings.defaults(),
                        SentenceCutter.Settings.of(SpokenLanguage.ENGLISH),
                        new Speakable(SpokenLanguage.ENGLISH, Lexicon.NONE),
                        SentenceCheck.NONE,
                        null);
        return new Talker(talk);
    }

    private record Talker(ModelTalk talk) implements Agent {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public String language() {
            return "en-US";
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Dialogue newDialogue() {
            return new Complete(talk.newDialogue());
        }

        @Override
        public List<Tool<?>> tools() {
            return List.of();
        }

        @Override
        public List<String> fixedSentences() {
            return List.of();
        }

        @Override
        public List<Expectation> expectations() {
            return List.of();
        }
    }

    /// Whatever is said is a complete answer.
    private record Complete(Dialogue dialogue) implements Dialogue {
        @Override
        public List<Act> begin(Opening opening) {
            return dialogue.begin(opening);
        }

        @Override
        public List<Act> hear(Sensitive<String> words) {
            return dialogue.hear(words);
        }

        @Override
        public Optional<ModelRequest> foresee(Sensitive<String> words) {
            return dialogue.foresee(words);
        }

        @Override
        public List<Act> keys(Sensitive<String> digits) {
            return dialogue.keys(digits);
        }

        @Override
        public List<Act> toolReturned(long toolCall, ToolResult result) {
            return dialogue.toolReturned(toolCall, result);
        }

        @Override
        public List<Act> generated(long generation, ModelEvent event) {
            return dialogue.generated(generation, event);
        }

        @Override
        public List<Act> silence(int count) {
            return dialogue.silence(count);
        }

        @Override
        public void interrupted(String heard) {
            dialogue.interrupted(heard);
        }

        @Override
        public boolean takeBack() {
            return dialogue.takeBack();
        }

        @Override
        public Completeness completeness(String partialWords) {
            return Completeness.COMPLETE;
        }
    }
}
