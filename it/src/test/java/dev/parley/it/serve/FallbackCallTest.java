package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.TwilioPeer;
import dev.parley.sim.vendor.Vendors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole call whose recognizer hangs and whose voice is refused: the engines in process hold it.
final class FallbackCallTest {
    private static final long SPEAKS_FROM = 8_000;
    private static final long SPEAKS_TO = 9_500;

    @TempDir private Path folder;

    @Test
    void caller_is_greeted_heard_and_answered_although_both_providers_are_broken()
            throws Exception {
        try (var vendors = Vendors.start(KeyHunt.script("voice: {sound: tone}"))) {
            vendors.fault("stt:stall@always:0");
            vendors.fault("tts:401@always");
            Files.writeString(
                    folder.resolve("parley.yaml"),
                    """
                    speech:
                      hears: {provider: deepgram, url: "%s", key: "%s"}
                      speaks: {provider: cartesia, url: "%s", key: "%s", voice: anna}
                    """
                            .formatted(
                                    vendors.socketUrl("deepgram"),
                                    KeyHunt.HEARS,
                                    vendors.socketUrl("cartesia"),
                                    KeyHunt.SPEAKS));
            var caller =
                    new ToneCaller(SomeoneSpeaking.muLaw(), new long[] {SPEAKS_FROM, SPEAKS_TO});
            try (var server = ServerProcess.serve(folder);
                    var peer = TwilioPeer.call(PeerCall.to(server.media()), caller)) {
                await(() -> caller.heard().stream().anyMatch(each -> each[0] > SPEAKS_TO), server);
                assertThat(caller.heard().getFirst()[0])
                        .as("the greeting comes before the caller speaks")
                        .isLessThan(SPEAKS_FROM);
                assertThat(switches(server, "hears", "deepgram")).isPositive();
                assertThat(switches(server, "speaks", "cartesia")).isPositive();
                assertThat(server.ask("/providers").body())
                        .contains("\"name\":\"deepgram\",\"stage\":\"hears\"")
                        .contains("\"failures\":{\"timed-out\":")
                        .contains("\"name\":\"cartesia\",\"stage\":\"speaks\"")
                        .contains("\"failures\":{\"key\":");
                KeyHunt.in(server);
                peer.hangUp();
                peer.closed().get(10, TimeUnit.SECONDS);
                assertThat(peer.violations()).isEmpty();
            }
            KeyHunt.in(folder.resolve("data"));
        }
    }

    private static double switches(ServerProcess server, String stage, String from)
            throws Exception {
        return server.metric(
                "parley_provider_switches_total{from=\"%s\",stage=\"%s\",to=\"local\"}"
                        .formatted(from, stage));
    }

    private static void await(BooleanSupplier condition, ServerProcess server) {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(condition.getAsBoolean()).as(server.text()).isTrue();
    }
}
