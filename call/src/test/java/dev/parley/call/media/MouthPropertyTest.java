package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.media.FakeLeg.Sent;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the order of speaking, cutting, sound and time: nothing stale after a flush, every
/// reply answered once, and never more reported as heard than the carrier played.
final class MouthPropertyTest {
    private static final int RUNS = 1500;
    private static final String TEXT = "one two three four five six seven eight";
    private static final int FRAMES = 40;

    /// One random call: the carrier plays a frame every 20 ms, confirms marks as it reaches them,
    /// and forgets at a flush.
    private static final class RandomCall {
        final SplittableRandom random;
        final MouthStage stage;
        final Queue<Sent> carrier = new ArrayDeque<>();
        int played;
        long lastReply;
        int seen;
        long busyUntil;

        RandomCall(long seed, LegTraits traits) {
            random = new SplittableRandom(seed);
            stage = new MouthStage(traits);
        }

        void run() {
            int sentences = 0;
            boolean isOpen = false;
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> {
                        if (!isOpen) {
                            lastReply++;
                            sentences = 0;
                            isOpen = true;
                        }
                        stage.mouth.speak(lastReply, sentences++, TEXT);
                    }
                    case 1 -> {
                        if (isOpen) {
                            stage.mouth.endReply(lastReply);
                            isOpen = false;
                        }
                    }
                    case 2 -> {
                        if (lastReply > 0 && random.nextInt(3) == 0) {
                            stage.mouth.cut(lastReply);
                            isOpen = false;
                        }
                    }
                    case 3 -> deliver();
                    default -> pass(1 + random.nextInt(150));
                }
            }
            if (isOpen) {
                stage.mouth.endReply(lastReply);
            }
            for (int i = 0; i < 20 * 60; i++) {
                deliver();
                pass(20);
            }
        }

        private void deliver() {
            for (var one : List.copyOf(stage.voice.spoken)) {
                if (!one.isClosed && random.nextInt(2) == 0) {
                    one.whole(FRAMES, valueOf(one));
                }
            }
        }

        /// The value of a sentence's frames: the reply that asked for it, as the order of asking
        /// tells.
        private int valueOf(FakeVoice.Spoken one) {
            return stage.voice.spoken.indexOf(one) + 1;
        }

        private void pass(int millis) {
            for (int i = 0; i < millis; i++) {
                stage.time.pass(1);
                carry();
            }
        }

        private void carry() {
            for (; seen < stage.leg.sent.size(); seen++) {
                var item = stage.leg.sent.get(seen);
                if (item instanceof Sent.Flush) {
                    carrier.clear();
                    busyUntil = stage.time.nanos();
                } else {
                    carrier.add(item);
                }
            }
            long now = stage.time.nanos();
            while (!carrier.isEmpty()) {
                var head = carrier.peek();
                if (head instanceof Sent.Frame) {
                    long start = Math.max(busyUntil, head.nanos());
                    if (start + Mouth.FRAME_NANOS > now) {
                        return;
                    }
                    busyUntil = start + Mouth.FRAME_NANOS;
                    played++;
                } else if (head instanceof Sent.Mark(long at, long id)) {
                    if (Math.max(busyUntil, at) > now) {
                        return;
                    }
                    stage.mouth.played(id);
                }
                carrier.remove();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_reply_is_answered_once_and_sentences_in_order(boolean marks) {
        for (int seed = 0; seed < RUNS; seed++) {
            var call = run(seed, marks);
            var answered = new HashMap<Long, Integer>();
            long lastReply = 0;
            int lastSentence = -1;
            for (var input : call.stage.told) {
                switch (input) {
                    case Input.Mouth.ReplyPlayed(long reply) ->
                            answered.merge(reply, 1, Integer::sum);
                    case Input.Mouth.ReplyCut cut -> answered.merge(cut.reply(), 1, Integer::sum);
                    case Input.Mouth.SentenceStarted(long reply, int sentence) -> {
                        boolean follows =
                                reply > lastReply
                                        ? sentence == 0
                                        : reply == lastReply && sentence == lastSentence + 1;
                        assertThat(follows).as("seed %d: %s", seed, input).isTrue();
                        lastReply = reply;
                        lastSentence = sentence;
                    }
                    default -> {}
                }
            }
            for (long reply = 1; reply <= call.lastReply; reply++) {
                assertThat(answered).as("seed " + seed).containsEntry(reply, 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_of_a_cut_reply_follows_its_flush(boolean marks) {
        for (int seed = 0; seed < RUNS; seed++) {
            var call = run(seed, marks);
            int newest = 0;
            boolean flushed = false;
            int flushedValue = 0;
            for (var item : call.stage.leg.sent) {
                switch (item) {
                    case Sent.Flush _ -> {
                        flushed = true;
                        flushedValue = newest;
                    }
                    case Sent.Frame(long _, int value) -> {
                        assertThat(value).as("seed " + seed).isGreaterThanOrEqualTo(newest);
                        if (flushed) {
                            assertThat(value).as("seed " + seed).isGreaterThan(flushedValue);
                        }
                        newest = value;
                    }
                    case Sent.Mark _, Sent.HangUp _ -> {}
                }
            }
        }
    }

    @Test
    void what_is_reported_as_heard_with_marks_was_played_by_the_carrier() {
        for (int seed = 0; seed < RUNS; seed++) {
            var call = run(seed, true);
            int reported = 0;
            for (var input : call.stage.told) {
                switch (input) {
                    case Input.Mouth.SentencePlayed played -> {
                        assertThat(played.certain()).as("seed " + seed).isTrue();
                        reported += FRAMES;
                    }
                    case Input.Mouth.ReplyCut(long _, int sentence, int chars, boolean _) -> {
                        if (sentence >= 0 && chars < TEXT.length()) {
                            assertThat(TEXT.charAt(chars)).isEqualTo(' ');
                            reported += chars * FRAMES / TEXT.length();
                        }
                    }
                    default -> {}
                }
            }
            assertThat(reported).as("seed " + seed).isLessThanOrEqualTo(call.played);
        }
    }

    @Test
    void the_random_calls_do_cut_replies_that_are_being_heard() {
        long flushes = 0;
        long heardInPart = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            var call = run(seed, true);
            flushes += call.stage.leg.only(Sent.Flush.class).size();
            heardInPart +=
                    call.stage.told(Input.Mouth.ReplyCut.class).stream()
                            .filter(cut -> cut.heardChars() > 0)
                            .count();
        }
        assertThat(flushes).isGreaterThan(1000);
        assertThat(heardInPart).isGreaterThan(500);
    }

    private static RandomCall run(long seed, boolean marks) {
        var call =
                new RandomCall(seed, marks ? FakeLeg.marks(200) : FakeLeg.clock(60, true, false));
        call.run();
        return call;
    }
}
