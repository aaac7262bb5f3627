package dev.parley.app.rehearsal;

import dev.parley.sim.caller.LivedSound;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Where both sides sounded in a call, as the caller lived it, and the silences that the agent
/// owed. Milliseconds of the call.
///
/// @param length of the whole call
record SoundSpans(List<Span> caller, List<Span> agent, long length) {
    private static final int FRAME_MILLIS = 20;

    /// Louder than this it is no line noise: about -44 dBFS.
    private static final int LOUD = 200;

    /// Pauses within a sentence are shorter.
    private static final int PAUSE_MILLIS = 240;

    /// A caller who speaks again after less had only paused.
    private static final int CALLER_PAUSE_MILLIS = 1_500;

    record Span(long from, long to) {}

    /// A silence that the agent owed an end.
    ///
    /// @param millis how long it was
    /// @param from when it began
    record DeadAir(long millis, long from) {}

    SoundSpans {
        caller = List.copyOf(caller);
        agent = List.copyOf(agent);
    }

    static SoundSpans of(LivedSound sound) {
        var agent = sound.agent();
        return new SoundSpans(
                spans(sound.caller(), sound.rate()),
                spans(agent, sound.rate()),
                agent.length * 1_000L / sound.rate());
    }

    private static List<Span> spans(short[] samples, int rate) {
        int size = rate * FRAME_MILLIS / 1_000;
        List<Span> spans = new ArrayList<>();
        for (int frame = 0; (frame + 1) * size <= samples.length; frame++) {
            long sum = 0;
            for (int i = frame * size; i < (frame + 1) * size; i++) {
                sum += (long) samples[i] * samples[i];
            }
            if (sum <= (long) LOUD * LOUD * size) {
                continue;
            }
            long at = (long) frame * FRAME_MILLIS;
            if (!spans.isEmpty() && at - spans.getLast().to() < PAUSE_MILLIS) {
                spans.set(spans.size() - 1, new Span(spans.getLast().from(), at + FRAME_MILLIS));
            } else {
                spans.add(new Span(at, at + FRAME_MILLIS));
            }
        }
        return spans;
    }

    /// From the caller's last sound up to `until` to the agent's first after it; empty if the agent
    /// did not answer before the caller spoke again.
    OptionalLong answerAfter(long until) {
        long ended = caller.stream().mapToLong(Span::to).filter(to -> to <= until).max().orElse(-1);
        if (ended < 0) {
            return OptionalLong.empty();
        }
        long next =
                caller.stream()
                        .mapToLong(Span::from)
                        .filter(from -> from >= ended)
                        .min()
                        .orElse(length);
        return agent.stream()
                .filter(span -> span.to() > ended && span.from() < next)
                .mapToLong(span -> Math.max(0, span.from() - ended))
                .min();
    }

    /// The longest silence that the agent owed an end: before its first sound, between two of its
    /// own, or after the caller's.
    DeadAir longest() {
        var longest = new DeadAir(0, 0);
        var both = new ArrayList<Turn>();
        caller.forEach(span -> both.add(new Turn(false, span)));
        agent.forEach(span -> both.add(new Turn(true, span)));
        both.sort((one, two) -> Long.compare(one.span.from(), two.span.from()));
        long quietFrom = 0;
        boolean isOwed = true;
        for (var turn : both) {
            long gap = turn.span.from() - quietFrom;
            boolean isAnswer = turn.isAgent || (isOwed && gap > CALLER_PAUSE_MILLIS);
            if (isAnswer && gap > longest.millis()) {
                longest = new DeadAir(gap, quietFrom);
            }
            if (turn.span.to() >= quietFrom) {
                quietFrom = turn.span.to();
                isOwed = !turn.isAgent;
            }
        }
        return isOwed && length - quietFrom > longest.millis()
                ? new DeadAir(length - quietFrom, quietFrom)
                : longest;
    }

    /// Whether the agent sounded after the caller's last sound.
    boolean isAgentLast() {
        return !agent.isEmpty()
                && (caller.isEmpty() || agent.getLast().to() > caller.getLast().to());
    }

    private record Turn(boolean isAgent, Span span) {}
}
