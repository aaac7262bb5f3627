package dev.parley.app.rehearsal;

import dev.parley.agents.garage.GarageFlow;
import dev.parley.app.caller.GarageCall;
import dev.parley.app.caller.GarageWishes;
import dev.parley.app.check.ProviderHealthReader;
import dev.parley.app.server.PrivateFolder;
import dev.parley.app.server.Server;
import dev.parley.app.settings.Settings;
import dev.parley.audio.WavWriter;
import dev.parley.audio.vad.NeuralVoiceActivity;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.call.record.CallStore;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.flow.FlowPhrases;
import dev.parley.meter.Meters;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import dev.parley.sim.caller.AgentPrompt;
import dev.parley.sim.caller.CallerBrain;
import dev.parley.sim.caller.CallerTurn;
import dev.parley.sim.caller.LivedSound;
import dev.parley.sim.caller.PromptReader;
import dev.parley.sim.caller.SimulatedCaller;
import dev.parley.sim.caller.TwilioLine;
import dev.parley.sim.caller.garage.GarageCaller;
import dev.parley.sim.caller.garage.GarageWish;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.hear.SoundBook;
import dev.parley.sim.vendor.script.Hearing;
import dev.parley.sim.vendor.script.ModelFunction;
import dev.parley.sim.vendor.script.VoiceFunction;
import dev.parley.store.CallRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// One whole simulated call: vendors with their faults, a server that knows them by its settings
/// alone, a caller who hears and speaks over the carrier's socket, and what came of it. Everything
/// is in this process and gone at the end. Blocks for the length of the call; for one thread.
public final class Rehearsal {
    private static final Duration FILED = Duration.ofSeconds(15);
    private static final long CLOSED_SECONDS = 15;
    private static final int AGENT_PAUSE_MILLIS = 700;
    private static final long PATIENCE_MILLIS = 8_000;
    private static final long LONGEST_CALL_MILLIS = 150_000;
    private static final String CALLER_VOICE = "freetts-kevin16";

    private final RehearsalPlan plan;
    private final Path folder;
    private final SoundBook callersBook = new SoundBook();
    private final SoundBook agentsBook = new SoundBook();
    private final List<Noted> noted = new ArrayList<>();

