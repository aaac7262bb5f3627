package dev.parley.bench.load;

import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.cartesia.CartesiaPlugin;
import dev.parley.providers.openai.OpenAiPlugin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/// What our clients add to the first token and the first sound, turn and turn about with a blocking
/// socket that writes the same request; and what many streams at once cost. All of it on this
/// process's core.
final class FirstsBench {
    private static final int PATIENCE_SECONDS = 30;
    private static final String SPOKEN = "We are open.";
    private static final String ASKED =
            "{\"model\":\"gpt-5.4-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"stream\":true}";

    /// As a server that has been up for some minutes: before that, the compilers are measured.
    private static final int WARM_ROUNDS = 4_000;

    private static final int WARM_AT_ONCE = 15;

    private final int port;

    FirstsBench(int port) {
        this.port = port;
    }

    static LanguageModel model(OpenAiPlugin plugin, int port, String vendor, String... more) {
        var settings =
                new HashMap<>(Map.of("url", "http://127.0.0.1:" + port + "/" + vendor + "/v1"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return plugin.model(
                new ProviderEntry("openai", settings, Optional.of(Secret.of("sim-key"))),
                Meters.NONE);
    }

    /// Rows of a table: how long each takes to the first token or sound.
    String firsts(int rounds) throws Exception {
        var page = new StringBuilder();
        try (var openai = new OpenAiPlugin();
                var model = model(openai, port, "openai");
                var raw = new RawLine(port)) {
            for (int i = 0; i < WARM_ROUNDS; i += WARM_AT_ONCE) {
                run(model, WARM_AT_ONCE);
            }
            var own = new Histogram(3);
            var bare = new Histogram(3);
            for (int i = -rounds / 10; i < rounds; i++) {
                record(
                        bare,
                        i,
                        raw.post(
                                "/openai/v1/chat/completions",
                                "Authorization: Bearer sim-key",
                                ASKED,
                                "\"content\":\"h"));
                record(own, i, ask(model));
            }
            page.append(row("model, first token", own, bare));
        }
        try (var openai = new OpenAiPlugin();
                var voice =
                        openai.voice(
                                new ProviderEntry(
                                        "openai",
                                        Map.of("url", "http://127.0.0.1:" + port + "/openai/v1"),
                                        Optional.of(Secret.of("sim-key"))),
                                Meters.NONE);
                var raw = new RawLine(port)) {
            warm(voice);
            var own = new Histogram(3);
            var bare = new Histogram(3);
            var asked =
                    "{\"model\":\"gpt-4o-mini-tts\",\"input\":\"%s\",\"voice\":\"alloy\",\"response_format\":\"pcm\"}"
                            .formatted(SPOKEN);
            for (int i = -rounds / 10; i < rounds; i++) {
                record(
                        bare,
                        i,
                        raw.post(
                                "/openai/v1/audio/speech",
                                "Authorization: Bearer sim-key",
                                asked,
                                "\r\n\r\n"));
                record(own, i, speak(voice));
            }
            page.append(row("speech over HTTP, first sound", own, bare));
        }
        try (var cartesia = new CartesiaPlugin();
                var voice =
                        cartesia.voice(
                                new ProviderEntry(
                                        "cartesia",
                                        Map.of(
                                                "url",
                                                "ws://127.0.0.1:" + port + "/cartesia",
                                                "voice",
                                                "anna"),
                                        Optional.of(Secret.of("sim-key"))),
                                Meters.NONE);
                var raw = new RawLine(port)) {
            raw.upgrade(
                    "/cartesia/tts/websocket?cartesia_version=2026-03-01", "X-API-Key: sim-key");
            warm(voice);
            var own = new Histogram(3);
            var bare = new Histogram(3);
            for (int i = -rounds / 10; i < rounds; i++) {
                var asked =
                        ("{\"model_id\":\"sonic-3.5\",\"context_id\":\"raw%d\",\"transcript\":\"%s\",\"continue\":false,"
                                        + "\"voice\":{\"mode\":\"id\",\"id\":\"anna\"},\"language\":\"en\",\"output_format\":"
                                        + "{\"container\":\"raw\",\"encoding\":\"pcm_s16le\",\"sample_rate\":24000},"
                                        + "\"add_timestamps\":true,\"max_buffer_delay_ms\":0}")
                                .formatted(i + rounds, SPOKEN);
                record(bare, i, raw.ask(asked, "\"type\":\"chunk\"", "\"type\":\"done\""));
                record(own, i, speak(voice));
            }
            page.append(row("speech over a socket, first sound", own, bare));
        }
        return "| | Parley p50 / p99 ms | bare socket p50 / p99 ms | added p50 / p99 ms |\n|---|---|---|---|\n"
                + page;
    }

    private static void record(Histogram into, int round, long nanos) {
        if (round >= 0) {
            into.recordValue(nanos / 1_000);
        }
    }

    private static String row(String what, Histogram own, Histogram bare) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f / %.2f | %.2f / %.2f | %.2f / %.2f |%n",
                what,
                millis(own, 50),
                millis(own, 99),
                millis(bare, 50),
                millis(bare, 99),
                millis(own, 50) - millis(bare, 50),
                millis(own, 99) - millis(bare, 99));
    }

    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    /// Nanoseconds to the first token; waits for the end.
    static long ask(LanguageModel model)
            throws InterruptedException, ExecutionException, TimeoutException {
        var first = new AtomicLong();
        var done = new CompletableFuture<Boolean>();
        long began = System.nanoTime();
        try (var _ = model.generate(REQUEST, new Answer(first, done))) {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return first.get() - began;
    }

    static final ModelRequest REQUEST = ModelRequest.of(List.of(new Message.User("hello")));

    private record Answer(AtomicLong first, CompletableFuture<Boolean> done)
            implements LanguageModel.Listener {
        @Override
        public void text(String delta) {
            first.compareAndSet(0, System.nanoTime());
        }

        @Override
        public void toolCall(ToolCall call) {}

        @Override
        public void done(Finish finish) {
            done.complete(true);
        }

        @Override
        public void failed(ProviderFault fault) {
            done.completeExceptionally(new IOException("the model failed: " + fault));
        }
    }

    private static long speak(Synthesizer voice)
            throws InterruptedException, ExecutionException, TimeoutException {
        var first = new AtomicLong();
        var done = new CompletableFuture<Boolean>();
        long began = System.nanoTime();
        try (var _ =
                voice.speak(
                        SPOKEN,
                        new Synthesizer.Listener() {
                            @Override
                            public void audio(short[] samples, int offset, int count) {
                                first.compareAndSet(0, System.nanoTime());
                            }

                            @Override
                            public void done() {
                                done.complete(true);
                            }

                            @Override
                            public void failed(ProviderFailure failure) {
                                done.completeExceptionally(
                                        new IOException("the voice failed: " + failure));
                            }
                        })) {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return first.get() - began;
    }

    private static void warm(Synthesizer voice) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WARM_ROUNDS; i += WARM_AT_ONCE) {
                for (var each :
                        threads.invokeAll(
                                Collections.<Callable<Long>>nCopies(
                                        WARM_AT_ONCE, () -> speak(voice)))) {
                    each.get();
                }
            }
        }
    }

    /// So many answers at once, each a token every 20 ms.
    String streams(int count) throws InterruptedException {
        try (var openai = new OpenAiPlugin();
                var model = model(openai, port, "openai-slow")) {
            run(model, Math.min(count, 50));
            System.gc();
            long before = heap();
            double cpu = cpu();
            long began = System.nanoTime();
            var run = new Streams(count);
            for (int i = 0; i < count; i++) {
                run.add(model.generate(REQUEST, run));
            }
            TimeUnit.MILLISECONDS.sleep(1_500);
            System.gc();
            long held = heap() - before;
            boolean whole = run.await();
            double seconds = (System.nanoTime() - began) / 1e9;
            return String.format(
                    Locale.ROOT,
                    "%d streams at once: %s, %d tokens in %.1f s, %.0f %% of one core, %.1f µs a token, %.1f KB of heap an open stream%n",
                    count,
                    whole && run.failed.get() == 0
                            ? "all whole"
                            : run.failed.get() + " failed, " + run.why,
                    run.tokens.get(),
                    seconds,
                    (cpu() - cpu) / seconds * 100,
                    (cpu() - cpu) * 1e6 / run.tokens.get(),
                    held / 1024.0 / count);
        }
    }

    private static void run(LanguageModel model, int count) throws InterruptedException {
        var run = new Streams(count);
        for (int i = 0; i < count; i++) {
            run.add(model.generate(REQUEST, run));
        }
        run.await();
    }

    private static final class Streams implements LanguageModel.Listener {
        final AtomicInteger tokens = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        private volatile String why = "";
        private final CountDownLatch over;
        private final List<LanguageModel.Generation> all =
                Collections.synchronizedList(new ArrayList<>());

        Streams(int count) {
            over = new CountDownLatch(count);
        }

        void add(LanguageModel.Generation one) {
            all.add(one);
        }

        boolean await() throws InterruptedException {
            return over.await(PATIENCE_SECONDS * 2, TimeUnit.SECONDS);
        }

        @Override
        public void text(String delta) {
            tokens.incrementAndGet();
        }

        @Override
        public void toolCall(ToolCall call) {}

        @Override
        public void done(Finish finish) {
            over.countDown();
        }

        @Override
        public void failed(ProviderFault fault) {
            failed.incrementAndGet();
            why = fault.kind() + ": " + fault.message();
            over.countDown();
        }
    }

    private static long heap() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
                / 1e9;
    }
}
