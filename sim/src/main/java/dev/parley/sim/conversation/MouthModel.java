package dev.parley.sim.conversation;

import dev.parley.call.conversation.Input.Mouth;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.sim.conversation.Weather.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A mouth with a playout clock: what it plays takes time, what it reports arrives later, twice or
/// not at all, but is always true.
final class MouthModel {
    static final long MILLIS_A_CHARACTER = 50;

    private final SimulatedCall call;
    private final SplittableRandom random;
    private final Weather weather;
    private @Nullable Playing playing;

    MouthModel(SimulatedCall call, SplittableRandom random, Weather weather) {
        this.call = call;
        this.random = random;
        this.weather = weather;
    }

    void speak(long reply, int sentence, String text) {
        say(reply, sentence, text, false);
    }

    /// Shows a sentence; it is heard at once.
    void write(long reply, int sentence, String text) {
        say(reply, sentence, text, true);
    }

    private void say(long reply, int sentence, String text, boolean isWritten) {
        var current = playing;
        if (sentence == 0) {
            if (current != null && !current.over) {
                throw new Violation("two replies audible: " + current.reply + " and " + reply);
            }
            current = new Playing(reply, isWritten);
            playing = current;
        }
        if (current == null || current.reply != reply) {
            throw new Violation("sentence of an unknown reply " + reply);
        }
        current.texts.add(text);
        if (current.isWaiting) {
            current.isWaiting = false;
            var waiting = current;
            call.after(isWritten ? 15 : synthesis(), () -> play(waiting, sentence));
        } else if (sentence == 0) {
            var started = current;
            call.after(isWritten ? 15 : synthesis(), () -> play(started, 0));
        }
    }

    /// No more sentences follow.
    void end(long id) {
        var reply = playing;
        if (reply != null && reply.reply == id) {
            reply.hasEnd = true;
            if (reply.isWaiting) {
                over(reply);
            }
        }
    }

    private void over(Playing reply) {
        reply.isWaiting = false;
        reply.over = true;
        report(new Mouth.ReplyPlayed(reply.reply));
        call.agentSilent();
    }

    private long synthesis() {
        return switch (weather.voice()) {
            case PROMPT, DUPLICATING, FAILING -> random.nextLong(5, 80);
            case SLOW -> random.nextLong(100, 1500);
            case LATE -> random.nextLong(500, 4000);
        };
    }

    private void play(Playing reply, int sentence) {
        if (reply.over) {
            return;
        }
        if (reply.isPaused) {
            reply.next = sentence;
            return;
        }
        if (reply.isWritten) {
            played(reply, sentence);
            return;
        }
        if (weather.voice() == Engine.FAILING && random.nextInt(6) == 0) {
            if (random.nextBoolean()) {
                call.tally().saw("failed sentences");
                report(new Mouth.SpeechFailed(reply.reply, sentence, ProviderFailure.ENGINE));
            } else {
                call.tally().saw("stalls of the voice");
            }
            return;
        }
        reply.sentence = sentence;
        reply.startedAt = call.now();
        report(new Mouth.SentenceStarted(reply.reply, sentence));
        call.agentAudible(reply.texts.get(sentence));
        playFrom(reply, sentence, 0);
    }

    private void playFrom(Playing reply, int sentence, int chars) {
        reply.startedAt = call.now() - chars * MILLIS_A_CHARACTER;
        int pauses = reply.pauses;
        call.after(
                (reply.texts.get(sentence).length() - chars) * MILLIS_A_CHARACTER,
                () -> {
                    if (pauses == reply.pauses) {
                        played(reply, sentence);
                    }
                });
    }

    /// Falls silent; what sounded stays heard, the word in the middle of which it stopped does not.
    void pause(long id) {
        var reply = playing;
        if (reply == null || reply.reply != id || reply.over || reply.isWaiting || reply.isPaused) {
            return;
        }
        call.tally().saw("pauses");
        reply.isPaused = true;
        reply.pauses++;
        if (reply.startedAt >= 0 && reply.played <= reply.sentence) {
            reply.heard = wholeWords(reply.texts.get(reply.sentence), chars(reply));
        }
    }