    private Rehearsal(RehearsalPlan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /// Plays it.
    ///
    /// @param folder for everything the server keeps, and the caller's recording
    /// @param progress told of every turn as the caller lived it
    /// @throws IOException if the server does not take the call
    public static RehearsalReport play(
            RehearsalPlan plan, Path folder, Consumer<CallerTurn> progress)
            throws IOException, InterruptedException, SQLException {
        return new Rehearsal(plan, folder).play(progress);
    }

    private RehearsalReport play(Consumer<CallerTurn> progress)
            throws IOException, InterruptedException, SQLException {
        long began = System.nanoTime();
        shareCache();
        var wish = GarageWishes.draw(plan.seed(), Instant.now());
        var talk = new FreeTalk(new GarageCaller(wish), wish, plan.script().model());
        try (var agentsVoice = new KnownVoice(voice("auto"), agentsBook);
                var vendors =
                        Vendors.start(
                                plan.script()
                                        .with((ModelFunction) talk)
                                        .with(new Hearing.Real(callersBook))
                                        .with((VoiceFunction) agentsVoice))) {
            plan.faults().forEach(fault -> vendors.fault(fault.toString()));
            try (var running =
                    Running.start(plan.settings().apply(settings(vendors)), this::watched)) {
                long startMillis = (System.nanoTime() - began) / 1_000_000;
                var lived = call(running.server(), wish, brain(wish, talk), progress);
                var lap = new Lap(lived, startMillis, file(lived.recording()));
                return report(running.server(), vendors, lap);
            }
        }
    }

    /// What the caller brought home.
    private record Lap(SimulatedCaller.Lived lived, long startMillis, Path recording) {}

    private Noted watched(CallStore store) {
        var watch = new Noted(store);
        noted.add(watch);
        return watch;
    }

    /// Unpacked models are big and always the same.
    private void shareCache() throws IOException {
        var cache = Files.createDirectories(plan.cache().toAbsolutePath());
        var own = PrivateFolder.at(folder).resolve("cache");
        if (Files.notExists(own)) {
            Files.createSymbolicLink(own, cache);
        }
    }

    private Synthesizer voice(String name) {
        return LocalVoices.find(name, plan.cache(), Meters.NONE);
    }

    private Map<String, String> settings(Vendors vendors) {
        Map<String, String> settings = new HashMap<>();
        settings.put("data", folder.toString());
        settings.put("server.port", "0");
        settings.put("server.ops-port", "0");
        settings.put("recording.encrypted", "false");
        plan.providers().names().forEach((stage, name) -> provider(settings, stage, name, vendors));
        settings.putAll(plan.changes());
        return settings;
    }

    private void provider(Map<String, String> settings, Stage stage, String name, Vendors vendors) {
        var prefix = ProviderChoice.setting(stage);
        settings.put(prefix + ".provider", name);
        if (!plan.providers().isSimulated()) {
            return;
        }
        boolean isHttp = name.equals("openai");
        settings.put(prefix + ".url", isHttp ? vendors.url(name) + "/v1" : vendors.socketUrl(name));
        settings.put(prefix + ".key", vendors.script().key(name));
        if (name.equals("cartesia")) {
            settings.put(prefix + ".voice", "anyone");
        }
    }

    /// Who calls: with a simulated model they talk freely.
    private CallerBrain brain(GarageWish wish, FreeTalk talk) {
        if (!plan.lines().isEmpty()) {
            return new LinesCaller(plan.lines());
        }
        boolean isModelled = plan.providers().names().containsKey(Stage.THINKS);
        return plan.providers().isSimulated() && isModelled ? talk : new GarageCaller(wish);
    }

    private SimulatedCaller.Lived call(
            Server server, GarageWish wish, CallerBrain brain, Consumer<CallerTurn> progress)
            throws IOException, InterruptedException {
        var line =
                TwilioLine.to(
                        PeerCall.to(URI.create(server.mediaUrl()))
                                .with("From", wish.phone())
                                .with("To", "+15550100")
                                .with("agent", "garage"));
        var templates = FlowPhrases.of(GarageFlow.load()).templates();
        try (var ear = new KnowingEar(agentsBook, this::realEar);
                var mouth = new KnownVoice(voice(CALLER_VOICE), callersBook)) {
            if (!plan.faults().isEmpty()) {
                ear.openOther(); // a local voice may have to stand in
            }
            return SimulatedCaller.call(
                    line,
                    new SimulatedCaller.Parts(
                            new NeuralVoiceActivity(),
                            ear,
                            mouth,
                            GarageCall.grammar(templates),
                            new PromptReader(templates.stream().map(AgentPrompt::of).toList()),
                            brain,
                            AGENT_PAUSE_MILLIS,
                            PATIENCE_MILLIS,
                            LONGEST_CALL_MILLIS,
                            progress));
        }
    }

    private Recognizer realEar() {
        var ear =
                VoskRecognizer.open(VoskSettings.in(plan.cache()).withOpenDecoders(0), Meters.NONE);
        ear.warmUp();
        return ear;
    }

    private Path file(LivedSound sound) throws IOException {
        var caller = sound.caller();
        var agent = sound.agent();
        var file = folder.resolve("lived.wav");
        try (var writer = new WavWriter(file, sound.rate(), 2)) {
            writer.writeStereo(caller, 0, agent, 0, Math.min(caller.length, agent.length));
        }
        return file;
    }

    private RehearsalReport report(Server server, Vendors vendors, Lap lap)
            throws InterruptedException, SQLException {
        var watch = noted.getFirst();
        boolean isClosed = watch.awaitClosed(CLOSED_SECONDS);
        Optional<CallRecord> record = Optional.empty();
        if (server.storage().isPresent()) {
            var storage = server.storage().get();
            boolean isFiled = storage.flush(FILED);
            record = isClosed && isFiled ? storage.calls().find(watch.callId()) : record;
        }
        var caller = lap.lived().report();
        var spans = SoundSpans.of(lap.lived().recording());
        var deadAir = spans.longest();
        var verdict = Verdict.of(plan, caller, record, spans);
        return new RehearsalReport(
                verdict.outcome(),
                verdict.reasons(),
                watch.callId(),
                plan.seed(),
                Rows.of(caller.turns(), record, spans),
                caller.callMillis(),
                lap.startMillis(),
                deadAir.millis(),
                deadAir.from(),
                Struck.count(plan, vendors),
                vendors.violations(),
                caller.violations(),
                failures(watch, server),
                watch.notes(),
                Struck.requests(vendors),
                caller.outcome().facts(),
                record.map(found -> String.valueOf(found.header().endReason())).orElse("no record"),
                record.flatMap(found -> Optional.ofNullable(found.header().outcome())).orElse(""),
                lap.recording(),
                record.map(found -> found.header().recording())
                        .map(name -> folder.resolve("recordings").resolve(name))
                        .filter(Files::isRegularFile));
    }

    /// What reached the call, and what its chains of providers took on themselves.
    private static Map<String, Integer> failures(Noted watch, Server server)
            throws InterruptedException {
        var failures = new TreeMap<>(watch.failures());
        for (var health :
                ProviderHealthReader.read(URI.create(server.opsUrl())).orElse(List.of())) {
            health.failures()
                    .forEach((kind, count) ->
                            failures.put(health.stage() + " " + health.name() + " " + kind, count));
        }
        return failures;
    }

    /// A server that is closed whatever happens, Ctrl-C too.
    private static final class Running implements AutoCloseable {
        private final Server server;
        private final Thread hook;

        private Running(Server server) {
            this.server = server;
            this.hook = Thread.ofPlatform().name("stop").unstarted(server::close);
            Runtime.getRuntime().addShutdownHook(hook);
        }

        static Running start(Settings settings, UnaryOperator<CallStore> between)
                throws InterruptedException {
            return new Running(Server.start(settings, between));
        }

        Server server() {
            return server;
        }

        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                return; // the process is stopping, and the hook closes it
            }
            server.close();
        }
    }
}
