package dev.parley.bench.turns;

import dev.parley.bench.turns.LivedCall.Edge;
import java.util.List;

/// What became of one turn of a caller.
///
/// @param began when the caller's first sound was said, milliseconds of the call
/// @param ended when the last one was over
/// @param answered when the agent began to speak, each time, until the next turn
/// @param edges what voice activity told, from `began` until the next turn
record Measured(String kind, long began, long ended, List<Long> answered, List<Edge> edges) {
    Measured {
        answered = List.copyOf(answered);
        edges = List.copyOf(edges);
    }

    /// The agent spoke although the caller had not finished.
    boolean wasCut() {
        return answered.stream().anyMatch(at -> at < ended);
    }

    boolean wasMissed() {
        return answered.isEmpty();
    }

    /// From the caller's last sound to the agent's answer, milliseconds; only if it was not cut.
    long delay() {
        return answered.getFirst() - ended;
    }

    /// When a rule that knows nothing but silence would have answered; -1 for never.
    long bySilence(long threshold) {
        for (int i = 0; i < edges.size(); i++) {
            var edge = edges.get(i);
            if (edge.starts()) {
                continue;
            }
            long decided = Math.max(edge.at(), edge.at() - edge.silence() + threshold);
            long goesOn =
                    edges.subList(i + 1, edges.size()).stream()
                            .filter(Edge::starts)
                            .mapToLong(Edge::at)
                            .findFirst()
                            .orElse(Long.MAX_VALUE);
            if (decided < goesOn) {
                return decided;
            }
        }
        return -1;
    }
}
