package dev.parley.transports.browser;

import dev.parley.call.leg.CallDesk;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegEvents;
import dev.parley.call.leg.Onlooker.Sight;
import dev.parley.compliance.Sensitive;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Admits every call, or none, and lets a test play the call.
final class BrowserDesk implements CallDesk {
    private final BlockingQueue<TestCall> calls = new LinkedBlockingQueue<>();
    private volatile String declineReason = "";
    private final AtomicInteger admitted = new AtomicInteger();

    void declineAll(String reason) {
        declineReason = reason;
    }

    @Override
    public Answer offer(Offer offer, Leg leg) {
        if (!declineReason.isEmpty()) {
            return new Answer.Declined(declineReason);
        }
        var call = new TestCall("call-" + admitted.incrementAndGet(), offer, leg);
        call.see(new Sight.Opened(call.id, "garage"));
        calls.add(call);
        return new Answer.Admitted(call.id, call);
    }

    boolean sawNoCall() {
        return calls.isEmpty();
    }

    TestCall next() throws InterruptedException {
        return TestCall.within(calls);
    }

    /// One call, as its leg told it.
    static final class TestCall implements LegEvents {
        final String id;
        final Offer offer;
        final Leg leg;
        final BlockingQueue<Sound> sounds = new LinkedBlockingQueue<>();
        final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        record Sound(int samples, int loudest, long mediaMillis) {}

        TestCall(String id, Offer offer, Leg leg) {
            this.id = id;
            this.offer = offer;
            this.leg = leg;
        }

        void see(Sight sight) {
            leg.onlooker().saw(sight);
        }

        void plan(long reply, String... sentences) {
            for (int i = 0; i < sentences.length; i++) {
                see(new Sight.SentencePlanned(reply, i, Sensitive.of(sentences[i])));
            }
            see(new Sight.ReplyComplete(reply));
        }

        /// Sends this much of a loud tone, unpaced.
        void sound(int frames) {
            byte[] frame = new byte[leg.traits().codec().frameBytes()];
            for (int i = 1; i < frame.length; i += 2) {
                frame[i] = (byte) (i % 8 < 4 ? 0x20 : 0xE0);
            }
            for (int i = 0; i < frames; i++) {
                leg.send(frame, 0, frame.length);
            }
        }

        @Override
        public void audio(byte[] payload, int offset, int length, long mediaMillis) {
            int loudest = 0;
            for (int i = offset; i < offset + length; i += 2) {
                loudest = Math.max(loudest, (short) ((payload[i] & 0xFF) | (payload[i + 1] << 8)));
            }
            sounds.add(new Sound(length / 2, loudest, mediaMillis));
        }

        @Override
        public void key(char key) {
            told.add("key " + key);
        }

        @Override
        public void played(long markId) {
            throw new IllegalStateException("browsers report nothing");
        }

        @Override
        public void written(String words, boolean answer, boolean voiced) {
            told.add("written " + words + " " + answer + " " + voiced);
        }

        @Override
        public void turnOpened() {
            told.add("turn opened");
        }

        @Override
        public void turnClosed() {
            told.add("turn closed");
        }

        @Override
        public void away() {
            told.add("away");
        }

        @Override
        public void back() {
            told.add("back");
        }

        @Override
        public void ended(LegEnd end) {
            told.add("ended " + end);
        }

        String next() throws InterruptedException {
            return within(told);
        }

        static <T> T within(BlockingQueue<T> queue) throws InterruptedException {
            var next = queue.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("expected an event within 20 s, none came");
            }
            return next;
        }
    }
}
