package dev.parley.sim.twilio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Twilio's side of one stream without network and clock: [#tick] is 20 ms. What it returns is to
/// be sent, in order. Not thread-safe.
final class TwilioSide {
    private static final int LATE_TICKS = 100;
    private static final int MAX_VIOLATIONS = 1_000;

    private final PeerCall call;
    private final CallerSide caller;
    private final StreamMessages messages;
    private final PlayQueue queue = new PlayQueue();
    private final PeerRecording recording;
    private final List<Violation> violations;
    private final Deque<LateEcho> late = new ArrayDeque<>();
    private long ticks;
    private long clears;
    private long marks;

    private record LateEcho(String name, long tick) {}

    /// `violations` must be safe for the threads that read it.
    TwilioSide(
            PeerCall call, CallerSide caller, PeerRecording recording, List<Violation> violations) {
        this.call = call;
        this.caller = caller;
        this.messages = new StreamMessages(call);
        this.recording = recording;
        this.violations = violations;
    }

    StreamMessages messages() {
        return messages;
    }

    List<String> opening() {
        List<String> opening = new ArrayList<>();
        var faults = call.faults();
        if (!faults.contains(PeerFault.NO_CONNECTED)) {
            opening.add(messages.connected());
        }
        if (faults.contains(PeerFault.MEDIA_FIRST)) {
            opening.add(messages.media(MuLaw.silence(), 0));
        }
        if (!faults.contains(PeerFault.NO_START)) {
            opening.add(messages.start());
        }
        return opening;
    }

    /// The next 20 ms: what was played is acknowledged, the caller hears and speaks.
    List<String> tick() {
        List<String> out = new ArrayList<>(echoes(queue.framePlayed()));
        while (!late.isEmpty() && late.getFirst().tick() <= ticks) {
            out.add(messages.mark(late.removeFirst().name(), call.streamSid()));
        }
        long millis = callMillis();
        var heard = queue.nextFrame();
        caller.hear(heard.clone(), millis);
        var said = caller.speak(millis);
        if (said.length != MuLaw.FRAME_BYTES) {
            throw new IllegalArgumentException(
                    "expected a frame of 160 bytes of µ-law, got " + said.length);
        }
        recording.add(said, heard);
        ticks++;
        out.add(messages.media(said, millis));
        return out;
    }

    /// Takes a text message of the server; returns what Twilio answers at once.
    List<String> received(String text) {
        return switch (ServerMessage.read(text, call.streamSid())) {
            case ServerMessage.Media(byte[] sound) -> {
                if (!queue.append(sound)) {
                    violate(Violation.invalid("more than ten minutes buffered", text));
                }
                yield List.of();
            }
            case ServerMessage.Mark(String name) -> {
                marks++;
                yield echoes(queue.mark(name));
            }
            case ServerMessage.Clear _ -> {
                clears++;
                yield echoes(queue.clear());
            }
            case ServerMessage.Invalid(Violation violation) -> {
                violate(violation);
                yield List.of();
            }
        };
    }

    void violate(Violation violation) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(violation);
        }
    }

    long callMillis() {
        return ticks * 20;
    }

    long bufferedMillis() {
        return queue.bufferedMillis();
    }

    long clears() {
        return clears;
    }

    long marks() {
        return marks;
    }

    private List<String> echoes(List<String> names) {
        List<String> out = new ArrayList<>();
        for (var name : names) {
            if (call.faults().contains(PeerFault.LATE_MARKS)) {
                late.add(new LateEcho(name, ticks + LATE_TICKS));
            } else {
                out.add(messages.mark(name, call.streamSid()));
                if (call.faults().contains(PeerFault.DUPLICATE_MARKS)) {
                    out.add(messages.mark(name, call.streamSid()));
                }
            }
        }
        return out;
    }
}
