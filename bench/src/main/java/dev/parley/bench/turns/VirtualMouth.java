package dev.parley.bench.turns;

import dev.parley.call.conversation.Input;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/// The agent's way out in virtual time: every sentence takes as long as it would, a cut is reported
/// at once with the words that were over.
final class VirtualMouth {
    private static final int CHARACTER_MILLIS = 62;

    private final Consumer<Input> conversation;
    private final Queue<Sentence> waiting = new ArrayDeque<>();
    private long endedReply = -1;
    private long lastReply = -1;
    private long startedAt = -1;
    private long pausedAt = -1;

    private record Sentence(long reply, int index, String text) {
        long millis() {
            return VirtualMouth.millis(text);
        }
    }

    /// How long a sentence takes.
    static long millis(String text) {
        return (long) text.length() * CHARACTER_MILLIS;
    }

    VirtualMouth(Consumer<Input> conversation) {
        this.conversation = conversation;
    }

    void speak(long reply, int index, String text) {
        waiting.add(new Sentence(reply, index, text));
        lastReply = reply;
    }

    void endReply(long reply) {
        endedReply = reply;
        lastReply = reply;
    }

    /// Falls silent in the middle of this reply, until it is resumed or cut.
    void pause(long reply, long now) {
        if (lastReply == reply && !waiting.isEmpty()) {
            pausedAt = now;
        }
    }

    /// Goes on where it paused.
    void resume(long reply, long now) {
        if (pausedAt < 0 || lastReply != reply) {
            return;
        }
        startedAt += startedAt < 0 ? 0 : now - pausedAt;
        pausedAt = -1;
        var playing = waiting.peek();
        if (playing != null) {
            int chars = startedAt < 0 ? 0 : (int) ((now - startedAt) / CHARACTER_MILLIS);
            conversation.accept(new Input.Mouth.ReplyResumed(reply, playing.index, chars, 0));
        }
    }

    void cut(long reply, long asked) {
        long now = pausedAt < 0 ? asked : pausedAt;
        pausedAt = -1;
        var playing = waiting.peek();
        int sentence = -1;
        int chars = 0;
        if (playing != null && startedAt >= 0) {
            sentence = playing.index;
            chars = (int) Math.min(playing.text.length(), (now - startedAt) / CHARACTER_MILLIS);
        }
        waiting.clear();
        startedAt = -1;
        endedReply = -1;
        lastReply = -1;
        conversation.accept(new Input.Mouth.ReplyCut(reply, sentence, chars, true));
    }

    /// What is said now; empty for nothing.
    String text() {
        var playing = waiting.peek();
        return playing == null || startedAt < 0 || pausedAt >= 0 ? "" : playing.text;
    }

    /// How long it was said before `now`.
    long saidMillis(long now) {
        return now - startedAt;
    }

    boolean isSpeaking() {
        return !waiting.isEmpty();
    }

    /// Something is still to be said or reported.
    boolean isBusy() {
        return isSpeaking() || endedReply >= 0;
    }

    /// Time has come to `now`, milliseconds.
    void advance(long now) {
        if (pausedAt >= 0) {
            return;
        }
        for (var playing = waiting.peek(); playing != null; playing = waiting.peek()) {
            if (startedAt < 0) {
                startedAt = now;
                conversation.accept(new Input.Mouth.SentenceStarted(playing.reply, playing.index));
            }
            if (now < startedAt + playing.millis()) {
                return;
            }
            waiting.remove();
            startedAt = -1;
            conversation.accept(new Input.Mouth.SentencePlayed(playing.reply, playing.index, true));
        }
        if (endedReply >= 0 && endedReply == lastReply) {
            long reply = endedReply;
            endedReply = -1;
            conversation.accept(new Input.Mouth.ReplyPlayed(reply));
        }
    }
}
