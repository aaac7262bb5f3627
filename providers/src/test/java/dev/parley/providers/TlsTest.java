package dev.parley.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.duplex.Briefing;
import dev.parley.call.duplex.Opening;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.compliance.Secret;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.HeardAnswer;
import dev.parley.providers.contract.HeardSound;
import dev.parley.providers.contract.HeardTalk;
import dev.parley.providers.contract.HeardWords;
import dev.parley.providers.contract.Patience;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every client speaks TLS to a server whose certificate is good, and to no other.
final class TlsTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String TRUSTED = "javax.net.ssl.trustStore";
    private static final String WORD = "javax.net.ssl.trustStorePassword";

    @TempDir private static Path folder;
    private static Certificates certificates;

    @BeforeAll
    static void makes() throws Exception {
        certificates = Certificates.make(folder);
        System.setProperty(TRUSTED, certificates.trusted().toString());
        System.setProperty(WORD, Certificates.PASSWORD);
    }

    @AfterAll
    static void forgets() {
        System.clearProperty(TRUSTED);
        System.clearProperty(WORD);
    }

    /// One of each way to connect.
    enum Client {
        CHAT("openai", Stage.THINKS, "https"),
        SPEECH("openai", Stage.SPEAKS, "https"),
        TRANSCRIPTION("openai", Stage.HEARS, "https"),
        LISTEN("deepgram", Stage.HEARS, "wss"),
        AURA("deepgram", Stage.SPEAKS, "wss"),
        SONIC("cartesia", Stage.SPEAKS, "wss"),
        REALTIME("openai", Stage.CONVERSES, "wss");

        final String provider;
        final Stage stage;
        final String scheme;

        Client(String provider, Stage stage, String scheme) {
            this.provider = provider;
            this.stage = stage;
            this.scheme = scheme;
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void client_speaks_to_a_server_whose_certificate_is_good(Client client) throws Exception {
        try (var server = server("good");
                var plugin = plugin(client)) {
            var failures = uses(client, plugin, server);
            Patience.until("a request came", () -> !server.requests.isEmpty());
            // The server is none of the vendor's: it answers 401.
            assertThat(failures).allMatch("KEY"::equals);
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void client_tells_nothing_to_a_server_with_another_name(Client client) throws Exception {
        refuses(client, "wrong-name");
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void client_tells_nothing_to_a_server_whose_certificate_has_expired(Client client)
            throws Exception {
        refuses(client, "expired");
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void client_tells_nothing_to_a_server_that_signed_for_itself(Client client) throws Exception {
        refuses(client, "self-signed");
    }

    private static void refuses(Client client, String certificate) throws Exception {
        try (var server = server(certificate);
                var plugin = plugin(client)) {
            assertThat(uses(client, plugin, server)).containsExactly("NETWORK");
            assertThat(server.requests).isEmpty();
        }
    }

    private static RawServer server(String certificate) throws Exception {
        return new RawServer(
                certificates.server(certificate),
                (_, peer) -> {
                    peer.answers(401, "", "{\"err_code\":\"INVALID_AUTH\"}");
                    peer.close();
                });
    }

    private static ProviderPlugin plugin(Client client) {
        return ServiceLoader.load(ProviderPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.names().contains(client.provider))
                .findFirst()
                .orElseThrow();
    }

    /// Asks for something and says how it failed.
    private static List<String> uses(Client client, ProviderPlugin plugin, RawServer server)
            throws Exception {
        var settings =
                client == Client.SONIC
                        ? Map.of("voice", "v", "connect", "PT60S", "first-sound", "PT90S")
                        : client.stage == Stage.SPEAKS
                                ? Map.of("connect", "PT60S", "first-sound", "PT90S")
                                : client.stage == Stage.HEARS || client.stage == Stage.CONVERSES
                                        ? Map.of("connect", "PT60S", "answer", "PT90S")
                                        : Map.<String, String>of();
        var all = new TreeMap<>(settings);
        all.put("url", client.scheme + "://localhost:" + server.port() + "/v1");
        var entry = new ProviderEntry(client.provider, all, Optional.of(Secret.of("canary-4711")));
        var failures = new ArrayList<String>();
        switch (client.stage) {
            case THINKS -> {
                try (var model = plugin.model(entry, Meters.NONE)) {
                    var heard = new HeardAnswer();
                    var _ =
                            model.generate(
                                    ModelRequest.of(List.of(new Message.User("Hi.")))
                                            .withLimits(new ModelLimits(LONG, LONG, LONG, LONG)),
                                    heard);
                    var fault = heard.awaitEnd().fault();
                    failures.add(fault.kind().name());
                    if (fault.kind() == ProviderFailure.NETWORK) {
                        assertThat(fault.message())
                                .isEqualTo(
                                        "no TLS with localhost:"
                                                + server.port()
                                                + ": check its certificate, the clock, and the"
                                                + " address");
                    }
                }
            }
            case SPEAKS -> {
                try (var voice = plugin.voice(entry, Meters.NONE)) {
                    var heard = new HeardSound();
                    var _ = voice.speak("Nine o'clock.", heard);
                    failures.add(heard.awaitEnd().replace("failed ", ""));
                }
            }
            case HEARS -> {
                try (var recognizer = plugin.recognizer(entry, Meters.NONE)) {
                    var heard = new HeardWords();
                    try (var call = recognizer.open(heard)) {
                        call.begin(1, Expectation.OPEN);
                        for (int i = 0; i < 20; i++) {
                            call.audio(Tags.frame(1), 0, 320);
                        }
                        call.finish(1);
                        failures.add(heard.awaitEnd(1).replace("failed ", ""));
                    }
                }
            }
            case CONVERSES -> {
                try (var duplex = plugin.duplex(entry, Meters.NONE)) {
                    var heard = new HeardTalk();
                    var opening = Opening.of(Briefing.of("Be kind."), Codec.MULAW_8K);
                    try (var _ = duplex.open(opening, heard)) {
                        failures.add(heard.awaitOver().replace("failed ", ""));
                    }
                }
            }
        }
        return failures;
    }
}
