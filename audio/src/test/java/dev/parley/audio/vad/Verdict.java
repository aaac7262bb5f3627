package dev.parley.audio.vad;

import dev.parley.audio.vad.PhoneLine.Utterance;
import dev.parley.audio.vad.Stretches.Stretch;
import java.util.List;

/// How well a detector did on a line.
///
/// @param missed utterances without any speech told
/// @param falseStarts stretches outside all utterances
/// @param cuts ends told inside an utterance
/// @param worstOnset the latest start behind the true one, in seconds
/// @param worstEnd the largest distance of the last speech told from the true end, in seconds
record Verdict(int missed, int falseStarts, int cuts, double worstOnset, double worstEnd) {
    static Verdict of(PhoneLine line, Stretches heard) {
        int missed = 0;
        int cuts = 0;
        double worstOnset = 0;
        double worstEnd = 0;
        for (Utterance utterance : line.utterances) {
            List<Stretch> inside =
                    heard.closed().stream()
                            .filter(s -> s.overlaps(utterance.from(), utterance.to()))
                            .toList();
            if (inside.isEmpty()) {
                missed++;
                continue;
            }
            cuts += inside.size() - 1;
            worstOnset = Math.max(worstOnset, inside.getFirst().from() - utterance.from());
            worstEnd = Math.max(worstEnd, Math.abs(inside.getLast().to() - utterance.to()));
        }
        long outside =
                heard.closed().stream()
                        .filter(s ->
                                line.utterances.stream()
                                        .noneMatch(u -> s.overlaps(u.from(), u.to())))
                        .count();
        return new Verdict(missed, (int) outside, cuts, worstOnset, worstEnd);
    }
}
