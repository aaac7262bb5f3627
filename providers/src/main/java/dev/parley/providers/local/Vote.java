package dev.parley.providers.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Agrees on one answer among what several hearings of the same sound guessed: the one that is
/// likeliest in all of them together. How likely a guess is counts from the likeliest of its
/// hearing; an answer that a hearing did not guess is taken to be [#UNHEARD] behind. "Oh" and
/// "zero" are one word.
///
/// `leastLead` is the price of an error: an answer that is no further ahead of the next one is
/// none, and the caller is asked again.
///
/// @param leastLead natural logarithm of how much likelier than the second an answer must be
record Vote(double leastLead) {
    /// How far behind an answer is that was not guessed (natural logarithm).
    static final double UNHEARD = 6;

    private static final Pattern OH = Pattern.compile("\\boh\\b");

    /// @param hearings the guesses of each, the likeliest first
    /// @param isAnswer tells answers from other words
    Optional<String> among(List<List<Guess>> hearings, Predicate<String> isAnswer) {
        Map<String, String> answers = new HashMap<>();
        List<Map<String, Double>> ballots =
                hearings.stream().map(guesses -> ballot(guesses, isAnswer, answers)).toList();
        Set<String> candidates = new HashSet<>(answers.keySet());
        String first = null;
        double most = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (String candidate : candidates.stream().sorted().toList()) {
            double sum = 0;
            for (Map<String, Double> ballot : ballots) {
                sum += Math.max(-UNHEARD, ballot.getOrDefault(candidate, -UNHEARD));
            }
            if (sum > most) {
                second = most;
                most = sum;
                first = candidate;
            } else {
                second = Math.max(second, sum);
            }
        }
        return first == null || most - second < leastLead
                ? Optional.empty()
                : Optional.ofNullable(answers.get(first));
    }

    /// How far each answer is behind the likeliest guess of one hearing.
    private static Map<String, Double> ballot(
            List<Guess> guesses, Predicate<String> isAnswer, Map<String, String> answers) {
        Map<String, Double> ballot = new HashMap<>();
        for (Guess guess : guesses) {
            String words = guess.words();
            if (!words.isEmpty() && !words.contains(VoskText.UNKNOWN) && isAnswer.test(words)) {
                String key = OH.matcher(words).replaceAll("zero");
                answers.putIfAbsent(key, words);
                ballot.merge(key, guess.score() - guesses.getFirst().score(), Math::max);
            }
        }
        return ballot;
    }
}
