package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meter.Meters;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.TwilioPeer;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.VendorScript;
import dev.parley.store.CallRecord;
import dev.parley.store.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose ears are Deepgram's and whose voice is Cartesia's, both simulated.
final class CloudSpeechTest {
    private static final String SCRIPT =
            """
            hears:
              by: order
              utterances:
                - what are your opening hours
            voice: {sound: tone, millis-per-character: 20}
            """;

    @TempDir private Path folder;

    @Test
    void a_caller_is_understood_and_answered_by_providers_named_in_five_lines() throws Exception {
        try (var vendors = Vendors.start(VendorScript.parse(SCRIPT))) {
            Files.writeString(
                    folder.resolve("parley.yaml"),
                    """
                    speech:
                      hears: {provider: deepgram, url: "%s", key: sim-key}
                      speaks: {provider: cartesia, url: "%s", key: sim-key, voice: anna}
                    """
                            .formatted(
                                    vendors.socketUrl("deepgram"), vendors.socketUrl("cartesia")));
            var caller = new ToneCaller(SomeoneSpeaking.muLaw(), new long[] {8_000, 9_500});
            try (var server = ServerProcess.serve(folder);
                    var peer = TwilioPeer.call(PeerCall.to(server.media()), caller)) {
                await(() -> spoken(vendors).contains("We are open"), server);
                peer.hangUp();
                peer.closed().get(10, TimeUnit.SECONDS);
                assertThat(peer.violations()).isEmpty();
            }
            assertThat(spoken(vendors)).contains("How can I help you today?");
            assertThat(vendors.violations()).isEmpty();
            assertThat(vendors.requests("deepgram"))
                    .anySatisfy(request -> assertThat(request.audioBytes()).isGreaterThan(20_000));
        }
        try (var postgres = Postgres.embedded(folder.resolve("data"), Meters.NONE)) {
            var records = postgres.callRecords();
            var call = records.find(records.recent(1).getFirst().id()).orElseThrow();
            assertThat(call.turns())
                    .anySatisfy(turn -> {
                        assertThat(turn.who()).isEqualTo(CallRecord.Who.CALLER);
                        assertThat(turn.said().reveal()).isEqualTo("what are your opening hours");
                    });
        }
    }

    private static String spoken(Vendors vendors) {
        var all = new StringBuilder();
        vendors.requests("cartesia")
                .forEach(request -> request.texts().forEach(text -> all.append(text).append('\n')));
        return all.toString();
    }

    private static void await(BooleanSupplier condition, ServerProcess server) {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(condition.getAsBoolean()).as(server.text()).isTrue();
    }
}
