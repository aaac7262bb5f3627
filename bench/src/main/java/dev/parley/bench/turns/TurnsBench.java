package dev.parley.bench.turns;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parley.bench.voices.Noise;
import dev.parley.bench.voices.Voice;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.EndpointingSettings.Mode;
import dev.parley.call.media.PacingWheel;
import dev.parley.meter.Meters;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// How well turns are taken. Called by `bench/turns.sh`, which says what the options are.
public final class TurnsBench {
    private static final PrintStream OUT = System.out;
    private static final PrintStream PROGRESS = System.err;

    /// Noise is repeated after so much.
    private static final int NOISE_SECONDS = 31;

    /// In the first second of the call, when nothing is known of the line yet.
    private static final String EARLY = "interruption of the first words";

    private static final List<String> DISTURBANCES =
            List.of(
                    "listening",
                    "cough",
                    "click",
                    "echo",
                    "echo of a room",
                    "loud late echo",
                    "interruption",
                    EARLY,
                    "interruption over an echo");
    private static final int YES_DECIBELS = 20;
    private static final List<String> YES = List.of("yes", "yeah", "yep", "yes please", "sure");

    private final VoskRecognizer recognizer;
    private final PacingWheel wheel;
    private final Path folder;
    private final boolean judge;
    private final boolean verbose;
    private final ConversationSettings settings;

    private TurnsBench(
            VoskRecognizer recognizer,
            PacingWheel wheel,
            Path folder,
            boolean judge,
            boolean verbose,
            ConversationSettings settings) {
        this.recognizer = recognizer;
        this.wheel = wheel;
        this.folder = folder;
        this.judge = judge;
        this.verbose = verbose;
        this.settings = settings;
    }

    /// @param args folder of the bench, then the options
    public static void main(String[] args) throws Exception {
        var options = List.of(args);
        var home = Path.of(args[0]);
        var folder = Files.createDirectories(home.resolve("target/turns"));
        var mode = options.contains("--fixed") ? Mode.FIXED : Mode.DYNAMIC;
        var normal = ConversationSettings.defaults();
        var settings = normal.with(normal.endpointing().with(mode));
        var speech = VoskSettings.in(home.resolve("target/hearing/model")).withOpenDecoders(2);
        try (var recognizer = VoskRecognizer.open(speech, Meters.NONE);
                var wheel = new PacingWheel("pacer-bench", Meters.NONE);
                var pool = Executors.newFixedThreadPool(number(options, "--threads", 2))) {
            boolean judge = !options.contains("--tune");
            var bench =
                    new TurnsBench(
                            recognizer,
                            wheel,
                            folder,
                            judge,
                            options.contains("--verbose"),
                            settings);
            int calls = number(options, "--calls", Integer.MAX_VALUE);
            boolean onlyEnds = options.contains("--ends");
            int each = onlyEnds ? 0 : number(options, "--each", 200);
            int only = options.indexOf("--only");
            if (only >= 0) {
                bench.disturbed(pool::submit, each, List.of(options.get(only + 1).split(",")))
                        .forEach(OUT::println);
                System.exit(0);
            }
            var turns = bench.ends(pool::submit, calls, null);
            var vetoed = vetoed(options, bench, pool::submit, calls);
            var results =
                    new Results(
                            judge ? "judge" : "tune",
                            mode.name(),
                            new EndsOfTurns(turns),
                            vetoed,
                            bench.missedYes(pool::submit, each),
                            bench.disturbed(pool::submit, each, DISTURBANCES));
            if (options.contains("--json")) {
                OUT.println(
                        new ObjectMapper()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(TurnsPage.figures(results)));
            } else {
                OUT.println(TurnsPage.ends(results));
                if (!onlyEnds) {
                    OUT.println(TurnsPage.others(results));
                }
            }
            if (options.contains("--page")) {
                TurnsPage.write(home, results, onlyEnds);
            }
        }
        // The voices' threads are not daemons.
        System.exit(0);
    }

    /// Everything that was measured.
    ///
    /// @param yes how a lone yes fared
    /// @param vetoed the same ends with a model; null if none was given
    record Results(
            String set,
            String mode,
            EndsOfTurns ends,
            @Nullable Vetoed vetoed,
            Yes yes,
            List<Disturbed> disturbed) {}

    /// How turns ended with a model that may veto.
    ///
    /// @param median milliseconds of processor for a decision
    record Vetoed(EndsOfTurns ends, int decisions, double median, double p95) {}

    /// @param unnoticed no turn came of it
    /// @param misheard a turn came, but not as a yes
    record Yes(int said, int unnoticed, int misheard) {}

    /// @param holds how many of them held the agent for a moment, and it went on
    /// @param stops how many of them stopped the agent
    record Disturbed(String kind, boolean isMeant, int count, int holds, int stops) {}

