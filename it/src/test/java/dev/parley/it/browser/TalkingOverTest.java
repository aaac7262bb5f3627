package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.browser.ServedParley.Served;
import dev.parley.sim.rtvi.Person;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviEvent;
import dev.parley.sim.rtvi.RtviPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who speaks into the agent's sentence is heard at once, although the client plays all it got.
@ExtendWith(ServedParley.class)
final class TalkingOverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir private Path folder;
    private final Served served;

    TalkingOverTest(Served served) {
        this.served = served;
    }

    @BeforeAll
    static void aVoice() {
        Voice.needed();
    }

    @ParameterizedTest
    @CsvSource({"24000", "16000"})
    void the_agent_falls_silent_within_a_quarter_of_a_second(int playerRate) throws Exception {
        Tries.of(_ -> talksOver(playerRate));
    }

    private void talksOver(int playerRate) throws Exception {
        var speaker = new Speaker();
        var question = Voice.say(folder, "what are your opening hours please", Person.RATE);
        var call = RtviCall.binary(served.socket()).with("agent", "garage").withPlayer(playerRate);
        try (var peer = RtviPeer.join(call, speaker)) {
            peer.events().await("bot-started-speaking");
            speaker.say(question);
            peer.events().await("bot-interrupted");
            says(peer, "We are open");
            assertThat(peer.violations()).isEmpty();
            // What a stall of this machine left waiting in the player is heard to its end.
            long limit = Math.max(250, peer.maxAheadMillis() + 60);
            assertThat(peer.hushMillis()).isNotEmpty().allMatch(hush -> hush <= limit);
            assertThat(peer.maxAheadMillis()).isGreaterThanOrEqualTo(40);
            // What the caller heard of the cut sentence is told, and no more.
            var cut = peer.events().of("bot-output").getFirst().text("text");
            assertThat(peer.heard().getFirst()).isNotEqualTo(cut).isSubstringOf(cut);
        }
    }

    /// Whatever the microphone: what it says of itself is believed, and understood.
    @Test
    void microphones_of_every_rate_are_understood() throws Exception {
        var question = Voice.say(folder, "what are your opening hours", Person.RATE);
        List<RtviPeer> peers = new ArrayList<>();
        List<Speaker> speakers = new ArrayList<>();
        try {
            for (int[] format : new int[][] {{8_000, 1}, {44_100, 1}, {48_000, 2}}) {
                var call =
                        RtviCall.binary(served.socket())
                                .with("agent", "garage")
                                .withMicrophone(format[0], format[1]);
                speakers.add(new Speaker());
                peers.add(RtviPeer.join(call, speakers.getLast()));
            }
            for (var peer : peers) {
                says(peer, "How can I help");
                peer.events().await(0, TalkingOverTest::isQuiet, PATIENCE);
            }
            speakers.forEach(speaker -> speaker.say(question));
            for (var peer : peers) {
                says(peer, "We are open");
                assertThat(peer.violations()).isEmpty();
            }
        } finally {
            peers.forEach(RtviPeer::close);
        }
    }

    @Test
    void a_muted_microphone_is_no_reason_to_hang_up() throws Exception {
        var speaker = new Speaker();
        var question = Voice.say(folder, "what are your opening hours", Person.RATE);
        var call = RtviCall.binary(served.socket()).with("agent", "garage");
        try (var peer = RtviPeer.join(call, speaker)) {
            peer.events().await("bot-started-speaking");
            peer.mute(true);
            says(peer, "How can I help");
            peer.events().await(0, TalkingOverTest::isQuiet, PATIENCE);
            peer.mute(false);
            speaker.say(question);
            says(peer, "We are open");
            assertThat(peer.violations()).isEmpty();
        }
    }

    private static boolean isQuiet(RtviEvent event) {
        return event.type().equals("bot-stopped-speaking");
    }

    private static void says(RtviPeer peer, String part) throws Exception {
        peer.events()
                .await(
                        0,
                        event ->
                                event.type().equals("bot-output")
                                        && event.text("text").contains(part),
                        PATIENCE);
    }
}
