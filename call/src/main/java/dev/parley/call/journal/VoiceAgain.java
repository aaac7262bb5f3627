package dev.parley.call.journal;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How long the agent's sentences took in a call, and what a mouth reports that speaks them at this
/// pace: for a conversation that may say something else. Nanoseconds of the call. One use, one
/// thread.
final class VoiceAgain {
    private static final long MILLI = 1_000_000;
    private static final long DELAY = 120 * MILLI;
    private static final long A_CHARACTER = 60 * MILLI;
    private static final long REPORT = 10 * MILLI;

    private final Map<String, Long> delays = new HashMap<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private @Nullable Playing playing;

    /// Where a sentence of the reply is.
    private record Line(int sentence, String text, boolean isWritten) {}

    private static final class Playing {
        final long reply;
        final List<Line> lines = new ArrayList<>();
        boolean ended;
        int index;
        long startedAt = -1;
        long next;

        Playing(long reply, long next) {
            this.reply = reply;
            this.next = next;
        }
    }

    VoiceAgain(List<Replay.Redone> steps) {
        var texts = new HashMap<String, String>();
        var spoken = new HashMap<String, Long>();
        var started = new HashMap<String, Long>();
        for (var step : steps) {
            long at = step.happened().at().nanos();
            var input = step.happened().input();
            if (input instanceof Input.Mouth.SentenceStarted(long reply, int sentence)) {
                var name = reply + "." + sentence;
                started.put(name, at);
                if (sentence == 0 && spoken.containsKey(name)) {
                    delays.put(texts.get(name), at - spoken.get(name));
                }
            } else if (input
                    instanceof Input.Mouth.SentencePlayed(long reply, int sentence, boolean _)) {
                var begin = started.get(reply + "." + sentence);
                if (begin != null) {
                    lengths.put(texts.get(reply + "." + sentence), at - begin);
                }
            }
            for (var effect : step.effects()) {
                if (effect instanceof Effect.Speak(long reply, int sentence, var text)) {
                    texts.put(reply + "." + sentence, text);
                    spoken.put(reply + "." + sentence, at);
                }
            }
        }
    }

    void speak(long reply, int sentence, String text, boolean isWritten, long now) {
        var current = playing;
        if (current == null || current.reply != reply) {
            current = new Playing(reply, now + delays.getOrDefault(text, DELAY));
            playing = current;
        }
        current.lines.add(new Line(sentence, text, isWritten));
    }

    void end(long reply) {
        if (playing != null && playing.reply == reply) {
            playing.ended = true;
        }
    }

    /// What was heard of the reply that is cut now; null if it is not playing.
    Input.Mouth.@Nullable ReplyCut cut(long reply, long now) {
        var current = playing;
        if (current == null || current.reply != reply) {
            return null;
        }
        playing = null;
        if (current.startedAt < 0) {
            boolean nothing = current.index == 0;
            return new Input.Mouth.ReplyCut(reply, nothing ? -1 : current.index, 0, false);
        }
        var text = current.lines.get(current.index).text();
        double share = (double) (now - current.startedAt) / length(text);
        return new Input.Mouth.ReplyCut(
                reply, current.index, wholeWords(text, (int) (share * text.length())), false);
    }

    private static int wholeWords(String text, int chars) {
        if (chars >= text.length()) {
            return text.length();
        }
        return Math.max(0, text.lastIndexOf(' ', chars));
    }

    /// When the mouth reports next; Long.MAX_VALUE if it has nothing to.
    long next() {
        var current = playing;
        return current != null && (current.index < current.lines.size() || current.ended)
                ? current.next
                : Long.MAX_VALUE;
    }

    /// What it reports at that time.
    Input report() {
        var current = Objects.requireNonNull(playing);
        if (current.index == current.lines.size()) {
            playing = null;
            return new Input.Mouth.ReplyPlayed(current.reply);
        }
        var line = current.lines.get(current.index);
        if (line.isWritten() || current.startedAt >= 0) {
            current.index++;
            current.startedAt = -1;
            current.next += REPORT;
            return new Input.Mouth.SentencePlayed(current.reply, line.sentence(), false);
        }
        current.startedAt = current.next;
        current.next += length(line.text());
        return new Input.Mouth.SentenceStarted(current.reply, line.sentence());
    }

    private long length(String text) {
        return Math.max(1, lengths.getOrDefault(text, text.length() * A_CHARACTER));
    }
}