    private enum Effect {
        NONE,
        HELD,
        STOPPED
    }

    /// A place to run calls.
    private interface Pool {
        <T> Future<T> submit(Callable<T> job);
    }

    private static int number(List<String> options, String name, int fallback) {
        int at = options.indexOf(name);
        return at < 0 ? fallback : Integer.parseInt(options.get(at + 1));
    }

    // Ends of turns.

    private static @Nullable Vetoed vetoed(
            List<String> options, TurnsBench bench, Pool pool, int calls) throws Exception {
        int at = options.indexOf("--judge");
        if (at < 0) {
            return null;
        }
        try (var judge = BenchJudge.open(Path.of(options.get(at + 1)))) {
            var ends = new EndsOfTurns(bench.ends(pool, calls, judge));
            return new Vetoed(ends, judge.decisions(), judge.cost(0.5), judge.cost(0.95));
        }
    }

    private List<Measured> ends(Pool pool, int most, @Nullable BenchJudge model) throws Exception {
        var jobs = new ArrayList<Future<List<Measured>>>();
        for (var caller : Caller.all(judge, folder).stream().limit(most).toList()) {
            jobs.add(pool.submit(() -> turns(caller, model)));
        }
        return await("calls", jobs).stream().flatMap(List::stream).toList();
    }

    private List<Measured> turns(Caller caller, @Nullable BenchJudge model) {
        var endpointing = settings.endpointing();
        var judged =
                model == null
                        ? settings
                        : settings.with(endpointing.with(endpointing.judge().on()));
        var sayings = caller.sayings();
        var interview = new Interview(List.of("Hello."), sayings.getFirst().question());
        var line = line(caller.noise(), caller.decibels(), caller.name().hashCode());
        var measured = new ArrayList<Measured>();
        try (var call =
                new LivedCall(
                        recognizer, wheel, judged, interview, line, voice(), Room.NONE, model)) {
            for (int i = 0; i < sayings.size() && !call.isOver(); i++) {
                var saying = sayings.get(i);
                awaitAgent(call);
                interview.then(sayings.get(Math.min(i + 1, sayings.size() - 1)).question());
                int edges = call.edges().size();
                int spoken = call.spoke().size();
                long began = call.now();
                long ended = began + saying.millis();
                line.say(saying.sound());
                while (!call.isOver() && (call.now() < ended || isOpen(call, ended, spoken))) {
                    call.goOn();
                }
                var turn =
                        new Measured(
                                saying.kind(),
                                began,
                                ended,
                                call.spoke().subList(spoken, call.spoke().size()),
                                call.edges().subList(edges, call.edges().size()));
                if (verbose && (turn.wasMissed() || turn.wasCut())) {
                    tell(turn, saying, caller, interview);
                }
                measured.add(turn);
            }
        }
        return measured;
    }

    private static void tell(Measured turn, Saying saying, Caller caller, Interview interview) {
        var heard = interview.heard();
        PROGRESS.printf(
                "%s: %s of %s, pauses %s, heard %s%n",
                turn.wasMissed() ? "missed" : "cut",
                saying.kind(),
                caller.name(),
                saying.pauses(),
                heard.subList(Math.max(0, heard.size() - turn.answered().size()), heard.size()));
    }

    /// An answer after the end is awaited for five seconds; after a cut, for as long as the rest
    /// may be answered too.
    private static boolean isOpen(LivedCall call, long ended, int spoken) {
        boolean isAnswered = call.spoke().size() > spoken && call.spoke().getLast() >= ended;
        return !isAnswered && call.now() < ended + 5_000;
    }

    /// The agent is silent, and has been for a moment.
    private static void awaitAgent(LivedCall call) {
        int quiet = 0;
        for (int i = 0; i < 1_000 && quiet < 700; i++) {
            call.goOn();
            quiet = call.isAgentBusy() ? 0 : quiet + CallerSound.FRAME_MILLIS;
        }
    }

    // A lone yes.

    private Yes missedYes(Pool pool, int count) throws Exception {
        var voices = Voice.ALL.stream().filter(voice -> voice.judge() == judge).toList();
        var jobs = new ArrayList<Future<String>>();
        for (int i = 0; i < count; i++) {
            var voice = voices.get(i % voices.size());
            var word = YES.get(i / voices.size() % YES.size());
            int seed = i;
            jobs.add(pool.submit(() -> heardOf(voice, word, seed)));
        }
        int unnoticed = 0;
        int misheard = 0;
        for (var words : await("yes", jobs)) {
            if (words.equals(NOTHING)) {
                unnoticed++;
            } else if (!Question.YES_NO.isAnsweredBy(words)) {
                misheard++;
                if (verbose) {
                    PROGRESS.println("no yes: " + words);
                }
            }
        }
        return new Yes(count, unnoticed, misheard);
    }

