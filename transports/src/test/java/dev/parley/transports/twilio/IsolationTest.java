package dev.parley.transports.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.MuLaw;
import dev.parley.sim.twilio.TwilioPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many calls at once, each with a tone of its own, through a desk that echoes.
@Timeout(120)
class IsolationTest {
    private static final int CALLS = 50;

    @Test
    void no_sound_of_one_call_ever_reaches_another() throws Exception {
        try (var rig = new Rig(TestDesk.echoing(), 2)) {
            round(rig, 40);
        }
    }

    @Test
    void handles_threads_and_memory_return_after_five_hundred_calls() throws Exception {
        try (var rig = new Rig(TestDesk.echoing(), 2)) {
            round(rig, 5);
            awaitNoSockets(rig);
            long handles = openHandles();
            int threads = Thread.activeCount();
            long memory = usedAfterCollection();
            for (int i = 0; i < 10; i++) {
                round(rig, 5);
                rig.desk.forgetCalls();
            }
            awaitNoSockets(rig);
            assertThat(openHandles()).isBetween(handles - 2, handles + 2);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
            assertThat(usedAfterCollection() - memory).isLessThan(5_000_000);
        }
    }

    /// Fifty calls at once; each must hear its own tone and nothing else.
    private static void round(Rig rig, int frames) throws Exception {
        List<ToneCaller> callers = new ArrayList<>();
        List<TwilioPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < CALLS; i++) {
                var caller = new ToneCaller(300 + 40 * i, frames);
                callers.add(caller);
                peers.add(TwilioPeer.call(rig.call(), caller));
            }
            for (var caller : callers) {
                assertThat(caller.heardEnough.await(20, TimeUnit.SECONDS)).isTrue();
            }
            for (int i = 0; i < CALLS; i++) {
                assertThat(peers.get(i).violations()).isEmpty();
                callers.get(i).assertHeardOnlyItself();
                peers.get(i).hangUp();
            }
        } finally {
            peers.forEach(TwilioPeer::close);
        }
    }

    private static void awaitNoSockets(Rig rig) throws InterruptedException {
        for (int i = 0; i < 500 && rig.listener.openSockets() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(rig.listener.openSockets()).isZero();
    }

    private static long openHandles() throws Exception {
        try (var handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.count();
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /// Says one tone for ever and checks that every frame heard is one of its own, in order.
    private static final class ToneCaller implements CallerSide {
        private final double hertz;
        private final int wanted;
        private final CountDownLatch heardEnough = new CountDownLatch(1);
        private final List<byte[]> said = new ArrayList<>();
        private final List<byte[]> heard = new ArrayList<>();

        ToneCaller(double hertz, int wanted) {
            this.hertz = hertz;
            this.wanted = wanted;
        }

        @Override
        public void hear(byte[] frame, long callMillis) {
            boolean silent = Arrays.equals(frame, MuLaw.silence());
            if (!silent && heard.size() < wanted) {
                heard.add(frame);
                if (heard.size() == wanted) {
                    heardEnough.countDown();
                }
            }
        }

        @Override
        public byte[] speak(long callMillis) {
            var frame = new byte[MuLaw.FRAME_BYTES];
            for (int i = 0; i < frame.length; i++) {
                double at = (callMillis * 8 + i) / 8000.0;
                frame[i] = MuLaw.encode((short) (8000 * Math.sin(2 * Math.PI * hertz * at)));
            }
            if (said.size() < wanted) {
                said.add(frame);
            }
            return frame;
        }

        void assertHeardOnlyItself() {
            assertThat(heard).hasSize(wanted);
            for (int i = 0; i < wanted; i++) {
                assertThat(heard.get(i)).as("frame %s of %s Hz", i, hertz).isEqualTo(said.get(i));
            }
        }
    }
}
