package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meter.Meters;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.TwilioPeer;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.VendorScript;
import dev.parley.store.CallRecord;
import dev.parley.store.CallRecords;
import dev.parley.store.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls by sound to a garage that hears, thinks and speaks by vendors, all simulated: one whose
/// model finds out what the caller means, and one whose model breaks.
final class TalkingCallTest {
    private static final String ODD =
            "well my brakes sort of squeal so someone should look at them";

    private static VendorScript script(LocalDate day) {
        return KeyHunt.script(
                """
                hears:
                  by: order
                  utterances:
                    - %s
                    - the first one
                    - "yes"
                    - %s
                    - goodbye
                model:
                  - when: squeal
                    say: "I am sorry to hear that. "
                    call:
                      - tool: answer
                        arguments: {task: book, service: brake_inspection, day: "%s"}
                voice: {sound: tone, millis-per-character: 8}
                """
                        .formatted(ODD, ODD, day));
    }

    @TempDir private Path folder;

    @Test
    void caller_is_booked_in_words_of_their_own_and_the_next_one_is_served_by_the_flow_alone()
            throws Exception {
        var day =
                LocalDate.now(ZoneId.of("America/New_York"))
                        .plusDays(6)
                        .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY));
        try (var vendors = Vendors.start(script(day))) {
            Files.writeString(
                    folder.resolve("parley.yaml"),
                    """
                    speech:
                      hears: {provider: deepgram, url: "%s", key: "%s"}
                      speaks: {provider: cartesia, url: "%s", key: "%s", voice: anna}
                      thinks: {provider: openai, url: "%s/v1", key: "%s", model: gpt-x}
                    """
                            .formatted(
                                    vendors.socketUrl("deepgram"),
                                    KeyHunt.HEARS,
                                    vendors.socketUrl("cartesia"),
                                    KeyHunt.SPEAKS,
                                    vendors.url("openai"),
                                    KeyHunt.THINKS));
            try (var server = ServerProcess.serve(folder)) {
                var voice = new AskedVoice(vendors, server);
                var caller = new PromptedCaller(SomeoneSpeaking.muLaw());
                try (var peer =
                        TwilioPeer.call(
                                PeerCall.to(server.media()).with("From", "+12125550147"), caller)) {
                    voice.answer(caller, "How can I help you today?");
                    voice.answer(caller, "Which time would you like?");
                    voice.answer(caller, "Is that right?");
                    voice.await("Your appointment is booked.");
                    peer.hangUp();
                    peer.closed().get(30, TimeUnit.SECONDS);
                }
                assertThat(voice.said())
                        .contains("I am sorry to hear that.")
                        .contains("\"encoding\":\"pcm_mulaw\",\"sample_rate\":8000");
                vendors.fault("llm:cut@always:0");
                var next = new PromptedCaller(SomeoneSpeaking.muLaw());
                try (var peer =
                        TwilioPeer.call(
                                PeerCall.to(server.media()).with("From", "+12125550123"), next)) {
                    // What was said in the first call is not asked of the voice again.
                    voice.answer(next, "Hello John.");
                    voice.answer(next, "I am sorry, I did not understand that.");
                    voice.await("Goodbye.");
                    peer.closed().get(30, TimeUnit.SECONDS);
                }
                KeyHunt.in(server);
            }
            KeyHunt.in(folder.resolve("data"));
            KeyHunt.in(vendors);
            assertThat(vendors.violations()).isEmpty();
            assertThat(vendors.requests("deepgram"))
                    .as("a telephone's sound goes as a telephone has it")
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.query())
                                    .containsEntry("encoding", List.of("mulaw"))
                                    .containsEntry("sample_rate", List.of("8000")));
            assertThat(vendors.requests("openai"))
                    .anySatisfy(request -> assertThat(request.body()).contains(ODD));
        }
        try (var postgres = Postgres.embedded(folder.resolve("data"), Meters.NONE)) {
            var records = postgres.callRecords();
            var calls = records.recent(2);
            assertThat(calls)
                    .as(whole(records, calls))
                    .extracting(call -> call.outcome())
                    .contains("done");
            for (var call : calls) {
                KeyHunt.in(records.find(call.id()).orElseThrow());
            }
            assertThat(records.find(calls.getLast().id()).orElseThrow().turns())
                    .filteredOn(turn -> turn.who() == CallRecord.Who.AGENT)
                    .anySatisfy(turn ->
                            assertThat(turn.said().reveal()).contains("I am sorry to hear that."));
        }
    }

    /// What is known of the calls, to see why one did not end as it should.
    private static String whole(CallRecords records, List<CallRecord.Header> calls)
            throws SQLException {
        var text = new StringBuilder();
        for (var call : calls) {
            text.append(call).append('\n');
            for (var turn : records.find(call.id()).orElseThrow().turns()) {
                text.append(turn).append(": ").append(turn.said().reveal()).append("\n");
            }
        }
        return text.toString();
    }
}
