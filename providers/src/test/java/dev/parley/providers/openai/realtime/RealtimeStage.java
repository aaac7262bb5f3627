package dev.parley.providers.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.G711;
import dev.parley.call.duplex.Briefing;
import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.Opening;
import dev.parley.call.duplex.TurnMaster;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.compliance.Secret;
import dev.parley.dialog.model.ToolSpec;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.DuplexStage;
import dev.parley.providers.contract.Tags;
import dev.parley.providers.net.Network;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.Hearing;
import dev.parley.sim.vendor.script.ModelQuestion;
import dev.parley.sim.vendor.script.ModelReply;
import dev.parley.sim.vendor.script.VendorScript;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The Realtime client against the simulated vendor.
final class RealtimeStage implements DuplexStage {
    private static final ToolSpec FIND_SLOT =
            new ToolSpec(
                    "find_slot",
                    "Finds a free slot.",
                    "{\"type\":\"object\",\"properties\":{\"day\":{\"type\":\"string\"}}}");
    private static final int STEP = 1000;

    private final Network network = Network.open(1);
    private final Vendors vendors;
    private final RealtimeDuplex duplex;
    private final Codec codec;
    private boolean forgives;

    RealtimeStage(
            TurnMaster turns, Codec codec, Behaviour first, Duration answer, Duration between) {
        this.codec = codec;
        this.vendors = Vendors.start(script());
        behave(first);
        var usual = RealtimeSettings.of(Secret.of("sim-key"));
        this.duplex =
                RealtimeDuplex.open(
                        new RealtimeSettings(
                                "openai",
                                vendors.socketUrl("openai") + "/v1",
                                usual.key(),
                                usual.model(),
                                usual.voice(),
                                usual.transcription(),
                                turns,
                                Duration.ofMillis(200),
                                "",
                                usual.maxTokens(),
                                usual.longestAnswer(),
                                new RealtimeLimits(Duration.ofSeconds(30), answer, between)),
                        network,
                        Meters.NONE);
    }

    private static VendorScript script() {
        return VendorScript.usual()
                .with(new Hearing.Real((samples, _) -> word(samples)))
                .with(RealtimeStage::reply)
                .with(Delay.FIRST_TOKEN, Duration.ZERO)
                .with(Delay.BETWEEN_SOUNDS, Duration.ZERO);
    }

    /// All samples have about the value of the tag.
    private static String word(short[] samples) {
        int tag = samples.length == 0 ? -1 : Math.round(samples[0] / (float) STEP) - 1;
        return tag < 0 ? "" : Tags.word(tag);
    }

    private static ModelReply reply(ModelQuestion question) {
        if (!question.tool().isEmpty()) {
            return ModelReply.say("The result is " + question.result());
        }
        var call = new ModelReply.Call("find_slot", "{\"day\":\"monday\"}");
        return switch (question.user()) {
            case "eight" -> new ModelReply("", List.of(call, call), "");
            case "nine" -> new ModelReply("", List.of(call), "");
            default -> ModelReply.say("You said " + question.user() + ".");
        };
    }

    /// What the client does wrong in this test is the test's own doing.
    void forgive() {
        forgives = true;
    }

    Vendors vendors() {
        return vendors;
    }

    @Override
    public Duplex duplex() {
        return duplex;
    }

    @Override
    public Opening opening() {
        return Opening.of(
                Briefing.of("You book tables.").withTools(List.of(FIND_SLOT)).in("en"), codec);
    }

    @Override
    public List<byte[]> speech(int tag) {
        return Collections.nCopies(20, frame((short) (STEP + STEP * tag)));
    }

    @Override
    public List<byte[]> silence() {
        return Collections.nCopies(15, frame((short) 0));
    }

    private byte[] frame(short value) {
        var samples = new short[codec.rate() / 50];
        Arrays.fill(samples, value);
        var bytes = new byte[codec.frameBytes()];
        switch (codec) {
            case MULAW_8K -> G711.encodeMuLaw(samples, 0, samples.length, bytes, 0);
            case ALAW_8K -> G711.encodeALaw(samples, 0, samples.length, bytes, 0);
            case PCM_8K, PCM_16K, PCM_24K -> {
                for (int i = 0; i < samples.length; i++) {
                    bytes[2 * i] = (byte) value;
                    bytes[2 * i + 1] = (byte) (value >> 8);
                }
            }
        }
        return bytes;
    }

    @Override
    public void behave(Behaviour behaviour) {
        vendors.clearFaults();
        vendors.script(script());
        switch (behaviour) {
            case Behaviour.Well _ -> {}
            case Behaviour.Dawdles _ ->
                    vendors.script(script().with(Delay.BETWEEN_SOUNDS, Duration.ofSeconds(2)));
            case Behaviour.Hesitates _ -> vendors.fault("duplex:slow-first-byte@always:60s");
            case Behaviour.Stalls(var afterSound) ->
                    vendors.fault("duplex:stall@always:" + (afterSound ? 4 : 0));
            case Behaviour.Lags _ -> vendors.fault("duplex:late@always:3");
            case Behaviour.Cuts _ -> vendors.fault("duplex:cut@always:4");
            case Behaviour.Breaks _ -> vendors.fault("duplex:error@always:4");
            case Behaviour.Garbles _ -> vendors.fault("duplex:garbage@always:4");
            case Behaviour.Refuses(var kind) -> vendors.fault("duplex:" + code(kind) + "@always");
        }
    }

    private static String code(ProviderFailure kind) {
        return switch (kind) {
            case KEY -> "401";
            case QUOTA -> "402";
            case RATE -> "429";
            case ENGINE -> "5xx";
            case TIMED_OUT, OVERLOADED, NETWORK, PROTOCOL, CLOSED, CONTENT, RETIRED ->
                    throw new IllegalArgumentException("not a refusal: " + kind);
        };
    }

    @Override
    public List<String> cuts() {
        return messages().stream()
                .filter(message -> message.contains("\"conversation.item.truncate\""))
                .map(message -> message.replaceFirst(".*\"audio_end_ms\":([0-9]+).*", "$1"))
                .toList();
    }

    @Override
    public List<String> messages() {
        return vendors.requests("openai").stream()
                .flatMap(request -> request.texts().stream())
                .toList();
    }

    @Override
    public int busy() {
        return vendors.openConnections();
    }

    @Override
    public void close() {
        network.close();
        var violations = vendors.violations();
        vendors.close();
        if (!forgives) {
            assertThat(violations).isEmpty();
        }
    }
}
