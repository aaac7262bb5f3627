package dev.parley.app.caller;

import dev.parley.agents.garage.GarageFlow;
import dev.parley.agents.garage.GarageWords;
import dev.parley.audio.WavWriter;
import dev.parley.audio.vad.NeuralVoiceActivity;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.flow.FlowPhrases;
import dev.parley.dialog.flow.PromptTemplate;
import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.PhraseList;
import dev.parley.meter.Meters;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import dev.parley.sim.caller.AgentPrompt;
import dev.parley.sim.caller.CallerLine;
import dev.parley.sim.caller.CallerReport;
import dev.parley.sim.caller.CallerTurn;
import dev.parley.sim.caller.LivedSound;
import dev.parley.sim.caller.PromptReader;
import dev.parley.sim.caller.RtviLine;
import dev.parley.sim.caller.SimulatedCaller;
import dev.parley.sim.caller.TwilioLine;
import dev.parley.sim.caller.garage.GarageCaller;
import dev.parley.sim.caller.garage.GarageWish;
import dev.parley.sim.rtvi.RtviStart;
import dev.parley.sim.rtvi.RtviWire;
import dev.parley.sim.twilio.PeerCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One simulated customer of the garage with the embedded engines, all of them its own.
public final class GarageCall {
    private static final int AGENT_PAUSE_MILLIS = 700;
    private static final long PATIENCE_MILLIS = 8_000;
    private static final long LONGEST_CALL_MILLIS = 240_000;
    private static final int MOST_PHRASES = 3000;

    /// Steps of the flow that a customer who books can come to.
    private static final Set<String> MET =
            Set.of(
                    "welcome",
                    "hello",
                    "no_records",
                    "start_over",
                    "ask_task",
                    "ask_service",
                    "ask_vehicle",
                    "ask_day",
                    "say_closed",
                    "past_day",
                    "too_far_day",
                    "full_day",
                    "next_day",
                    "nothing_free",
                    "time_not_free",
                    "ask_time",
                    "no_calendar",
                    "read_back",
                    "booked",
                    "slot_taken",
                    "car_busy",
                    "booking_failed",
                    "booking_unsure",
                    "offer_person",
                    "offer_callback",
                    "callback_noted",
                    "callback_failed",
                    "no_callback",
                    "ask_more",
                    "goodbye");

    /// Path of the browser socket.
    private static final String BROWSER = "/rtvi";

    private final Path cache;
    private final String voice;

    /// @param cache folder of the unpacked model
    /// @param voice name of the caller's voice, as [LocalVoices] knows it
    public GarageCall(Path cache, String voice) {
        this.cache = cache;
        this.voice = voice;
    }

    /// Places the call and lives it to its end.
    ///
    /// @param recording file for the sound as the caller lived it; null for none
    /// @param progress told of every turn as it ends
    /// @throws IOException if the server cannot be reached
    public CallerReport place(
            URI socket, GarageWish wish, @Nullable Path recording, Consumer<CallerTurn> progress)
            throws IOException, InterruptedException {
        return place(lineTo(socket, wish), wish, recording, progress);
    }

    /// A browser's session where the socket is the browser's, else a phone line.
    private static CallerLine.Dial lineTo(URI socket, GarageWish wish)
            throws IOException, InterruptedException {
        if (!BROWSER.equals(socket.getPath())) {
            return TwilioLine.to(
                    PeerCall.to(socket)
                            .with("From", wish.phone())
                            .with("To", "+15550100")
                            .with("agent", "garage"));
        }
        var http = socket.getScheme().replace("ws", "http");
        var start = URI.create(http + "://" + socket.getAuthority() + BROWSER + "/start");
        var body = "{\"agent\":\"garage\",\"caller\":\"%s\"}".formatted(wish.phone());
        return RtviLine.to(RtviStart.post(start, body, "").call(RtviWire.BINARY));
    }

    /// The same over any line that leads to the garage.
    public CallerReport place(
            CallerLine.Dial line,
            GarageWish wish,
            @Nullable Path recording,
            Consumer<CallerTurn> progress)
            throws IOException, InterruptedException {
        var templates = FlowPhrases.of(GarageFlow.load()).templates();
        try (var ear =
                        VoskRecognizer.open(
                                VoskSettings.in(cache).withOpenDecoders(0), Meters.NONE);
                Synthesizer mouth = LocalVoices.find(voice, cache, Meters.NONE)) {
            ear.warmUp();
            var parts =
                    new SimulatedCaller.Parts(
                            new NeuralVoiceActivity(),
                            ear,
                            mouth,
                            grammar(templates),
                            new PromptReader(templates.stream().map(AgentPrompt::of).toList()),
                            new GarageCaller(wish),
                            AGENT_PAUSE_MILLIS,
                            PATIENCE_MILLIS,
                            LONGEST_CALL_MILLIS,
                            progress);
            var lived = SimulatedCaller.call(line, parts);
            if (recording != null) {
                write(lived.recording(), recording);
            }
            return lived.report();
        }
    }

    /// Every sentence that the garage may say to a customer who books, as a grammar for who listens
    /// to it. All it can say at all would be too many words to tell apart.
    public static Expectation grammar(List<PromptTemplate> templates) {
        var texts = GarageWords.spoken();
        var sentences =
                templates.stream()
                        .filter(template ->
                                template.step().isEmpty() || MET.contains(template.step()))
                        .map(template -> template.grammar(texts))
                        .toList();
        return new Expectation(
                "agent", PhraseList.of(Grammar.anyOf(sentences), MOST_PHRASES, 1), 0);
    }

    private static void write(LivedSound sound, Path file) throws IOException {
        var caller = sound.caller();
        var agent = sound.agent();
        try (var writer = new WavWriter(file, sound.rate(), 2)) {
            writer.writeStereo(caller, 0, agent, 0, Math.min(caller.length, agent.length));
        }
    }
}
