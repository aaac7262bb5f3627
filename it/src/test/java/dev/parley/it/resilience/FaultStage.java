package dev.parley.it.resilience;

import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.cartesia.CartesiaPlugin;
import dev.parley.providers.chain.ChainSettings;
import dev.parley.providers.chain.ModelChain;
import dev.parley.providers.chain.ProviderHealth;
import dev.parley.providers.chain.RecognizerChain;
import dev.parley.providers.chain.VoiceChain;
import dev.parley.providers.chain.WatchThread;
import dev.parley.providers.deepgram.DeepgramPlugin;
import dev.parley.providers.openai.OpenAiPlugin;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.ToneSpeech;
import dev.parley.sim.vendor.script.VendorScript;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Our clients of simulated vendors, one that has a fault and behind it one that has none, as one.
/// Each request has vendors of its own, so that nothing of one is left for the next.
final class FaultStage implements AutoCloseable {
    static final String WORDS = "i need a brake check for my old car";
    static final String ANSWER = "Nine o'clock is free, and so is ten.";
    static final String SENTENCE = "Your car will be ready at nine o'clock.";
    private static final int MILLIS_A_CHARACTER = 20;
    private static final int RATE = 24_000;

    private final boolean isPatient;
    private final Vendors vendors =
            Vendors.start(
                    VendorScript.parse(
                            """
                            model: [{say: "%s"}]
                            hears: {by: tone, utterances: [%s]}
                            voice: {sound: tone, millis-per-character: %d}
                            delays: {between-tokens: 5ms, first-sound: 20ms}
                            """
                                    .formatted(ANSWER, WORDS, MILLIS_A_CHARACTER)));
    private final OpenAiPlugin openAi = new OpenAiPlugin();
    private final DeepgramPlugin deepgram = new DeepgramPlugin();
    private final CartesiaPlugin cartesia = new CartesiaPlugin();
    private final WatchThread time = new WatchThread();

    /// @param isPatient has limits that no loaded machine reaches; else the usual ones
    FaultStage(boolean isPatient) {
        this.isPatient = isPatient;
    }

    private ChainSettings limits(ChainSettings usual) {
        var longest = Duration.ofSeconds(30);
        return (isPatient ? usual.withLimits(longest, longest, longest) : usual).withHedge(0);
    }

    /// @param fault without its target, such as "stall" or "429:quota"
    Outcome model(String fault) throws Exception {
        var clients = new LinkedHashMap<String, LanguageModel>();
        for (var name : names("openai", "llm", fault)) {
            clients.put(
                    name,
                    openAi.model(
                            entry("openai", Map.of("url", vendors.url(name) + "/v1")),
                            Meters.NONE));
        }
        try (var chain = new ModelChain(clients, limits(ChainSettings.THINKS), time, Meters.NONE)) {
            var heard = new HeardText();
            var _ = chain.generate(ModelRequest.of(List.of(new Message.User("When?"))), heard);
            return heard.await(chain::health);
        }
    }

    Outcome voice(String fault) throws Exception {
        var clients = new LinkedHashMap<String, Synthesizer>();
        for (var name : names("cartesia", "tts", fault)) {
            clients.put(
                    name,
                    cartesia.voice(
                            entry(
                                    "cartesia",
                                    Map.of("url", vendors.socketUrl(name), "voice", "anna")),
                            Meters.NONE));
        }
        try (var chain = new VoiceChain(clients, limits(ChainSettings.SPEAKS), time, Meters.NONE)) {
            var heard = new HeardSentence();
            var _ = chain.speak(SENTENCE, heard);
            return heard.await(chain::health);
        }
    }