    private static final String NOTHING = "(nothing)";

    private String heardOf(Voice voice, String word, int seed) {
        var interview = new Interview(List.of("Is that right?"), Question.YES_NO);
        var line = line(Noise.Kind.PINK, YES_DECIBELS, seed);
        try (var call =
                new LivedCall(
                        recognizer, wheel, settings, interview, line, voice(), Room.NONE, null)) {
            awaitAgent(call);
            var clip = Clip.spoken(voice, word, folder);
            line.say(new Saying("yes", Question.YES_NO, List.of(clip), List.of()).sound());
            for (int i = 0; i < 200 && interview.heard().isEmpty(); i++) {
                call.goOn();
            }
        }
        return interview.heard().isEmpty() ? NOTHING : interview.heard().getFirst();
    }

    // While the agent talks.

    private List<Disturbed> disturbed(Pool pool, int each, List<String> kinds) throws Exception {
        var voices = Voice.ALL.stream().filter(voice -> voice.judge() == judge).toList();
        var results = new ArrayList<Disturbed>();
        for (var kind : kinds) {
            var jobs = new ArrayList<Future<Effect>>();
            for (int i = 0; i < each; i++) {
                var voice = voices.get(i % voices.size());
                var random = new Random((judge ? 90_000L : 10_000L) + i);
                jobs.add(pool.submit(() -> effect(kind, disturbance(kind, voice, random), random)));
            }
            var effects = await(kind, jobs);
            results.add(
                    new Disturbed(
                            kind,
                            kind.startsWith("interruption"),
                            each,
                            Collections.frequency(effects, Effect.HELD),
                            Collections.frequency(effects, Effect.STOPPED)));
        }
        return results;
    }

    private Disturbance disturbance(String kind, Voice voice, Random random) {
        return switch (kind) {
            case "listening" -> Disturbance.listening(voice, random, folder);
            case "cough" -> Disturbance.cough(random);
            case "click" -> Disturbance.click(random);
            case "echo" -> Disturbance.echo(random);
            case "echo of a room" -> Disturbance.echoOfRoom(random);
            case "loud late echo" -> Disturbance.loudLateEcho(random);
            case "interruption over an echo" ->
                    Disturbance.interruption(voice, random, folder).overEcho(random);
            default -> Disturbance.interruption(voice, random, folder);
        };
    }

    /// What it does to the agent in the middle of a long explanation.
    private Effect effect(String kind, Disturbance disturbance, Random random) {
        var interview = new Interview(Lecture.SENTENCES, Question.OPEN);
        var line = line(Noise.Kind.PINK, 25 + random.nextInt(15), random.nextInt());
        try (var call =
                new LivedCall(
                        recognizer,
                        wheel,
                        settings,
                        interview,
                        line,
                        voice(),
                        disturbance.room(),
                        null)) {
            boolean isEcho = disturbance.isEcho();
            long from =
                    isEcho
                            ? 0
                            : kind.equals(EARLY)
                                    ? 300 + random.nextInt(700)
                                    : 2_000 + random.nextInt(4_000);
            while (call.now() < from) {
                call.goOn();
            }
            if (disturbance.isMeant() || disturbance.kind().equals("sign of listening")) {
                line.say(disturbance.sound());
            } else if (!isEcho) {
                line.play(disturbance.sound(), disturbance.decibelsBelow());
            }
            long until = from + (isEcho ? 12_000 : 4_500);
            while (call.now() < until && (call.cuts().isEmpty() || verbose)) {
                call.goOn();
            }
            if (verbose && !disturbance.isMeant() && !call.cuts().isEmpty()) {
                PROGRESS.println("stopped by " + disturbance.kind() + ": " + interview.heard());
            }
            return !call.cuts().isEmpty()
                    ? Effect.STOPPED
                    : call.holds().isEmpty() ? Effect.NONE : Effect.HELD;
        }
    }

    private AgentVoice voice() {
        return new AgentVoice(folder);
    }

    private CallerSound line(Noise.Kind kind, double decibels, int seed) {
        var anybody = Voice.ALL.getFirst();
        return new CallerSound(
                Noise.make(kind, NOISE_SECONDS * Voice.RATE, anybody, seed, folder), decibels);
    }

    private static <T> List<T> await(String what, List<Future<T>> jobs)
            throws InterruptedException, ExecutionException {
        var results = new ArrayList<T>();
        for (var job : jobs) {
            results.add(job.get());
            if (results.size() % 20 == 0 || results.size() == jobs.size()) {
                PROGRESS.printf("%s %d of %d%n", what, results.size(), jobs.size());
            }
        }
        return results;
    }
}
