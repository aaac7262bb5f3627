package dev.parley.sim.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSideTest {
    private static final PeerCall CALL =
            new PeerCall(
                    URI.create("ws://localhost/ws"),
                    "AC1",
                    "CA1",
                    "MZ1",
                    Map.of("From", "+15550100"),
                    Set.of(),
                    0);

    private final PeerRecording recording = new PeerRecording();
    private final List<Violation> violations = new ArrayList<>();
    private final TwilioSide side = new TwilioSide(CALL, CallerSide.SILENT, recording, violations);

    @Test
    void stream_opens_with_connected_and_start_and_counts_everything_as_text() {
        var opening = side.opening();
        assertThat(opening).hasSize(2);
        assertThat(opening.get(0)).doesNotContain("sequenceNumber");
        assertThat(opening.get(1))
                .contains("\"sequenceNumber\":\"1\"", "\"From\":\"+15550100\"", "audio/x-mulaw");
        assertThat(side.tick().getFirst())
                .contains("\"sequenceNumber\":\"2\"", "\"chunk\":\"1\"", "\"timestamp\":\"0\"");
        assertThat(side.tick().getFirst())
                .contains("\"sequenceNumber\":\"3\"", "\"chunk\":\"2\"", "\"timestamp\":\"20\"");
    }

    @Test
    void mark_on_an_empty_queue_is_echoed_at_once() {
        assertThat(side.received(mark("a"))).singleElement().asString().contains("\"name\":\"a\"");
    }

    @Test
    void mark_is_echoed_when_everything_before_it_was_played() {
        side.received(media(320));
        assertThat(side.received(mark("a"))).isEmpty();
        assertThat(side.tick()).hasSize(1);
        assertThat(side.tick()).hasSize(1);
        assertThat(side.tick()).hasSize(2).first().asString().contains("\"name\":\"a\"");
    }

    @Test
    void clear_drops_the_queue_and_echoes_every_pending_mark_in_order() {
        side.received(media(1600));
        side.received(mark("a"));
        side.received(mark("b"));
        assertThat(side.received("{\"event\":\"clear\",\"streamSid\":\"MZ1\"}"))
                .hasSize(2)
                .element(1)
                .asString()
                .contains("\"name\":\"b\"");
        assertThat(side.bufferedMillis()).isZero();
        side.tick();
        assertThat(recording.agent()).containsOnly(MuLaw.SILENCE);
    }

    @Test
    void recording_holds_what_was_played_when_it_was_played() {
        side.tick();
        side.received(media(240));
        side.tick();
        side.tick();
        var agent = recording.agent();
        assertThat(agent).hasSize(480);
        assertThat(Arrays.copyOfRange(agent, 0, 160)).containsOnly(MuLaw.SILENCE);
        assertThat(Arrays.copyOfRange(agent, 160, 400)).containsOnly((byte) 1);
        assertThat(Arrays.copyOfRange(agent, 400, 480)).containsOnly(MuLaw.SILENCE);
        assertThat(recording.caller()).hasSize(480);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{}",
                "{\"event\":\"media\",\"media\":{\"payload\":\"AAAA\"}}",
                "{\"event\":\"media\",\"streamSid\":\"MZ2\",\"media\":{\"payload\":\"AAAA\"}}",
                "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{}}",
                "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\"AAA\"}}",
                "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\"A#AA\"}}",
                "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\"AAAA\",\"x\":1}}",
                "{\"event\":\"mark\",\"streamSid\":\"MZ1\",\"mark\":{}}",
                "{\"event\":\"clear\",\"streamSid\":\"MZ1\",\"x\":1}",
                "{\"event\":\"hangup\",\"streamSid\":\"MZ1\"}",
                "{\"event\":\"clear\",\"streamSid\":\"MZ1\"} {}"
            })
    void message_twilio_would_warn_of_is_noted_and_ignored(String message) {
        assertThat(side.received(message)).isEmpty();
        assertThat(violations).singleElement().extracting(Violation::code).isEqualTo(31951);
        side.tick();
        assertThat(recording.agent()).containsOnly(MuLaw.SILENCE);
    }

    private static String media(int bytes) {
        var sound = new byte[bytes];
        Arrays.fill(sound, (byte) 1);
        return "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\""
                + Base64.getEncoder().encodeToString(sound)
                + "\"}}";
    }

    private static String mark(String name) {
        return "{\"event\":\"mark\",\"streamSid\":\"MZ1\",\"mark\":{\"name\":\"" + name + "\"}}";
    }
}
