package dev.parley.bench.guard;

import dev.parley.dialog.guard.Facts;
import dev.parley.dialog.guard.OutputGuard;
import dev.parley.dialog.guard.Situation;
import dev.parley.dialog.guard.Verdict;
import dev.parley.dialog.speech.SpokenLanguage;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One sentence between a model and the voice: the usual rules and five of a house, with a prompt
/// of two thousand characters and the facts of a call.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class GuardBench {
    private static final String RULES =
            """
            rules:
              no-law: {forbid: [lawsuit, sue us, court, liable, damages], then: block}
              safety: {forbid: [safe to drive, perfectly safe], then: block}
              projects: {pattern: '\\bproject [a-z]+\\b', then: flag}
              discounts: {pattern: '\\b[0-9]+ ?(%|percent) off\\b', then: block}
              rivals: {forbid: [other garage, cheaper elsewhere], then: flag}
            """;

    private static final String PROMPT =
            "You are the receptionist of a car workshop. You tell opening hours and what services cost, and book nothing by yourself. "
                    .repeat(17);

    private static final String SHORT = "How can I help you today?";

    private static final String LONG =
            "The brake inspection costs $89.00, and on Wednesday, December 2, I have eight o'clock or one o'clock in the afternoon, so tell me which of the two suits you better and I will go on from there.";

    private final OutputGuard guard =
            OutputGuard.read("guard.yaml", RULES, SpokenLanguage.ENGLISH)
                    .and(OutputGuard.usual(SpokenLanguage.ENGLISH))
                    .withPrompt(PROMPT);

    private final Situation situation =
            new Situation(
                    "talk",
                    Facts.of(List.of(89, LocalDate.of(2026, 12, 2), "08:00", "13:00")),
                    Set.of(),
                    LocalDate.of(2026, 11, 22));

    private final String longest = (LONG + " ").repeat(3).substring(0, 400);

    @Benchmark
    public Verdict shortSentence() {
        return guard.check(SHORT, situation);
    }

    @Benchmark
    public Verdict longSentence() {
        return guard.check(LONG, situation);
    }

    /// As much as is ever handed to the guard at once: text without an end is cut here.
    @Benchmark
    public Verdict longestSentence() {
        return guard.check(longest, situation);
    }
}
