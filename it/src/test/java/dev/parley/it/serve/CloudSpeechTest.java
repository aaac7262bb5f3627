package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.records.CallTimeline;
import dev.parley.dialog.provider.Use;
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
                    .anySatisfy(request -> assertThat(request.audioBytes()).isGreaterThan(8_000));
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

    /// The prices are made up. A second of a telephone is 8,000 bytes.
    @Test
    void a_call_that_has_cost_what_it_may_is_offered_a_call_back_and_its_costs_are_kept()
            throws Exception {
        Files.writeString(
                folder.resolve("prices.txt"),
                """
                date 2026-11-22
                deepgram nova-3 heard-minutes 0.6
                cartesia sonic-* characters 100
                """);
        try (var vendors = Vendors.start(VendorScript.parse(SCRIPT))) {
            Files.writeString(
                    folder.resolve("parley.yaml"),
                    """
                    speech:
                      hears: {provider: deepgram, url: "%s", key: sim-key}
                      speaks: {provider: cartesia, url: "%s", key: sim-key, voice: anna}
                    costs: {prices: "%s", call: 0.001}
                    """
                            .formatted(
                                    vendors.socketUrl("deepgram"),
                                    vendors.socketUrl("cartesia"),
                                    folder.resolve("prices.txt")));
            var caller = new ToneCaller(SomeoneSpeaking.muLaw(), new long[] {8_000, 9_500});
            try (var server = ServerProcess.serve(folder);
                    var peer = TwilioPeer.call(PeerCall.to(server.media()), caller)) {
                await(() -> spoken(vendors).contains("I can have a person call you."), server);
                await(
                        () ->
                                vendors.requests("deepgram").stream()
                                        .anyMatch(request -> request.audioBytes() > 8_000),
                        server);
                peer.hangUp();
                peer.closed().get(10, TimeUnit.SECONDS);
            }
            assertThat(spoken(vendors)).contains("How can I help you today?");
        }
        try (var postgres = Postgres.embedded(folder.resolve("data"), Meters.NONE)) {
            var records = postgres.callRecords();
            var call = records.find(records.recent(1).getFirst().id()).orElseThrow();
            assertThat(call.events())
                    .anySatisfy(event -> assertThat(event.name()).isEqualTo("budget-spent"));
            assertThat(call.uses())
                    .anySatisfy(used -> {
                        assertThat(used.use().unit()).isEqualTo(Use.Unit.SPOKEN_CHARACTERS);
                        assertThat(used.use().provider()).isEqualTo("cartesia");
                        assertThat(used.cost()).isNotNull();
                    })
                    .anySatisfy(used -> {
                        assertThat(used.use().unit()).isEqualTo(Use.Unit.HEARD_MILLIS);
                        assertThat(used.use().model()).isEqualTo("nova-3");
                    });
            assertThat(new CallTimeline(call, false).text("none"))
                    .contains("  cost       $0.")
                    .contains("cartesia sonic-3.5 ")
                    .contains("s heard ($0.");
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
