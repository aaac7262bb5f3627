package dev.parley.sim.conversation;

import dev.parley.call.conversation.Effect.Fact.AgentTurn;
import dev.parley.call.conversation.Input.Mouth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The referee's book of the reply in progress: what was asked for, what was reported, what is
/// recorded of it in the end.
final class ReplyBook {
    /// The longest wait for the report of a cut.
    private static final long CUT_LIMIT = 1000;

    private final MouthModel mouth;
    private final boolean everInterruptible;
    private final Predicate<String> isProtected;
    private final List<String> texts = new ArrayList<>();
    private long id;
    private boolean talking;
    private boolean cutting;
    private boolean paused;
    private boolean ended;
    private boolean cutReported;
    private boolean failed;
    private boolean released;
    private boolean endedUnreported;
    private int started;
    private int played;
    private long startedAt;
    private long cutAt;

    ReplyBook(MouthModel mouth, boolean everInterruptible, Predicate<String> isProtected) {
        this.mouth = mouth;
        this.everInterruptible = everInterruptible;
        this.isProtected = isProtected;
    }

    boolean isTalking() {
        return talking;
    }

    boolean isActive() {
        return talking || paused || cutting;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isInterruptible() {
        if (!everInterruptible) {
            return false;
        }
        for (int i = played; i < texts.size(); i++) {
            if (isProtected.test(texts.get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean isAudible() {
        return started > 0;
    }

    boolean isAtLastSentence() {
        return started == texts.size() && ended;
    }

    long age(long now) {
        return now - startedAt;
    }

    /// Whether a sentence of this reply failed.
    boolean hasFailed() {
        return failed;
    }

    /// Whether the last protected sentence was played in this step.
    boolean releasedNow() {
        return released;
    }

    boolean holds(String text) {
        return texts.contains(text);
    }

    String first() {
        return texts.getFirst();
    }

    void report(Mouth event) {
        switch (event) {
            case Mouth.SentenceStarted(long reply, int sentence) -> {
                if (isCurrent(reply)) {
                    started = Math.max(started, sentence + 1);
                }
            }
            case Mouth.SentencePlayed(long reply, int sentence, boolean _) -> {
                if (isCurrent(reply)) {
                    boolean before = isInterruptible();
                    played = Math.max(played, sentence + 1);
                    started = Math.max(started, played);
                    released = !before && isInterruptible();
                }
            }
            case Mouth.ReplyPlayed(long reply) -> {
                if (isCurrent(reply)) {
                    played = texts.size();
                }
            }
            case Mouth.ReplyCut(long reply, int _, int _, boolean _) ->
                    cutReported |= isCurrent(reply);
            case Mouth.ReplyResumed _ -> {}
            case Mouth.SpeechFailed(long reply, int _, var _) ->
                    failed |= isCurrent(reply) && (talking || paused);
        }
    }

    private boolean isCurrent(long reply) {
        return reply == id && isActive();
    }

    void begin(long reply, String text, long now) {
        if (isActive()) {
            throw new Violation("reply " + reply + " begins before reply " + id + " is over");
        }
        if (reply <= id) {
            throw new Violation("reply ids grow, got " + reply + " after " + id);
        }
        id = reply;
        texts.clear();
        texts.add(text);
        talking = true;
        ended = false;
        cutReported = false;
        failed = false;
        released = false;
        started = 0;
        played = 0;
        startedAt = now;
    }

    void add(long reply, int sentence, String text) {
        if (reply != id || !talking || ended || sentence != texts.size()) {
            throw new Violation("sentence " + sentence + " of reply " + reply + " out of turn");
        }
        texts.add(text);
    }

    void end(long reply) {
        if (reply != id || !talking || ended) {
            throw new Violation("reply " + reply + " ended out of turn");
        }
        ended = true;
    }

    void cut(long reply, long now) {
        if (reply != id || !(talking || paused)) {
            throw new Violation("reply " + reply + " was cut, but it does not talk");
        }
        talking = false;
        paused = false;
        cutting = true;
        cutAt = now;
    }

    void pause(long reply) {
        if (reply != id || !talking) {
            throw new Violation("reply " + reply + " pauses, but it does not talk");
        }
        talking = false;
        paused = true;
    }

    void resume(long reply) {
        if (reply != id || !paused) {
            throw new Violation("reply " + reply + " goes on, but it does not pause");
        }
        talking = true;
        paused = false;
    }

    /// The record of the reply: true, whole words, and no less than was reported.
    void record(AgentTurn turn, long now) {
        var said = String.join(" ", texts);
        var heard = turn.heard().reveal();
        if (!isActive() || !turn.said().reveal().equals(said)) {
            throw new Violation("the record of a reply that was not said: " + turn.said().reveal());
        }
        if (!said.startsWith(heard)) {
            throw new Violation("heard \"" + heard + "\" is no prefix of \"" + said + "\"");
        }
        int end = heard.length();
        if (end < said.length() && end > 0 && said.charAt(end) != ' ') {
            throw new Violation("heard half a word: \"" + heard + "\" of \"" + said + "\"");
        }
        if (end > mouth.soundedChars(id)) {
            throw new Violation(
                    "heard \"" + heard + "\", but less sounded: " + mouth.soundedChars(id));
        }
        if (end < String.join(" ", texts.subList(0, Math.min(played, texts.size()))).length()) {
            throw new Violation("heard \"" + heard + "\", but more was reported");
        }
        boolean waited = cutting && now - cutAt >= CUT_LIMIT;
        endedUnreported = played < texts.size() && !cutReported && !waited;
        talking = false;
        paused = false;
        cutting = false;
    }

    /// @param isWritten whether models write, or have written what nobody read
    void stepDone(boolean isWritten) {
        if (endedUnreported) {
            throw new Violation("a reply ended that nobody reported");
        }
        if (talking && !ended && !isWritten) {
            throw new Violation("reply " + id + " has no end");
        }
        if (talking && !ended && played == texts.size()) {
            throw new Violation("the agent has the floor, and nothing to say");
        }
        released = false;
    }

    void over() {
        if (isActive()) {
            throw new Violation("a reply is left after the end");
        }
    }
}
