package dev.parley.it.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every fault of the simulated vendors at a client that has another, good one behind it: what the
/// first one's failure is called, and what the call gets. A number behind a fault says after how
/// many pieces it strikes.
final class ProviderFaultsTest {
    private static final String ANSWER = FaultStage.ANSWER;
    private static final String WORDS = FaultStage.WORDS;

    private static final Map<String, String> MODEL =
            table(
                    """
                    refuse          | NETWORK    | whole
                    401             | KEY        | whole
                    402             | QUOTA      | whole
                    429             | RATE       | whole
                    429:none        | RATE       | whole
                    429:quota       | QUOTA      | whole
                    5xx:500         | ENGINE     | whole
                    5xx:503         | OVERLOADED | whole
                    slow-first-byte | TIMED_OUT  | whole
                    stall:0         | TIMED_OUT  | whole
                    stall           | TIMED_OUT  | part, then failed TIMED_OUT
                    cut:0           | NETWORK    | whole
                    cut             | NETWORK    | part, then failed NETWORK
                    error:0         | ENGINE     | whole
                    error           | ENGINE     | part, then failed ENGINE
                    split-utf8      | none       | whole
                    duplicate       | none       | whole
                    late            | none       | whole
                    zero-bytes      | NETWORK    | whole
                    too-fast        | none       | whole
                    too-slow        | none       | whole
                    """);

    /// A sentence at double the rate lasts twice as long, which is known when it is over.
    private static final Map<String, String> VOICE =
            table(
                    """
                    refuse          | NETWORK    | whole
                    401             | KEY        | whole
                    402             | QUOTA      | whole
                    429             | RATE       | whole
                    5xx:500         | ENGINE     | whole
                    5xx:503         | ENGINE     | whole
                    slow-first-byte | TIMED_OUT  | whole
                    stall:0         | TIMED_OUT  | whole
                    stall           | TIMED_OUT  | whole
                    cut:0           | NETWORK    | whole
                    cut             | NETWORK    | whole
                    split-utf8      | none       | whole
                    duplicate       | none       | whole
                    late            | none       | whole
                    wrong-rate      | PROTOCOL   | 2.00 of it
                    zero-bytes      | PROTOCOL   | whole
                    too-fast        | none       | whole
                    too-slow        | none       | whole
                    """);

    /// An empty answer may be the answer to a cough.
    private static final Map<String, String> RECOGNIZER =
            table(
                    """
                    refuse          | NETWORK    | whole
                    401             | KEY        | whole
                    402             | QUOTA      | whole
                    429             | RATE       | whole
                    5xx:500         | ENGINE     | whole
                    slow-first-byte | TIMED_OUT  | whole
                    stall:0         | TIMED_OUT  | whole
                    stall           | TIMED_OUT  | whole
                    cut:0           | NETWORK    | whole
                    cut             | NETWORK    | whole
                    garbage         | PROTOCOL   | whole
                    split-utf8      | none       | whole
                    duplicate       | none       | whole
                    late            | none       | whole
                    wrong-rate      | none       | whole
                    zero-bytes      | none       |
                    too-fast        | none       | whole
                    """);

    @Test
    void model_that_fails_before_its_first_word_is_followed_by_the_next() throws Exception {
        assertThat(told(run(MODEL, FaultStage::model))).isEqualTo(MODEL);
    }

    @Test
    void sentence_is_spoken_whole_whatever_happens_to_its_first_voice() throws Exception {
        assertThat(told(run(VOICE, FaultStage::voice))).isEqualTo(VOICE);
    }

    @Test
    void nothing_said_is_lost_or_heard_twice_whatever_happens_to_the_first_recognizer()
            throws Exception {
        assertThat(told(run(RECOGNIZER, FaultStage::recognizer))).isEqualTo(RECOGNIZER);
    }

    /// Measures time: on a quiet machine only.
    @Test
    @Tag("long")
    void no_single_fault_makes_more_than_a_second_and_a_half_of_silence() throws Exception {
        for (var warming :
                List.<Request>of(FaultStage::model, FaultStage::voice, FaultStage::recognizer)) {
            try (var stage = new FaultStage(true)) {
                assertThat(warming.of(stage, "too-fast").failure()).isEqualTo("none");
            }
        }
        for (var fault : MODEL.keySet()) {
            silent("llm " + fault, fault, FaultStage::model);
        }
        for (var fault : VOICE.keySet()) {
            silent("tts " + fault, fault, FaultStage::voice);
        }
        for (var fault : RECOGNIZER.keySet()) {
            silent("stt " + fault, fault, FaultStage::recognizer);
        }
    }

    private static void silent(String name, String fault, Request request) throws Exception {
        try (var stage = new FaultStage(false)) {
            assertThat(request.of(stage, fault).greatestGap())
                    .as(name)
                    .isLessThan(Duration.ofMillis(1500));
        }
    }

    private interface Request {
        Outcome of(FaultStage stage, String fault) throws Exception;
    }

    /// A few at a time, so that a loaded machine makes none late.
    private static Map<String, Outcome> run(Map<String, String> faults, Request request)
            throws Exception {
        var running = new LinkedHashMap<String, Future<Outcome>>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            faults.forEach((fault, expected) -> {
                boolean isAboutTime = expected.startsWith("TIMED_OUT");
                Callable<Outcome> task =
                        () -> {
                            try (var stage = new FaultStage(!isAboutTime)) {
                                return request.of(stage, fault);
                            }
                        };
                running.put(fault, threads.submit(task));
            });
            var outcomes = new LinkedHashMap<String, Outcome>();
            for (var each : running.entrySet()) {
                outcomes.put(each.getKey(), each.getValue().get(60, TimeUnit.SECONDS));
            }
            return outcomes;
        }
    }

    private static Map<String, String> told(Map<String, Outcome> outcomes) {
        var told = new LinkedHashMap<String, String>();
        outcomes.forEach((fault, outcome) -> {
            boolean isWhole = outcome.got().equals(ANSWER) || outcome.got().equals(WORDS);
            told.put(fault, outcome.failure() + ": " + (isWhole ? "whole" : outcome.got()));
        });
        return told;
    }

    private static Map<String, String> table(String lines) {
        var table = new LinkedHashMap<String, String>();
        for (var line : lines.lines().toList()) {
            var cells = line.split("\\|", -1);
            table.put(cells[0].strip(), cells[1].strip() + ": " + cells[2].strip());
        }
        return table;
    }
}