    /// Goes on with the word in the middle of which it stopped.
    void resume(long id) {
        var reply = playing;
        if (reply == null || reply.reply != id || reply.over || !reply.isPaused) {
            return;
        }
        call.tally().saw("resumes");
        reply.isPaused = false;
        if (reply.next >= 0) {
            int next = reply.next;
            reply.next = -1;
            report(new Mouth.ReplyResumed(id, next, 0, 0));
            play(reply, next);
        } else if (reply.startedAt >= 0) {
            report(new Mouth.ReplyResumed(id, reply.sentence, reply.heard, 0));
            playFrom(reply, reply.sentence, reply.heard);
        }
    }

    private static int wholeWords(String text, int chars) {
        int end = chars;
        while (end > 0 && end < text.length() && text.charAt(end) != ' ') {
            end--;
        }
        return end;
    }

    private void played(Playing reply, int sentence) {
        if (reply.over) {
            return;
        }
        reply.played = sentence + 1;
        report(new Mouth.SentencePlayed(reply.reply, sentence, true));
        if (sentence + 1 < reply.texts.size()) {
            play(reply, sentence + 1);
        } else if (reply.hasEnd) {
            over(reply);
        } else {
            call.tally().saw("replies that wait for their model");
            reply.isWaiting = true;
            call.agentSilent();
        }
    }

    void cut(long id) {
        var reply = playing;
        if (reply == null || reply.reply != id || reply.over) {
            return;
        }
        reply.over = true;
        reply.cutChars = chars(reply);
        call.agentSilent();
        if (weather.voice() == Engine.LATE && random.nextInt(3) == 0) {
            call.tally().saw("cuts not reported");
            return;
        }
        report(
                new Mouth.ReplyCut(
                        id,
                        reply.startedAt < 0 ? -1 : Math.max(reply.sentence, reply.played),
                        reply.cutChars,
                        random.nextInt(5) > 0));
    }

    /// Characters of the current sentence that sounded so far.
    private int chars(Playing reply) {
        if (reply.startedAt < 0 || reply.played > reply.sentence) {
            return 0;
        }
        if (reply.isPaused) {
            return reply.heard;
        }
        long chars = (call.now() - reply.startedAt) / MILLIS_A_CHARACTER;
        return (int) Math.min(chars, reply.texts.get(reply.sentence).length());
    }

    /// What really sounded of a reply, in characters of its sentences joined by blanks.
    int soundedChars(long id) {
        var reply = playing;
        if (reply == null || reply.reply != id) {
            return 0;
        }
        int sounded = 0;
        for (int i = 0; i < reply.played; i++) {
            sounded += reply.texts.get(i).length() + (i == 0 ? 0 : 1);
        }
        int part = reply.over ? reply.cutChars : chars(reply);
        return sounded + (part == 0 ? 0 : part + (sounded == 0 ? 0 : 1));
    }

    private void report(Mouth report) {
        if (weather.disordered()) {
            call.deliverAfter(random.nextLong(0, 120), report);
        } else {
            call.deliverInOrder(random.nextLong(0, 60), report);
        }
        if (weather.voice() == Engine.DUPLICATING && random.nextInt(3) == 0) {
            call.tally().saw("doubled reports");
            call.deliverAfter(random.nextLong(0, 3000), report);
        }
    }

    private static final class Playing {
        final long reply;
        final boolean isWritten;
        final List<String> texts = new ArrayList<>();
        int sentence;
        int played;
        int cutChars;
        int heard;
        int pauses;
        boolean isPaused;
        boolean hasEnd;

        /// All was played that there is, and there may be more.
        boolean isWaiting;

        /// The sentence that waits for the end of the pause; -1 for none.
        int next = -1;

        long startedAt = -1;
        boolean over;

        Playing(long reply, boolean isWritten) {
            this.reply = reply;
            this.isWritten = isWritten;
        }
    }
}
