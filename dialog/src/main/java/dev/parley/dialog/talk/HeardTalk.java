package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.history.History;
import dev.parley.dialog.history.Turn;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.speech.SpokenText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was said between a caller, a flow and its model, in the words that were heard, and the
/// tools the model called. What the caller's last turn led to is kept apart until the next one,
/// because it may be taken back and may turn out not to have been heard.
final class HeardTalk {
    private final History history;
    private final List<Part> parts = new ArrayList<>();

    /// Tools that ran when the caller went on, by their numbers.
    private final Map<Long, Left> left = new HashMap<>();

    private @Nullable String caller;
    private int batch;

    private sealed interface Part {}

    /// Tools of one answer of the model.
    private record Used(int batch, List<Called> calls) implements Part {
        /// Empty if there is no such tool call.
        Optional<Called> call(long tool) {
            return calls.stream().filter(called -> called.tool == tool).findFirst();
        }

        Turn.Tools turn() {
            return new Turn.Tools(calls.stream().map(Called::use).toList());
        }
    }

    private record Left(long turn, Used used) {}

    private static final class Called {
        final long tool;
        final ToolCall call;
        String outcome;
        boolean isOver;

        Called(long tool, ToolCall call, String outcome, boolean isOver) {
            this.tool = tool;
            this.call = call;
            this.outcome = outcome;
            this.isOver = isOver;
        }

        void returned(String with) {
            outcome = with;
            isOver = true;
        }

        Turn.Use use() {
            return new Turn.Use(
                    call.id(), call.name(), call.argumentsJson(), Sensitive.of(outcome));
        }
    }

    private static final class Said implements Part {
        final boolean isModel;
        final int batch;
        final String spoken;

        /// As it was written, as far as it was heard.
        String heard;

        final @Nullable SpokenText text;

        /// Of `spoken`, the words that were heard.
        String heardSpoken;

        Said(boolean isModel, int batch, String spoken, @Nullable SpokenText text) {
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

    HeardTalk(History history) {
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

    /// The caller's next turn; null for what the agent says without one.
    void callerSays(@Nullable String words) {
        settle(history, left);
        parts.clear();
        caller = words;
    }

    /// Everything said since the caller's turn was heard as it stands now. Returns how many turns
    /// of the talk that makes.
    private int settle(History to, Map<Long, Left> running) {
        int turns = 0;
        if (caller != null) {
            to.add(new Turn.Caller(Sensitive.of(caller)));
            turns++;
        }
        for (int at = 0; at < parts.size(); ) {
            switch (parts.get(at)) {
                case Used used -> {
                    long turn = to.add(used.turn());
                    for (var called : used.calls) {
                        if (!called.isOver) {
                            running.put(called.tool, new Left(turn, used));
                        }
                    }
                    turns++;
                    at++;
                }
                case Said first -> {
                    var heard = new StringBuilder();
                    while (at < parts.size()
                            && parts.get(at) instanceof Said said
                            && said.isModel == first.isModel) {
                        heard.append(heard.isEmpty() || said.heard.isBlank() ? "" : " ")
                                .append(said.heard.isBlank() ? "" : said.heard);
                        at++;
                    }
                    if (!heard.isEmpty()) {
                        var words = Sensitive.of(heard.toString());
                        to.add(first.isModel ? new Turn.Agent(words) : new Turn.Script(words));
                        turns++;
                    }
                }
            }
        }
        return turns;
    }

    /// What is said now is a reply of its own, or the next piece of one.
    void nextReply() {
        batch++;
    }

    void flowSays(String sentence) {
        if (!sentence.isBlank()) {
            parts.add(new Said(false, batch, sentence, null));
        }
    }

    void modelSays(SpokenText sentence) {
        parts.add(new Said(true, batch, sentence.spoken(), sentence));
    }

    /// The model called a tool, which is to come back.
    ///
    /// @param tool its number, distinct in the call
    /// @param outcome what is known of it so far
    void calls(long tool, ToolCall call, String outcome) {
        calls(new Called(tool, call, outcome, false));
    }

    /// The model called a tool, which does not run.
    void refuses(ToolCall call, String outcome) {
        calls(new Called(0, call, outcome, true));
    }

    private void calls(Called called) {
        if (!parts.isEmpty() && parts.getLast() instanceof Used(int of, var calls) && of == batch) {
            calls.add(called);
        } else {
            parts.add(new Used(batch, new ArrayList<>(List.of(called))));
        }
    }

    /// What came of a tool, in the caller's turn that it was called in or later. One that was never
    /// called changes nothing.
    void returned(long tool, String outcome) {
        for (var part : parts) {
            if (part instanceof Used used && used.call(tool).isPresent()) {
                used.call(tool).get().returned(outcome);
                return;
            }
        }
        var before = left.remove(tool);
        if (before == null) {
            return;
        }
        var called = before.used.call(tool).orElseThrow();
        called.returned(outcome);
        if (!history.replace(before.turn, before.used.turn())) {
            // Forgotten meanwhile, or part of a summary that did not know it yet.
            history.add(new Turn.Tools(List.of(called.use())));
        }
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
        var said = said();
        for (int from = 0; from < said.size(); from++) {
            boolean begins = from == 0 || said.get(from).batch != said.get(from - 1).batch;
            if (begins && cut(said.subList(from, said.size()), heard)) {
                return ofFlow();
            }
        }
        said.forEach(one -> one.heardOnly(0));
        if (!heard.isEmpty()) {
            parts.add(new Said(false, ++batch, heard, null));
        }
        return "";
    }

    private List<Said> said() {
        return parts.stream().filter(Said.class::isInstance).map(Said.class::cast).toList();
    }

    /// False, and nothing is changed, if the words are not the beginning of this.
    private static boolean cut(List<Said> said, String heard) {
        int at = 0;
        for (int i = 0; i < said.size(); i++) {
            var spoken = said.get(i).spoken;
            if (heard.startsWith(spoken, at) && at < heard.length()) {
                at += spoken.length() + 1;
                continue;
            }
            var rest = at < heard.length() ? heard.substring(at) : "";
            if (!spoken.startsWith(rest)) {
                return false;
            }
            said.get(i).heardOnly(rest.length());
            said.subList(i + 1, said.size()).forEach(one -> one.heardOnly(0));
            return true;
        }
        return at >= heard.length();
    }

    private String ofFlow() {
        int last = -1;
        for (var one : said()) {
            last = one.isModel ? last : one.batch;
        }
        var heard = new StringBuilder();
        for (var one : said()) {
            if (!one.isModel && one.batch == last) {
                heard.append(heard.isEmpty() ? "" : " ").append(one.heardSpoken);
            }
        }
        return heard.toString();
    }

    /// The last turns, those of now with them, for another agent that goes on.
    List<Turn> last(int turns) {
        var all = history.copy();
        settle(all, new HashMap<>());
        return all.last(turns);
    }

    /// Goes on with a talk of another agent, of which the caller heard these last words.
    void takeOver(List<Turn> turns, String state, String announcement) {
        history.begin(turns, state);
        flowSays(announcement.isBlank() ? "(The call is yours now.)" : announcement);
        nextReply();
    }

    /// The talk for a model: what was before, the caller's last turn, and what was said and done
    /// about it so far.
    List<Message> messages(String instruction) {
        var all = history.copy();
        int now = settle(all, new HashMap<>());
        return TalkMessages.of(instruction, all.shown(Math.max(1, now)));
    }
}
