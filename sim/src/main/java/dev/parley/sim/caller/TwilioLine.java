package dev.parley.sim.caller;

import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.MuLaw;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.TwilioPeer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A phone line of Twilio: µ-law at 8 kHz.
public final class TwilioLine implements CallerLine {
    private static final int RATE = 8_000;

    private final TwilioPeer peer;

    private TwilioLine(TwilioPeer peer) {
        this.peer = peer;
    }

    public static Dial to(PeerCall call) {
        return new Dial() {
            @Override
            public int rate() {
                return RATE;
            }

            @Override
            public CallerLine open(Ends caller) throws IOException {
                return new TwilioLine(TwilioPeer.call(call, new Side(caller)));
            }
        };
    }

    private record Side(Ends caller) implements CallerSide {
        @Override
        public void hear(byte[] frame, long callMillis) {
            caller.hear(MuLaw.decode(frame));
        }

        @Override
        public byte[] speak(long callMillis) {
            return MuLaw.encode(caller.speak(callMillis));
        }
    }

    @Override
    public void press(char key) {
        peer.press(key);
    }

    @Override
    public void hangUp() {
        peer.hangUp();
    }

    @Override
    public CompletableFuture<String> ended() {
        return peer.closed().thenApply(Object::toString);
    }

    @Override
    public long callMillis() {
        return peer.callMillis();
    }

    @Override
    public List<String> violations() {
        return peer.violations().stream().map(Object::toString).toList();
    }

    @Override
    public LivedSound recording() {
        var both = peer.recording();
        return new LivedSound(RATE, MuLaw.decode(both.caller()), MuLaw.decode(both.agent()));
    }

    @Override
    public void close() {
        peer.close();
    }
}
