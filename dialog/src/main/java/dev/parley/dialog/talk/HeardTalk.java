package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.history.History;
import dev.parley.dialog.history.Line;
import dev.parley.dialog.history.Turn;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.prompt.DataText;
import dev.parley.dialog.prompt.DataText.Source;
import dev.parley.dialog.speech.SpokenText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said between a caller, a flow and its model, in the words that were heard. What the
/// caller's last turn led to is kept apart until the next one, because it may be taken back and may
/// turn out not to have been heard.
final class HeardTalk {
    private static final int LONGEST_TURN = 1_000;

    private final History history;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable String caller;
    private int batch;

    private static final class Part {
        final boolean isModel;
        final int batch;
        final String spoken;

        /// As it was written, as far as it was heard.
        String heard;

        final @Nullable SpokenText text;

        /// Of `spoken`, the words that were heard.
        String heardSpoken;

        Part(boolean isModel, int batch, String spoken, @Nullable SpokenText text) {
            this.isModel = isModel;
            this.batch = batch;
            this.spoken = plain(spoken);
            this.heardSpoken = this.spoken;
            this.text = text;
            this.heard = text == null ? spoken : text.written();
        }

        void heardOnly(int characters) {
            int end = Math.clamp(characters, 0, spoken.length());
            heardSpoken = spoken.substring(0, end).strip();
            heard = text == null ? heardSpoken : text.heard(end);
        }
    }

    HeardTalk(int tokens) {
        this(new History(new History.Budget(tokens, 2, LONGEST_TURN, LONGEST_TURN)));
    }

    private HeardTalk(History history) {
        this.history = history;
    }

    /// The same talk with another turn of the caller.
    HeardTalk with(String next) {
        var later = new HeardTalk(history.copy());
        later.caller = caller;
        later.parts.addAll(parts);
        later.callerSays(next);
        return later;
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /// The caller's next turn.
    void callerSays(String words) {
        settle();
        caller = words;
    }

    /// Everything said since the caller's turn was heard as it stands now.
    private void settle() {
        if (caller != null) {
            history.add(new Turn.Caller(Sensitive.of(caller)));
        }
        int at = 0;
        while (at < parts.size()) {
            boolean isModel = parts.get(at).isModel;
            var heard = new StringBuilder();
            while (at < parts.size() && parts.get(at).isModel == isModel) {
                var more = parts.get(at++).heard;
                if (!more.isBlank()) {
                    heard.append(heard.isEmpty() ? "" : " ").append(more);
                }
            }
            if (!heard.isEmpty()) {
                var words = Sensitive.of(heard.toString());
                history.add(isModel ? new Turn.Agent(words) : new Turn.Script(words));
            }
        }
        parts.clear();
        caller = null;
    }

    /// What is said now is a reply of its own, or the next piece of one.
    void nextReply() {
        batch++;
    }

    void flowSays(String sentence) {
        if (!sentence.isBlank()) {
            parts.add(new Part(false, batch, sentence, null));
        }
    }

    void modelSays(SpokenText sentence) {
        parts.add(new Part(true, batch, sentence.spoken(), sentence));
    }

    /// The caller's turn and what was said to it are forgotten.
    void takeBack() {
        parts.clear();
        caller = null;
    }

    /// Of what was said only this was heard: from the caller's turn on, or of the last reply alone.
    /// Returns what was heard of the flow's last reply; nothing if it cannot be told.
    String heardOnly(String words) {
        var heard = plain(words);
        for (int from = 0; from < parts.size(); from++) {
            boolean begins = from == 0 || parts.get(from).batch != parts.get(from - 1).batch;
            if (begins && cut(from, heard)) {
                return ofFlow();
            }
        }
        parts.forEach(part -> part.heardOnly(0));
        if (!heard.isEmpty()) {
            parts.add(new Part(false, ++batch, heard, null));
        }
        return "";
    }

    /// False, and nothing is changed, if the words are not the beginning of these parts.
    private boolean cut(int from, String heard) {
        int at = 0;
        for (int i = from; i < parts.size(); i++) {
            var spoken = parts.get(i).spoken;
            if (heard.startsWith(spoken, at) && at < heard.length()) {
                at += spoken.length() + 1;
                continue;
            }
            var rest = at < heard.length() ? heard.substring(at) : "";
            if (!spoken.startsWith(rest)) {
                return false;
            }
            parts.get(i).heardOnly(rest.length());
            parts.subList(i + 1, parts.size()).forEach(part -> part.heardOnly(0));
            return true;
        }
        return at >= heard.length();
    }

    private String ofFlow() {
        int last = -1;
        for (var part : parts) {
            last = part.isModel ? last : part.batch;
        }
        var heard = new StringBuilder();
        for (var part : parts) {
            if (!part.isModel && part.batch == last) {
                heard.append(heard.isEmpty() ? "" : " ").append(part.heardSpoken);
            }
        }
        return heard.toString();
    }

    /// The talk for a model, the caller's last turn at the end, with what the model said to it.
    List<Message> messages(String instruction) {
        var messages = new ArrayList<Message>();
        messages.add(new Message.Instruction(instruction));
        var before = new StringBuilder();
        for (var line : history.lines()) {
            switch (line) {
                case Line.Script(var data) ->
                        before.append("You heard the procedure say ")
                                .append(data.reveal())
                                .append('\n');
                case Line.Caller(var data) -> {
                    messages.add(user(before, data.reveal()));
                    before.setLength(0);
                }
                case Line.Agent(var text) -> messages.add(new Message.Assistant(text, List.of()));
                case Line.Summary(var data) ->
                        before.append("Before: ").append(data.reveal()).append('\n');
                case Line.Tools _ -> {}
            }
        }
        messages.add(user(before, DataText.block(Source.CALLER, said(), LONGEST_TURN)));
        return messages;
    }

    private static Message user(StringBuilder before, String data) {
        return new Message.User(before + "The caller says " + data);
    }

    private String said() {
        return caller == null ? "" : caller;
    }
}
