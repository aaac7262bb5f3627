package dev.parley.providers.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.audio.WavHeader;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.SynthesizerStage;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.SpeechLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A voice against a server of `/v1/audio/speech` that answers by hand as the sheet shows.
final class OpenAiVoiceStage implements SynthesizerStage {
    static final String KEY = "sk-canary-4711";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Network network = Network.open(1);
    private final RawServer server;
    private final OpenAiVoice voice;
    private volatile Behaviour behaviour;

    /// Bytes before the sound, and what they are called.
    volatile byte[] header = new byte[0];

    volatile String contentType = "audio/pcm";

    /// Texts that came, in order.
    final CopyOnWriteArrayList<String> texts = new CopyOnWriteArrayList<>();

    OpenAiVoiceStage(Behaviour first, Duration firstSound, Duration betweenSounds)
            throws IOException {
        this(
                first,
                settings ->
                        settings.within(
                                new SpeechLimits(
                                        Duration.ofSeconds(30), firstSound, betweenSounds)));
    }

    OpenAiVoiceStage(Behaviour first, UnaryOperator<OpenAiVoiceSettings> changed)
            throws IOException {
        behaviour = first;
        server = new RawServer(this::serve);
        voice =
                OpenAiVoice.open(
                        changed.apply(
                                OpenAiVoiceSettings.of(
                                                VoiceProfile.OPENAI, Optional.of(Secret.of(KEY)))
                                        .at(server.url() + "/v1")),
                        network,
                        Meters.NONE);
    }

    RawServer server() {
        return server;
    }

    private void serve(RawServer.Request request, RawServer.Peer peer) throws IOException {
        var text = JSON.readTree(request.body()).path("input").asText();
        texts.add(text);
        switch (behaviour) {
            case Behaviour.Refuses(var kind) -> refuse(peer, kind);
            case Behaviour.Well _ -> {
                peer.streams(contentType);
                if (header.length > 0) {
                    peer.chunk(header);
                }
                var sound = sound(text);
                for (int from = 0; from < sound.length; from += 777) {
                    peer.chunk(Arrays.copyOfRange(sound, from, Math.min(sound.length, from + 777)));
                }
                peer.endOfStream();
            }
            case Behaviour.Stalls(var afterSound) -> {
                if (afterSound) {
                    peer.streams(contentType);
                    peer.chunk(sound("x"));
                }
                peer.awaitClientGone();
            }
            case Behaviour.Cuts _ -> {
                peer.streams(contentType);
                peer.chunk(sound("x"));
                peer.close();
            }
        }
    }

    private static void refuse(RawServer.Peer peer, ProviderFailure kind) throws IOException {
        switch (kind) {
            case KEY -> peer.answers(401, "", "{\"error\":{\"code\":\"invalid_api_key\"}}");
            case QUOTA -> peer.answers(429, "", "{\"error\":{\"code\":\"insufficient_quota\"}}");
            case RATE -> peer.answers(429, "", "{\"error\":{\"code\":\"rate_limit_exceeded\"}}");
            case ENGINE -> peer.answers(500, "", "{\"detail\":{\"error\":\"processing_error\"}}");
            case TIMED_OUT, OVERLOADED, NETWORK, PROTOCOL, CLOSED, CONTENT, RETIRED ->
                    throw new IllegalArgumentException("not a refusal: " + kind);
        }
    }

    /// As a server streams it: sizes that are not true.
    static byte[] wavHeader(int rate) {
        return WavHeader.of(rate, 1, 0xFFFF_FFF0L);
    }

    /// 20 ms for each character, all of one value.
    private static byte[] sound(String text) {
        var bytes = new byte[2 * 480 * Math.max(6, text.length())];
        int value = value(text);
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = (byte) value;
            bytes[i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    private static int value(String text) {
        return 300 + 7 * text.length();
    }

    @Override
    public Synthesizer voice() {
        return voice;
    }

    @Override
    public boolean can(Behaviour wanted) {
        return true;
    }

    @Override
    public void behave(Behaviour changed) {
        behaviour = changed;
    }

    @Override
    public OptionalInt sampleOf(String text) {
        return OptionalInt.of(value(text));
    }

    @Override
    public int busy() {
        return server.open();
    }

    @Override
    public void close() throws IOException {
        network.close();
        server.close();
    }
}
