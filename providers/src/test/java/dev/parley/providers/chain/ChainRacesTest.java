package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.HeardAnswer;
import dev.parley.providers.contract.HeardSound;
import dev.parley.providers.contract.HeardWords;
import dev.parley.providers.contract.Patience;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Candidates that answer, fail, hang and are cancelled on threads of their own, all at once: each
/// request has one end, nobody is told two things at a time, and nothing is left open.
final class ChainRacesTest {
    private static final int REQUESTS = 400;
    private static final ChainSettings SETTINGS =
            ChainSettings.THINKS
                    .withLimits(Duration.ofMillis(3), Duration.ofMillis(3), Duration.ofMillis(30))
                    .withHedge(1)
                    .withBreaker(new BreakerSettings(50, Duration.ofMillis(5), 1));

    private final WatchThread time = new WatchThread();
    private final AtomicInteger open = new AtomicInteger();

    @AfterEach
    void closes() {
        time.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void every_answer_ends_once(long seed) throws Exception {
        var random = new Random(seed);
        try (var chain =
                new ModelChain(three(i -> new Model(seed + i)), SETTINGS, time, Meters.NONE)) {
            for (int i = 0; i < REQUESTS; i++) {
                var heard = new HeardAnswer();
                var generation =
                        chain.generate(ModelRequest.of(List.of(new Message.User("Hello."))), heard);
                if (random.nextInt(4) == 0) {
                    pause(random);
                    generation.close();
                    int told = heard.told();
                    pause(random);
                    assertThat(heard.told()).isLessThanOrEqualTo(told + 1);
                    assertThat(heard.faults()).isEmpty();
                } else if (random.nextBoolean()) {
                    heard.awaitEnd();
                }
            }
        }
        Patience.until("nothing is left open", () -> open.get() == 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void every_sentence_ends_once(long seed) throws Exception {
        var random = new Random(seed);
        try (var chain =
                new VoiceChain(three(i -> new Voice(seed + i)), SETTINGS, time, Meters.NONE)) {
            for (int i = 0; i < REQUESTS; i++) {
                var heard = new HeardSound();
                var speaking = chain.speak("One two three four five six seven.", heard);
                if (random.nextInt(4) == 0) {
                    pause(random);
                    speaking.close();
                    int told = heard.told();
                    pause(random);
                    assertThat(heard.told()).isLessThanOrEqualTo(told + 1);
                } else if (random.nextBoolean()) {
                    var _ = heard.awaitEnd();
                }
            }
        }
        Patience.until("nothing is left open", () -> open.get() == 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void every_utterance_ends_once(long seed) throws Exception {
        var random = new Random(seed);
        try (var chain =
                new RecognizerChain(three(i -> new Ear(seed + i)), SETTINGS, time, Meters.NONE)) {
            for (int call = 0; call < REQUESTS / 8; call++) {
                var heard = new HeardWords();
                try (var session = chain.open(heard)) {
                    for (long utterance = 1; utterance <= 8; utterance++) {
                        session.begin(utterance, Expectation.OPEN);
                        for (int i = 0; i < 5; i++) {
                            session.audio(new short[320], 0, 320);
                        }
                        if (random.nextInt(4) == 0) {
                            session.cancel(utterance);
                        } else {
                            session.finish(utterance);
                            if (random.nextBoolean()) {
                                var _ = heard.awaitEnd(utterance);
                            }
                        }
                    }
                }
                for (long utterance = 1; utterance <= 8; utterance++) {
                    assertThat(heard.ends(utterance)).hasSizeLessThanOrEqualTo(1);
                }
            }
        }
        Patience.until("nothing is left open", () -> open.get() == 0);
    }

    private interface Numbered<C> {
        C of(int number);
    }

    private static <C> Map<String, C> three(Numbered<C> kind) {
        var all = new LinkedHashMap<String, C>();
        for (int i = 1; i <= 3; i++) {
            all.put("c" + i, kind.of(i));
        }
        return all;
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(random.nextInt(2_000_000));
    }

    /// A request that somebody works on until it is over or cancelled.
    private abstract class Work implements AutoCloseable {
        private final long seed;
        volatile boolean isCancelled;

        Work(long seed) {
            this.seed = seed;
            open.incrementAndGet();
        }

        void start() {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            run(new Random(seed));
                        } finally {
                            open.decrementAndGet();
                        }
                    });
        }

        /// @return whether to go on
        boolean step(Random random) {
            pause(random);
            return !isCancelled;
        }

        abstract void run(Random random);

        @Override
        public void close() {
            isCancelled = true;
        }
    }

    private static ProviderFault fault(Random random) {
        var kinds = ProviderFailure.values();
        return new ProviderFault(kinds[random.nextInt(kinds.length)], "at random");
    }

    private final class Model implements LanguageModel {
        private final Random seeds;

        Model(long seed) {
            this.seeds = new Random(seed);
        }

        @Override
        public String name() {
            return "model";
        }

        @Override
        public ModelCapabilities capabilities() {
            return new ModelCapabilities(true, true, true, true, false);
        }

        @Override
        public Generation generate(ModelRequest request, LanguageModel.Listener listener) {
            final class Answer extends Work implements Generation {
                Answer() {
                    super(seeds.nextLong());
                }

                @Override
                void run(Random random) {
                    int pieces = random.nextInt(4);
                    for (int i = 0; i < pieces && step(random); i++) {
                        listener.text("word ");
                    }
                    if (step(random)) {
                        if (random.nextBoolean()) {
                            listener.failed(fault(random));
                        } else {
                            listener.done(new Finish(Finish.Reason.STOP, Usage.UNKNOWN));
                        }
                    }
                }
            }
            var answer = new Answer();
            answer.start();
            return answer;
        }

        @Override
        public void close() {
            // its answers end by themselves
        }
    }

    private final class Voice implements Synthesizer {
        private final Random seeds;

        Voice(long seed) {
            this.seeds = new Random(seed);
        }

        @Override
        public String name() {
            return "voice";
        }

        @Override
        public int rate() {
            return 8000;
        }

        @Override
        public Speaking speak(String text, Synthesizer.Listener listener) {
            final class Sentence extends Work implements Speaking {
                Sentence() {
                    super(seeds.nextLong());
                }

                @Override
                void run(Random random) {
                    int pieces = random.nextInt(5);
                    for (int i = 0; i < pieces && step(random); i++) {
                        listener.word(0, Math.min(3, text.length()), 0, 100);
                        listener.audio(new short[800], 0, 800);
                    }
                    if (step(random)) {
                        if (random.nextBoolean()) {
                            listener.failed(fault(random));
                        } else {
                            listener.done();
                        }
                    }
                }
            }
            var sentence = new Sentence();
            sentence.start();
            return sentence;
        }

        @Override
        public void close() {
            // its sentences end by themselves
        }
    }

    private final class Ear implements Recognizer {
        private final Random seeds;

        Ear(long seed) {
            this.seeds = new Random(seed);
        }

        @Override
        public String name() {
            return "ear";
        }

        @Override
        public Session open(Recognizer.Listener listener) {
            open.incrementAndGet();
            return new Session() {
                private final AtomicInteger running = new AtomicInteger();
                private boolean isClosed;

                @Override
                public void begin(long utterance, Expectation expectation) {
                    enter();
                    answer(utterance, 8);
                    leave();
                }

                @Override
                public void audio(short[] samples, int offset, int count) {
                    enter();
                    leave();
                }

                @Override
                public void finish(long utterance) {
                    enter();
                    answer(utterance, 1);
                    leave();
                }

                @Override
                public void cancel(long utterance) {
                    enter();
                    leave();
                }

                @Override
                public void close() {
                    if (!isClosed) {
                        isClosed = true;
                        open.decrementAndGet();
                    }
                }

                private void enter() {
                    if (running.incrementAndGet() > 1) {
                        throw new IllegalStateException("two at a time");
                    }
                }

                private void leave() {
                    running.decrementAndGet();
                }

                // One in so many times something comes.
                private void answer(long utterance, int seldom) {
                    var random = new Random(seeds.nextLong());
                    if (random.nextInt(seldom) > 0) {
                        return;
                    }
                    Thread.ofVirtual()
                            .start(() -> {
                                pause(random);
                                if (random.nextBoolean()) {
                                    listener.failed(utterance, fault(random));
                                } else {
                                    listener.finalWords(utterance, "words");
                                }
                            });
                }
            };
        }

        @Override
        public void close() {
            // its sessions are closed by those who opened them
        }
    }
}
