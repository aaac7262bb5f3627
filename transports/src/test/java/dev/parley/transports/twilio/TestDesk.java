package dev.parley.transports.twilio;

import dev.parley.call.leg.CallDesk;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegEvents;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Admits every call, or none, and remembers what each was told.
final class TestDesk implements CallDesk {
    private final Function<Leg, Reaction> reaction;
    private final BlockingQueue<TestCall> calls = new LinkedBlockingQueue<>();
    private volatile String declineReason = "";

    /// What a call does when sound arrives.
    @FunctionalInterface
    interface Reaction {
        void audio(byte[] payload, int offset, int length, long mediaMillis);
    }

    /// Calls that only listen.
    TestDesk() {
        this(_ -> (_, _, _, _) -> {});
    }

    TestDesk(Function<Leg, Reaction> reaction) {
        this.reaction = reaction;
    }

    /// Calls that say back every frame at once; the IO thread plays the wheel.
    static TestDesk echoing() {
        return new TestDesk(
                leg -> (payload, offset, length, _) -> leg.send(payload, offset, length));
    }

    void declineAll(String reason) {
        declineReason = reason;
    }

    /// The next call that was admitted.
    TestCall next() throws InterruptedException {
        var call = calls.poll(10, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("expected a call within 10 s, none came");
        }
        return call;
    }

    void forgetCalls() {
        calls.clear();
    }

    boolean sawNoCall() {
        return calls.isEmpty();
    }

    @Override
    public Answer offer(Offer offer, Leg leg) {
        if (!declineReason.isEmpty()) {
            return new Answer.Declined(declineReason);
        }
        var call = new TestCall(offer, leg, reaction.apply(leg));
        calls.add(call);
        return new Answer.Admitted("call-" + offer.carrierCallId(), call);
    }

    /// One call, as its leg told it.
    static final class TestCall implements LegEvents {
        final Offer offer;
        final Leg leg;
        final List<Long> mediaMillis = new CopyOnWriteArrayList<>();
        final BlockingQueue<Character> keys = new LinkedBlockingQueue<>();
        final BlockingQueue<Long> played = new LinkedBlockingQueue<>();
        final BlockingQueue<LegEnd> ends = new LinkedBlockingQueue<>();
        private final BlockingQueue<Long> audioBytes = new LinkedBlockingQueue<>();
        private final Reaction reaction;
        private long bytes;

        TestCall(Offer offer, Leg leg, Reaction reaction) {
            this.offer = offer;
            this.leg = leg;
            this.reaction = reaction;
        }

        @Override
        public void audio(byte[] payload, int offset, int length, long mediaMillis) {
            if (!ends.isEmpty()) {
                throw new IllegalStateException("sound after the end");
            }
            this.mediaMillis.add(mediaMillis);
            bytes += length;
            reaction.audio(payload, offset, length, mediaMillis);
            audioBytes.add(bytes);
        }

        @Override
        public void key(char key) {
            keys.add(key);
        }

        @Override
        public void played(long markId) {
            played.add(markId);
        }

        @Override
        public void written(String words, boolean answer, boolean voiced) {
            throw new IllegalStateException("nobody writes on a telephone");
        }

        @Override
        public void away() {
            throw new IllegalStateException("a telephone does not come back");
        }

        @Override
        public void back() {
            throw new IllegalStateException("a telephone does not come back");
        }

        @Override
        public void ended(LegEnd end) {
            ends.add(end);
        }

        LegEnd end() throws InterruptedException {
            return within(ends);
        }

        /// Waits for `frames` more messages of sound.
        void awaitFrames(int frames) throws InterruptedException {
            for (int i = 0; i < frames; i++) {
                within(audioBytes);
            }
        }

        static <T> T within(BlockingQueue<T> queue) throws InterruptedException {
            var next = queue.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("expected an event within 10 s, none came");
            }
            return next;
        }
    }
}