    Outcome recognizer(String fault) throws Exception {
        var clients = new LinkedHashMap<String, Recognizer>();
        for (var name : names("deepgram", "stt", fault)) {
            clients.put(
                    name,
                    deepgram.recognizer(
                            entry("deepgram", Map.of("url", vendors.socketUrl(name))),
                            Meters.NONE));
        }
        try (var chain =
                new RecognizerChain(clients, limits(ChainSettings.HEARS), time, Meters.NONE)) {
            var heard = new HeardUtterance();
            try (var call = chain.open(heard)) {
                // Five seconds, more than any client holds at once.
                var sound = ToneSpeech.utterance(1, 9 * 560, 16_000);
                call.begin(1, Expectation.OPEN);
                for (int at = 0; at < sound.length; at += 320) {
                    call.audio(sound, at, Math.min(320, sound.length - at));
                    if (at % 16_000 == 0) {
                        TimeUnit.MILLISECONDS.sleep(40); // ten times as fast as speech
                    }
                }
                heard.finished();
                call.finish(1);
                return heard.await(chain::health);
            }
        }
    }

    private List<String> names(String vendor, String target, String fault) {
        var broken = vendor + "-broken";
        int colon = fault.indexOf(':');
        var at =
                colon < 0
                        ? fault + "@always"
                        : fault.substring(0, colon) + "@always" + fault.substring(colon);
        vendors.fault(broken + "." + target + ":" + at);
        return List.of(broken, vendor + "-good");
    }

    private static ProviderEntry entry(String provider, Map<String, String> settings) {
        return new ProviderEntry(provider, settings, Optional.of(Secret.of("sim-key")));
    }

    /// What clients did that the vendors' protocols do not allow.
    List<String> violations() {
        return vendors.violations().stream().map(Object::toString).toList();
    }

    @Override
    public void close() {
        openAi.close();
        deepgram.close();
        cartesia.close();
        vendors.close();
        time.close();
    }

    /// Times and the end of a request.
    private abstract static class Heard {
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private long silentSince = System.nanoTime();
        private long greatestGap;

        /// Something came that lasts so long.
        final void came(long lastsNanos) {
            long now = System.nanoTime();
            greatestGap = Math.max(greatestGap, now - silentSince);
            silentSince = Math.max(now, silentSince) + lastsNanos;
        }

        final void begins() {
            silentSince = System.nanoTime();
            greatestGap = 0;
        }

        final void ends(String what) {
            end.complete(what);
        }

        final Outcome await(Supplier<List<ProviderHealth>> chain) throws Exception {
            var got = end.get(60, TimeUnit.SECONDS);
            var first = new TreeSet<>(chain.get().getFirst().failures().keySet());
            return new Outcome(
                    got,
                    first.isEmpty()
                            ? "none"
                            : first.stream().map(Enum::name).collect(Collectors.joining(" ")),
                    Duration.ofNanos(greatestGap));
        }
    }

    private static final class HeardText extends Heard implements LanguageModel.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void text(String delta) {
            came(0);
            text.append(delta);
        }

        @Override
        public void toolCall(ToolCall call) {
            came(0);
        }

        @Override
        public void done(Finish finish) {
            came(0);
            ends(text.toString());
        }

        @Override
        public void failed(ProviderFault fault) {
            came(0);
            ends((text.isEmpty() ? "" : "part, then ") + "failed " + fault.kind());
        }
    }

    private static final class HeardSentence extends Heard implements Synthesizer.Listener {
        private final AtomicLong samples = new AtomicLong();

        @Override
        public void audio(short[] sound, int offset, int count) {
            came(1_000_000_000L * count / RATE);
            samples.addAndGet(count);
        }

        @Override
        public void done() {
            long whole = (long) SENTENCE.length() * MILLIS_A_CHARACTER * RATE / 1000;
            double share = (double) samples.get() / whole;
            // A word may be begun twice, and a pause before it.
            ends(share > 0.97 && share < 1.25 ? "whole" : "%.2f of it".formatted(share));
        }

        @Override
        public void failed(ProviderFailure failure) {
            ends((samples.get() == 0 ? "" : "part, then ") + "failed " + failure);
        }
    }

    private static final class HeardUtterance extends Heard implements Recognizer.Listener {
        void finished() {
            begins();
        }

        @Override
        public void partialWords(long utterance, String words) {
            // not the answer
        }

        @Override
        public void finalWords(long utterance, String words) {
            came(0);
            ends(words);
        }

        @Override
        public void failed(long utterance, ProviderFailure failure) {
            came(0);
            ends("failed " + failure);
        }
    }
}
