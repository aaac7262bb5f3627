package dev.parley.bench.words;

import dev.parley.dialog.guard.Facts;
import dev.parley.dialog.guard.OutputGuard;
import dev.parley.dialog.guard.Situation;
import dev.parley.dialog.guard.Verdict;
import dev.parley.dialog.speech.Lexicon;
import dev.parley.dialog.speech.Sentence;
import dev.parley.dialog.speech.SentenceCutter;
import dev.parley.dialog.speech.Speakable;
import dev.parley.dialog.speech.SpokenLanguage;
import dev.parley.dialog.speech.SpokenText;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One sentence: cut, looked at by a guard with every kind of rule, made speakable.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class SentenceBench {
    private static final String RULES =
            """
            rules:
              words:
                forbid: [lawsuit, sue, guarantee, diagnosis, "for free", "no charge", competitor]
                then: block
              pattern:
                pattern: ['(a+)+b', '\\bproject [a-z]+\\b', '\\b\\w{3,20}@\\w+']
                then: flag
              prices:
                unknown: [money, percent, date]
                then: rephrase
                say: I have to look that up.
              promises:
                promises: true
                then: block
              ids:
                ids: [card, iban, ssn, key, tax-id]
                then: block
              prompt:
                prompt: true
                then: block
            """;

    @Param({"short", "usual", "longest", "odd"})
    public String kind = "usual";

    private final OutputGuard guard =
            OutputGuard.read("guard.yaml", RULES, SpokenLanguage.ENGLISH)
                    .withPrompt("You are the voice of a garage. Be brief and kind. ".repeat(100));
    private final Situation situation =
            new Situation(
                    "offer",
                    Facts.of(List.of(1200, 49.5, LocalDate.of(2026, 11, 24))),
                    Set.of(),
                    LocalDate.of(2026, 11, 21));
    private final Speakable speakable = new Speakable(SpokenLanguage.ENGLISH, Lexicon.NONE);
    private final SentenceCutter cutter =
            new SentenceCutter(SentenceCutter.Settings.of(SpokenLanguage.ENGLISH));
    private String sentence = "";

    @Setup
    public void choose() {
        var usual =
                "The oil change costs $1,200 on November 24th, 2026, and takes about two hours. ";
        sentence =
                switch (kind) {
                    case "short" -> "Sure, I can do that. ";
                    case "longest" -> usual.repeat(5);
                    case "odd" -> "a".repeat(200) + "1 2 3 4 ".repeat(25);
                    default -> usual;
                };
    }

    @Benchmark
    public Verdict guard() {
        return guard.check(sentence, situation);
    }

    @Benchmark
    public SpokenText speakable() {
        return speakable.speak(sentence);
    }

    @Benchmark
    public List<Sentence> cutter() {
        var sentences = cutter.add(sentence);
        cutter.finish();
        return sentences;
    }
}
