package dev.parley.providers.openai.realtime;

import dev.parley.call.duplex.Briefing;
import dev.parley.call.duplex.Opening;
import dev.parley.call.duplex.TurnMaster;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.compliance.Secret;
import dev.parley.compliance.Sensitive;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.Fuzz;
import dev.parley.providers.contract.HeardTalk;
import dev.parley.providers.contract.Mutation;
import dev.parley.providers.net.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a server may send instead of the protocol: nothing escapes, nothing is told that the port
/// forbids, nothing stays in memory.
final class MessageFuzzTest {
    private static final int MANY = 10_000_000;

    /// After so many a session is replaced, that none grows old enough to hold only refused
    /// answers.
    private static final int PER_SESSION = 200;

    private static final List<String> MESSAGES =
            List.of(
                    "{\"type\":\"session.created\",\"event_id\":\"e1\",\"session\":{\"id\":\"sess_1\",\"expires_at\":1790000000}}",
                    "{\"type\":\"session.updated\",\"event_id\":\"e2\",\"session\":{\"id\":\"sess_1\"}}",
                    "{\"type\":\"input_audio_buffer.speech_started\",\"event_id\":\"e3\",\"audio_start_ms\":100,\"item_id\":\"u1\"}",
                    "{\"type\":\"input_audio_buffer.speech_stopped\",\"event_id\":\"e4\",\"audio_end_ms\":900,\"item_id\":\"u1\"}",
                    "{\"type\":\"input_audio_buffer.committed\",\"event_id\":\"e5\",\"previous_item_id\":null,\"item_id\":\"u1\"}",
                    "{\"type\":\"conversation.item.input_audio_transcription.delta\",\"event_id\":\"e6\",\"item_id\":\"u1\",\"content_index\":0,\"delta\":\"a brake\"}",
                    "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"event_id\":\"e7\",\"item_id\":\"u1\",\"content_index\":0,\"transcript\":\"a brake check\"}",
                    "{\"type\":\"conversation.item.input_audio_transcription.failed\",\"event_id\":\"e8\",\"item_id\":\"u2\",\"error\":{\"code\":\"x\"}}",
                    "{\"type\":\"response.created\",\"event_id\":\"e9\",\"response\":{\"id\":\"r1\",\"status\":\"in_progress\"}}",
                    "{\"type\":\"response.output_audio.delta\",\"event_id\":\"e10\",\"response_id\":\"r1\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"delta\":\"/////w==\"}",
                    "{\"type\":\"response.output_audio_transcript.delta\",\"event_id\":\"e11\",\"response_id\":\"r1\",\"item_id\":\"a1\",\"delta\":\"Nine\"}",
                    "{\"type\":\"response.output_item.done\",\"event_id\":\"e12\",\"response_id\":\"r1\",\"item\":{\"id\":\"f1\",\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"find_slot\",\"arguments\":\"{}\"}}",
                    "{\"type\":\"response.done\",\"event_id\":\"e13\",\"response\":{\"id\":\"r1\",\"status\":\"completed\",\"status_details\":null,\"usage\":{\"input_token_details\":{\"text_tokens\":3,\"audio_tokens\":4,\"cached_tokens\":1,\"cached_tokens_details\":{\"audio_tokens\":1}},\"output_token_details\":{\"text_tokens\":5,\"audio_tokens\":6}}}}",
                    "{\"type\":\"response.done\",\"event_id\":\"e14\",\"response\":{\"id\":\"r1\",\"status\":\"failed\",\"status_details\":{\"type\":\"failed\",\"error\":{\"type\":\"server_error\",\"code\":\"x\"}}}}",
                    "{\"type\":\"rate_limits.updated\",\"event_id\":\"e15\",\"rate_limits\":[{\"name\":\"requests\",\"limit\":1}]}",
                    "{\"type\":\"error\",\"event_id\":\"e16\",\"error\":{\"type\":\"invalid_request_error\",\"code\":\"conversation_already_has_active_response\",\"message\":\"m\",\"param\":null,\"event_id\":\"answer\"}}");

    @Test
    void messages_never_throw() throws Exception {
        reads(20_000, 61);
    }

    @Test
    @Tag("long")
    void ten_million_messages_never_throw() throws Exception {
        reads(MANY, 62);
    }

    private static void reads(int inputs, long seed) throws Exception {
        try (var network = Network.open(1)) {
            var settings = RealtimeSettings.of(Secret.of("canary")).at("ws://127.0.0.1:1");
            for (var turns : TurnMaster.values()) {
                try (var duplex = RealtimeDuplex.open(settings.with(turns), network, Meters.NONE)) {
                    var line = new Line(duplex, settings.with(turns), seed);
                    Fuzz.on(network.loop(), inputs / 2, line::next);
                    line.close();
                }
            }
        }
    }

    /// Sessions that are never connected: the messages come from here.
    private static final class Line {
        private final RealtimeDuplex duplex;
        private final RealtimeSettings settings;
        private final Mutation mutation;
        private HeardTalk heard = new HeardTalk();
        private @Nullable RealtimeSession session;
        private int given;

        Line(RealtimeDuplex duplex, RealtimeSettings settings, long seed) {
            this.duplex = duplex;
            this.settings = settings;
            this.mutation = new Mutation(seed, MESSAGES);
        }

        void next() {
            var now = session;
            if (now == null || heard.isOver() || given == PER_SESSION) {
                heard.checkFaults();
                if (now != null) {
                    now.close();
                }
                now = fresh();
            }
            given++;
            switch (mutation.choice(40)) {
                case 0 -> now.stop();
                case 1 -> now.answer(Sensitive.of("Say so."));
                case 2 -> now.endTurn();
                case 3 -> now.heard(1 + mutation.choice(3), mutation.choice(100), Sensitive.of(""));
                case 4 -> now.audio(new byte[160], 0, 160);
                default -> now.text(mutation.text());
            }
        }

        private RealtimeSession fresh() {
            heard = new HeardTalk();
            given = 0;
            var opening = Opening.of(Briefing.of("Be kind."), Codec.MULAW_8K);
            var begun = new RealtimeSession(duplex, settings, opening, heard);
            session = begun;
            return begun;
        }

        void close() {
            var now = session;
            if (now != null) {
                now.close();
            }
            heard.checkFaults();
        }
    }
}
