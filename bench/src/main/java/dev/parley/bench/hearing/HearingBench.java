package dev.parley.bench.hearing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parley.bench.voices.Foreign;
import dev.parley.bench.voices.Recorded;
import dev.parley.bench.voices.Voice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How well callers are understood, by kind of question, voice, line and noise. Called by
/// `bench/hearing.sh`, which says what the options are.
public final class HearingBench {
    private static final PrintStream OUT = System.out;
    private static final PrintStream PROGRESS = System.err;

    /// The line on which foreign sentences are spoken.
    private static final Condition STRANGERS_LINE = Condition.ALL.getFirst();

    private final Trial trial;
    private final List<Voice> voices;
    private final boolean verbose;

    private HearingBench(Trial trial, List<Voice> voices, boolean verbose) {
        this.trial = trial;
        this.voices = voices;
        this.verbose = verbose;
    }

    /// @param args folder of the bench, then the options
    public static void main(String[] args) throws Exception {
        var options = new Options(List.of(args));
        var home = Path.of(args[0]);
        var results = options.has("--join") ? joined(options.word("--join")) : run(home, options);
        if (options.has("--json")) {
            var mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            OUT.println(mapper.writeValueAsString(results));
        } else {
            OUT.println(HearingPage.tables(results));
        }
        if (options.has("--page")) {
            HearingPage.write(home, results);
        }
        // The voices' threads are not daemons.
        System.exit(0);
    }

    /// The figures of earlier runs, as one.
    private static Results joined(String files) throws IOException {
        var mapper = new ObjectMapper();
        var parts = new ArrayList<Results>();
        for (var file : files.split(",")) {
            parts.add(mapper.readValue(Path.of(file).toFile(), Results.class));
        }
        return Results.joined(parts);
    }

    private static Results run(Path home, Options options) throws Exception {
        int items = options.number("--items", 12);
        var folder = home.resolve("target/hearing");
        Files.createDirectories(folder);
        var kinds =
                Answers.all(items).stream()
                        .filter(k -> options.wants("--kinds", k.kind()))
                        .toList();
        var voices = Voice.ALL.stream().filter(v -> options.wants("--voices", v.name())).toList();
        try (var trial = new Trial(folder);
                var pool = Executors.newFixedThreadPool(options.number("--threads", 2))) {
            var bench = new HearingBench(trial, voices, options.has("--verbose"));
            var cells = new ArrayList<Future<Results.Cell>>();
            for (var condition : Condition.ALL) {
                if (options.wants("--conditions", condition.name())) {
                    for (var kind : kinds) {
                        for (var voice : voices) {
                            cells.add(pool.submit(() -> bench.cell(condition, kind, voice)));
                        }
                    }
                }
            }
            var recorded = new ArrayList<Future<Results.Cell>>();
            if (options.has("--recorded")) {
                var person = Voice.of(new Recorded(Path.of(options.word("--recorded"))));
                for (var condition : Condition.ALL) {
                    for (var kind : Answers.all(items, person::canSay)) {
                        if (options.wants("--conditions", condition.name())
                                && options.wants("--kinds", kind.kind())
                                && !kind.answers().isEmpty()) {
                            recorded.add(pool.submit(() -> bench.cell(condition, kind, person)));
                        }
                    }
                }
            }
            var strangers = new ArrayList<Future<Results.Stranger>>();
            int strangersCount = options.number("--foreign", Integer.MAX_VALUE);
            if (strangersCount > 0) {
                for (var kind : kinds) {
                    strangers.add(pool.submit(() -> bench.stranger(kind, strangersCount)));
                }
            }
            var heard = await("cells", cells);
            var person = await("recorded", recorded);
            var foreign = await("foreign", strangers);
            return new Results(items, trial.cpuShare(), heard, person, foreign);
        }
    }

    private static <T> List<T> await(String what, List<Future<T>> jobs)
            throws InterruptedException, ExecutionException {
        long from = System.nanoTime();
        var results = new ArrayList<T>();
        for (var job : jobs) {
            results.add(job.get());
            if (results.size() % 20 == 0 || results.size() == jobs.size()) {
                PROGRESS.printf(
                        "%s %d of %d, %d s%n",
                        what,
                        results.size(),
                        jobs.size(),
                        (System.nanoTime() - from) / 1_000_000_000);
            }
        }
        return results;
    }

    private Results.Cell cell(Condition condition, Answers kind, Voice voice) {
        var tally = Tally.NOTHING;
        for (var answer : kind.answers()) {
            var words = trial.hear(answer, voice, condition, kind.listening());
            var meant = kind.listening().read(answer, Answers.AT);
            var one = Tally.of(meant, kind.listening().read(words, Answers.AT));
            tally = tally.plus(one);
            if (verbose && one.right() == 0) {
                PROGRESS.printf(
                        "%s | %s | %s | %s | %s -> %s%n",
                        one.wrong() > 0 ? "WRONG" : "none",
                        condition.name(),
                        kind.kind(),
                        voice.name(),
                        answer,
                        words);
            }
        }
        return new Results.Cell(condition.name(), kind.kind(), voice.name(), voice.judge(), tally);
    }

    private Results.Stranger stranger(Answers kind, int most) {
        int taken = 0;
        int stayed = 0;
        var sentences = Foreign.spread(most);
        for (int i = 0; i < sentences.size(); i++) {
            var sentence = sentences.get(i);
            var voice = voices.get(i % voices.size());
            var words = trial.hear(sentence, voice, STRANGERS_LINE, kind.listening());
            if (kind.listening().read(words, Answers.AT).isPresent()) {
                taken++;
                if (!kind.confirmed() || trial.survivesReadBack(sentence, voice, STRANGERS_LINE)) {
                    stayed++;
                }
                if (verbose) {
                    PROGRESS.printf(
                            "FOREIGN | %s | %s | %s -> %s%n",
                            kind.kind(), voice.name(), sentence, words);
                }
            }
        }
        return new Results.Stranger(kind.kind(), kind.confirmed(), sentences.size(), taken, stayed);
    }

    /// The words after the folder.
    private record Options(List<String> words) {
        boolean has(String option) {
            return words.contains(option);
        }

        String word(String option) {
            return words.get(words.indexOf(option) + 1);
        }

        int number(String option, int otherwise) {
            int at = words.indexOf(option);
            return at < 0 ? otherwise : Integer.parseInt(words.get(at + 1));
        }

        /// Whether a thing is among those of a list, or there is no list.
        boolean wants(String option, String thing) {
            int at = words.indexOf(option);
            return at < 0 || List.of(words.get(at + 1).split(",")).contains(thing);
        }
    }
}
