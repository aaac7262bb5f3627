package dev.parley.sim.caller;

import dev.parley.sim.rtvi.Person;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviPeer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A session of a browser: 16 kHz both ways.
public final class RtviLine implements CallerLine {
    private final RtviPeer peer;

    private RtviLine(RtviPeer peer) {
        this.peer = peer;
    }

    public static Dial to(RtviCall call) {
        return new Dial() {
            @Override
            public int rate() {
                return Person.RATE;
            }

            @Override
            public CallerLine open(Ends caller) throws IOException {
                return new RtviLine(RtviPeer.join(call, new Seat(caller)));
            }
        };
    }

    private record Seat(Ends caller) implements Person {
        @Override
        public void hear(short[] frame, long millis) {
            caller.hear(frame);
        }

        @Override
        public short[] speak(long millis) {
            return caller.speak(millis);
        }
    }

    @Override
    public void press(char key) {
        peer.press(Character.toString(key));
    }

    @Override
    public void hangUp() {
        peer.leave();
    }

    @Override
    public CompletableFuture<String> ended() {
        return peer.closed().thenApply(Object::toString);
    }

    @Override
    public long callMillis() {
        return peer.millis();
    }

    @Override
    public List<String> violations() {
        return peer.violations().stream().map(Object::toString).toList();
    }

    @Override
    public LivedSound recording() {
        var both = peer.recording();
        return new LivedSound(Person.RATE, both.person(), both.bot());
    }

    @Override
    public void close() {
        peer.close();
    }
}
