package dev.parley.sim.spoken;

import dev.parley.call.conversation.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agent's side of the line: sentences play one after another and are reported as the Mouth
/// does.
final class AgentVoice {
    private static final long SYNTHESIS_MILLIS = 40;

    private final Timetable timetable;
    private final SpokenLine line;
    private final Listener listener;
    private @Nullable Playing playing;

    /// Told what reaches the caller's ear.
    interface Listener {
        /// A sentence begins to sound and will take so long.
        void begins(String sentence, long millis);

        /// It was heard to its end.
        void heard(String sentence);

        /// Nothing sounds any more.
        void silent();
    }

    AgentVoice(Timetable timetable, SpokenLine line, Listener listener) {
        this.timetable = timetable;
        this.line = line;
        this.listener = listener;
    }

    boolean isSpeaking() {
        return playing != null;
    }

    void speak(long reply, String text) {
        var current = playing;
        if (current == null || current.reply != reply) {
            var next = new Playing(reply);
            next.sentences.add(text);
            playing = next;
            timetable.in(SYNTHESIS_MILLIS, () -> play(next));
        } else {
            current.sentences.add(text);
        }
    }

    private void play(Playing reply) {
        if (playing != reply) {
            return;
        }
        var text = reply.sentences.get(reply.at);
        reply.startedAt = timetable.now();
        reply.millis = line.millis(text);
        timetable.tell(new Input.Mouth.SentenceStarted(reply.reply, reply.at));
        listener.begins(text, reply.millis);
        ends(reply, text, reply.millis);
    }

    private void ends(Playing reply, String text, long millis) {
        int pauses = reply.pauses;
        timetable.in(
                millis,
                () -> {
                    if (pauses == reply.pauses) {
                        played(reply, text);
                    }
                });
    }

    /// Falls silent in the middle of a sentence.
    void pause(long reply) {
        var current = playing;
        if (current != null && current.reply == reply && current.millis > 0) {
            current.pauses++;
            current.chars = chars(current);
        }
    }

    /// Goes on with the word in which it fell silent.
    void resume(long reply) {
        var current = playing;
        if (current == null || current.reply != reply || current.chars < 0) {
            return;
        }
        var text = current.sentences.get(current.at);
        int from = current.chars;
        while (from > 0 && from < text.length() && text.charAt(from) != ' ') {
            from--;
        }
        current.chars = -1;
        long sounded = current.millis * from / text.length();
        current.startedAt = timetable.now() - sounded;
        timetable.tell(new Input.Mouth.ReplyResumed(reply, current.at, from, 0));
        ends(current, text, current.millis - sounded);
    }

    private int chars(Playing reply) {
        if (reply.chars >= 0) {
            return reply.chars;
        }
        var text = reply.sentences.get(reply.at);
        long sounded = timetable.now() - reply.startedAt;
        return (int) Math.min(text.length(), text.length() * sounded / reply.millis);
    }

    private void played(Playing reply, String text) {
        if (playing != reply) {
            return;
        }
        listener.heard(text);
        timetable.tell(new Input.Mouth.SentencePlayed(reply.reply, reply.at, true));
        reply.at++;
        if (reply.at < reply.sentences.size()) {
            play(reply);
            return;
        }
        playing = null;
        timetable.tell(new Input.Mouth.ReplyPlayed(reply.reply));
        listener.silent();
    }

    void cut(long reply) {
        var current = playing;
        if (current == null || current.reply != reply) {
            return;
        }
        playing = null;
        int chars = 0;
        if (current.millis > 0 && current.at < current.sentences.size()) {
            chars = chars(current);
        }
        timetable.tell(new Input.Mouth.ReplyCut(reply, current.at, chars, true));
        listener.silent();
    }

    private static final class Playing {
        private final long reply;
        private final List<String> sentences = new ArrayList<>();
        private int at;
        private long startedAt;
        private long millis;
        private int pauses;

        /// Characters heard of the sentence that is paused; -1 while it sounds.
        private int chars = -1;

        Playing(long reply) {
            this.reply = reply;
        }
    }
}
