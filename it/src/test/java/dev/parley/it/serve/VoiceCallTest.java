package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.audio.Resampler;
import dev.parley.audio.Wav;
import dev.parley.call.EndReason;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.slot.Spoken;
import dev.parley.meter.Meters;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.TwilioPeer;
import dev.parley.store.CallRecord;
import dev.parley.store.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole calls by voice with the embedded engines, in processes of their own.
final class VoiceCallTest {
    @TempDir private Path folder;

    @Test
    void a_simulated_caller_books_by_voice_and_nothing_of_it_leaks_into_logs() throws Exception {
        var data = folder.resolve("data");
        JsonNode figures;
        try (var demo =
                ServerProcess.run(
                        folder,
                        "demo",
                        "--once",
                        "--json",
                        "--port",
                        "0",
                        "--ops-port",
                        "0",
                        "--data",
                        data.toString())) {
            assertThat(demo.exitCode()).as(demo.text()).isZero();
            figures =
                    new ObjectMapper().readTree(demo.text().lines().reduce("", (_, last) -> last));
        }
        assertThat(figures.path("booked").asBoolean()).isTrue();
        assertThat(figures.path("both_heard").asBoolean()).isTrue();

        var appointment = figures.path("appointment");
        var day = Spoken.heard(Spoken.date(LocalDate.parse(appointment.path("date").asText())));
        // Without a grammar it hears "nov" for november and "eight" for eighth.
        var words = day.split(" ");
        assertThat(openlyRecognized(Path.of(figures.path("recording").asText())))
                .contains(words[0])
                .contains(words[1].substring(0, 3))
                .contains(words[words.length - 1].substring(0, 3));

        assertThat(Files.readString(Path.of(figures.path("transcript").asText())))
                .contains("book an appointment")
                .contains("answered in");
        var customer = appointment.path("customer").asText().toLowerCase(Locale.ROOT).split(" ");
        for (var log : logs(data)) {
            assertThat(Files.readString(log).toLowerCase(Locale.ROOT))
                    .as(log.toString())
                    .contains("call admitted")
                    .doesNotContain(customer[0])
                    .doesNotContain(customer[1])
                    .doesNotContain("book an appointment")
                    .doesNotContain("+1212555");
        }
        gapsAreThoseOfTheWaveForm(
                data,
                figures.path("call_id").asText(),
                Waveform.of(Wav.read(Path.of(figures.path("recording").asText()))),
                Waveform.of(Wav.read(data.resolve("recordings").resolve("caller-1.wav"))));
    }

    /// What the server measured while the call went on, against its own recording and against that
    /// of the caller, who began a moment earlier and hears what was sent up to 200 ms ahead.
    private static void gapsAreThoseOfTheWaveForm(
            Path data, String id, Waveform server, Waveform caller) throws Exception {
        CallRecord call;
        try (var postgres = Postgres.embedded(data, Meters.NONE)) {
            call = postgres.callRecords().find(id).orElseThrow();
        }
        int answered = 0;
        for (var turn : call.turns()) {
            var sound = turn.sound();
            if (turn.who() == CallRecord.Who.AGENT) {
                assertThat(sound).isNull();
                continue;
            }
            assertThat(sound).as("turn %d", turn.number()).isNotNull();
            if (sound.gap().isPresent()) {
                answered++;
                long gap = sound.gap().getAsLong();
                assertThat(gap)
                        .as("turn %d: %s", turn.number(), sound)
                        .isCloseTo(server.gapBefore(sound.agentBegan() - 30), within(20L));
                assertThat(gap)
                        .as("turn %d as the caller lived it: %s", turn.number(), sound)
                        .isCloseTo(caller.gapBefore(sound.agentBegan() - 100), within(200L));
                var latency = turn.latency();
                assertThat(latency).isNotNull();
                assertThat(sound.rest(latency).orElseThrow())
                        .as("turn %d: %s, %s", turn.number(), sound, latency)
                        .isBetween(-250L, 250L);
            }
        }
        assertThat(answered).isGreaterThanOrEqualTo(4);
        var whole = call.sound();
        assertThat(whole).isNotNull();
        assertThat(whole.agent()).isGreaterThan(10_000);
        assertThat(whole.caller()).isBetween(3_000L, whole.agent());
        assertThat(whole.talkOver()).isLessThan(1_500);
    }

    @Test
    void a_server_killed_in_a_call_leaves_its_record_and_the_next_start_closes_it()
            throws Exception {
        try (var server = ServerProcess.serve(folder);
                var peer =
                        TwilioPeer.call(
                                PeerCall.to(server.media()).with("From", "+12125550147"),
                                CallerSide.SILENT)) {
            // The greeting and the first question are over after six seconds and some.
            while (peer.callMillis() < 12_000) {
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(server.ask("/metrics").body()).doesNotContain("2125550147");
            server.kill();
        }
        try (var again = ServerProcess.serve(folder)) {
            assertThat(again.text())
                    .contains("adopted")
                    .contains("closed calls that a dead server left open");
        }
        try (var postgres = Postgres.embedded(folder.resolve("data"), Meters.NONE)) {
            var header = postgres.callRecords().recent(1).getFirst();
            assertThat(header.endReason()).isEqualTo(EndReason.SERVER_DIED);
            assertThat(header.settingsHash()).hasSize(64);
            var call = postgres.callRecords().find(header.id()).orElseThrow();
            assertThat(call.turns())
                    .anySatisfy(turn -> {
                        assertThat(turn.who()).isEqualTo(CallRecord.Who.AGENT);
                        assertThat(turn.heard().reveal())
                                .contains("Thank you for calling Riverside Auto Service.");
                    });
            assertThat(call.toolCalls())
                    .extracting(CallRecord.ToolCall::name)
                    .contains("lookup_customer");
        }
    }

    private static Iterable<Path> logs(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            return files.toList();
        }
    }

    /// The agent's side of a recording, recognized without any grammar.
    private String openlyRecognized(Path recording) throws Exception {
        var wav = Wav.read(recording);
        var agent = wav.channel(1);
        var resampler = new Resampler(wav.rate(), 16_000);
        var wide = new short[resampler.maxOutput(agent.length)];
        int count = resampler.resample(agent, 0, agent.length, wide, 0);
        try (var recognizer =
                VoskRecognizer.open(VoskSettings.in(folder.resolve("data/cache")), Meters.NONE)) {
            return recognizer.hear(Arrays.copyOf(wide, count), 16_000, Expectation.OPEN);
        }
    }
}
