package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.command.ParleyCommand;
import dev.parley.meter.Meters;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.TwilioPeer;
import dev.parley.sim.vendor.Vendors;
import dev.parley.store.Postgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The team of `docs/writing-an-agent.md`, copied as it is, in a whole call by sound: from a desk
/// that talks by a model to a flow of its own, and from there to the garage. All vendors are
/// simulated.
final class TeamCallTest {
    private static final Path DOCS = Path.of("../docs/writing-an-agent.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("`(\\w+\\.yaml)`:\n```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String ASKED = "what does it cost to have my brakes looked at";

    @TempDir private Path folder;

    @Test
    void caller_goes_from_agent_to_agent_and_the_call_is_replayed_as_it_was() throws Exception {
        copyTheExample();
        try (var vendors = Vendors.start(KeyHunt.script(script()))) {
            Files.writeString(folder.resolve("parley.yaml"), settings(vendors));
            try (var server = ServerProcess.serve(folder)) {
                var voice = new AskedVoice(vendors, server);
                var caller = new PromptedCaller(SomeoneSpeaking.muLaw());
                try (var peer =
                        TwilioPeer.call(
                                PeerCall.to(server.media()).with("From", "+12125550147"), caller)) {
                    voice.answer(caller, "How can I help you?");
                    voice.answer(caller, "Is it an oil change, or a brake inspection?");
                    voice.answer(caller, "Shall we book it?");
                    voice.await("Let us find a time then.");
                    voice.await("Hello Sarah.");
                    voice.await("Which day would you like?");
                    peer.hangUp();
                    peer.closed().get(60, TimeUnit.SECONDS);
                }
                assertThat(voice.said())
                        .contains("I will look that up with you.")
                        .doesNotContain("How can I help you today?")
                        .doesNotContain("What service");
                assertThat(handoffs(server, "desk", "quote")).isEqualTo(1);
                assertThat(handoffs(server, "quote", "garage")).isEqualTo(1);
            }
            assertThat(vendors.violations()).isEmpty();
            assertThat(vendors.requests("openai"))
                    .anySatisfy(request ->
                            assertThat(request.body())
                                    .contains(ASKED)
                                    .contains("You answer the telephone of Riverside Auto Service")
                                    .contains("hand_over"));
        }
        var id = recorded();
        var told = types("replay", id, "--json", "--data", folder.resolve("data").toString());
        assertThat(told).contains("\"identical\":true");
    }

    private void copyTheExample() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(DOCS));
        while (examples.find()) {
            Files.writeString(folder.resolve(examples.group(1)), examples.group(2));
        }
        assertThat(folder.resolve("house.yaml")).exists();
    }

    private static String script() {
        return """
        hears:
          by: order
          utterances:
            - %s
            - a brake inspection
            - "yes"
        model:
          - when: cost
            call: [{tool: hand_over, arguments: {to: quote}}]
        voice: {sound: tone, millis-per-character: 32}
        """
                .formatted(ASKED);
    }

    private static String settings(Vendors vendors) {
        return """
        teams: house.yaml
        agent: house
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
                        KeyHunt.THINKS);
    }

    private static double handoffs(ServerProcess server, String from, String to) throws Exception {
        return server.metric("parley_handoffs_total{from=\"%s\",to=\"%s\"}".formatted(from, to));
    }

    /// The id of the call, whose record says what happened.
    private String recorded() throws Exception {
        try (var postgres = Postgres.embedded(folder.resolve("data"), Meters.NONE)) {
            var records = postgres.callRecords();
            var call = records.find(records.recent(1).getFirst().id()).orElseThrow();
            assertThat(call.header().agent()).isEqualTo("house");
            assertThat(call.header().agentVersion()).matches("1\\+[0-9a-f]{12}");
            assertThat(call.events())
                    .filteredOn(event -> event.name().equals("handed-over"))
                    .extracting(event -> event.valuesJson().reveal())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("desk", "quote"),
                            second -> assertThat(second).contains("quote", "garage"));
            return call.header().id();
        }
    }

    private static String types(String... words) {
        var printed = new StringWriter();
        var out = new PrintWriter(printed, true);
        assertThat(ParleyCommand.run(out, out, words)).as(printed.toString()).isZero();
        return printed.toString();
    }
}
