package dev.parley.call.media;

import dev.parley.call.speech.Synthesizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Gives sentences to the voice, in order: while one plays, the next is rendered, and no more, so
/// that a reply cut early costs no engine time. The call's thread only.
final class Renderer implements AutoCloseable {
    private final Synthesizer voice;
    private Synthesizer replyVoice;
    private long reply;
    private final Queue<Job> waiting = new ArrayDeque<>();
    private final List<Running> running = new ArrayList<>();

    private record Job(Queued.Sentence sentence, StreamedSound sound) {}

    private record Running(Queued.Sentence sentence, Synthesizer.Speaking speaking) {
        boolean isAhead() {
            return !sentence.isPlaying && sentence.sound.failure() == null;
        }

        boolean isOver() {
            return sentence.sound.isComplete() && !isAhead();
        }
    }

    Renderer(Synthesizer voice) {
        this.voice = voice;
        this.replyVoice = voice;
    }

    void add(Queued.Sentence sentence, StreamedSound sound) {
        waiting.add(new Job(sentence, sound));
        advance();
    }

    /// Begins the next sentence unless one that was not heard yet is still with the voice.
    void advance() {
        for (var iterator = running.iterator(); iterator.hasNext(); ) {
            var job = iterator.next();
            if (job.isOver()) {
                job.speaking.close();
                iterator.remove();
            }
        }
        while (!waiting.isEmpty() && running.stream().noneMatch(Running::isAhead)) {
            var job = waiting.remove();
            running.add(
                    new Running(
                            job.sentence,
                            voiceOf(job.sentence.reply).speak(job.sentence.text, job.sound)));
        }
    }

    private Synthesizer voiceOf(long next) {
        if (next != reply) {
            reply = next;
            replyVoice = voice.forReply();
        }
        return replyVoice;
    }

    /// Forgets this reply and everything before it.
    void dropThrough(long reply) {
        waiting.removeIf(job -> job.sentence.reply <= reply);
        for (var iterator = running.iterator(); iterator.hasNext(); ) {
            var job = iterator.next();
            if (job.sentence.reply <= reply) {
                iterator.remove();
                job.sentence.sound.drop();
                job.speaking.close();
            }
        }
        advance();
    }

    @Override
    public void close() {
        waiting.clear();
        dropThrough(Long.MAX_VALUE);
    }
}
