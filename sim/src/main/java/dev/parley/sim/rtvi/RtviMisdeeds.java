package dev.parley.sim.rtvi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.sim.websocket.WebSocketLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Commits the faults that happen at a moment.
final class RtviMisdeeds {
    private static final int FIVE_MEGABYTES = 5 << 20;
    private static final long STALL_NANOS = 2_000_000_000L;
    private static final int[][] IMPOSSIBLE = {{1, 1}, {0, 1}, {-1, 1}, {16_000, 0}, {16_000, 9}};
    private static final List<String> GARBAGE =
            List.of(
                    "hello",
                    "{",
                    "[]",
                    "null",
                    "\u0000",
                    "{\"label\":\"rtvi-ai\"}",
                    "{\"label\":\"rtvi-ai\",\"type\":7,\"id\":\"1\"}",
                    "{\"label\":\"rtvi-ai\",\"type\":\"send-text\"");

    private static final List<String> BAD_FIELDS =
            List.of(
                    "{\"label\":\"rtvi-ai\",\"type\":\"send-text\",\"id\":\"bad-0\",\"data\":{}}",
                    "{\"label\":\"rtvi-ai\",\"type\":\"send-text\",\"id\":\"bad-1\",\"data\":{\"content\":7}}",
                    "{\"label\":\"rtvi-ai\",\"type\":\"dtmf\",\"id\":\"bad-2\",\"data\":{\"buttons\":[]}}",
                    "{\"label\":\"rtvi-ai\",\"type\":\"dtmf\",\"id\":\"bad-3\",\"data\":{\"buttons\":[\"x\"]}}",
                    "{\"label\":\"rtvi-ai\",\"type\":\"client-message\",\"id\":\"bad-4\",\"data\":{}}",
                    "{\"label\":\"rtvi-ai\",\"type\":\"send-text\",\"id\":\"bad-5\"}");

    private final RtviPeer peer;
    private final WebSocketLine line;
    private final RtviCall call;

    RtviMisdeeds(RtviPeer peer, WebSocketLine line, RtviCall call) {
        this.peer = peer;
        this.line = line;
        this.call = call;
    }

    void commit(RtviFault fault) {
        try {
            switch (fault) {
                case WRONG_WIRE -> wrongWire();
                case TRUNCATED_VARINT ->
                        line.frame(WebSocketLine.BINARY, true, new byte[] {0x22, -1});
                case LYING_LENGTH ->
                        line.frame(
                                WebSocketLine.BINARY,
                                true,
                                new byte[] {0x22, -1, -1, -1, -1, 3, 1});
                case EMPTY_MESSAGE -> line.frame(opcode(), true, new byte[0]);
                case GARBAGE -> peer.sendFromSide(() -> raw(GARBAGE));
                case FOREIGN_LABEL ->
                        json("{\"label\":\"other\",\"type\":\"send-text\",\"id\":\"1\"}");
                case UNKNOWN_TYPE -> peer.send("weather", null);
                case MISSING_ID ->
                        json(
                                "{\"label\":\"rtvi-ai\",\"type\":\"client-message\",\"data\":{\"t\":\"x\"}}");
                case BAD_FIELDS -> peer.sendFromSide(() -> known(BAD_FIELDS));
                case SECOND_CLIENT_READY -> peer.sendFromSide(() -> List.of(peer.side().ready()));
                case ONE_MEGABYTE -> peer.send("client-message", blown((1 << 20) - 200));
                case OVERSIZED -> line.frame(opcode(), true, five());
                case OVERSIZED_IN_PIECES -> inPieces(five());
                case ODD_BYTES -> sound(new byte[511], call.micRate(), 1);
                case IMPOSSIBLE_SOUND -> impossible();
                case FLOOD_OF_SOUND -> ahead(60_000);
                case FLOOD_OF_MESSAGES -> floodOfMessages();
                case DEEP_JSON ->
                        json(
                                "{\"label\":\"rtvi-ai\",\"type\":\"client-message\",\"id\":\"d\",\"data\":"
                                        + "[".repeat(100_000)
                                        + "]".repeat(100_000)
                                        + "}");
                case STOP_READING -> peer.stopReading();
                case FREEZE -> peer.freeze(true);
                case STALL -> stall();
                case VANISH -> peer.vanish();
                case BROKEN_FRAME -> line.raw(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3, 4});
                case NO_CLIENT_READY, SOUND_WITHOUT_READY, READY_WITHOUT_ID ->
                        throw new IllegalArgumentException(
                                fault + " is chosen before the session, by RtviCall.breaking");
            }
        } catch (IOException _) {
            // The server has cut the connection meanwhile, which the reader reports.
            return;
        }
    }

    private int opcode() {
        return call.wire() == RtviWire.BINARY ? WebSocketLine.BINARY : WebSocketLine.TEXT;
    }

    private void json(String message) {
        peer.sendFromSide(() -> raw(List.of(message)));
    }

    private List<Outgoing> raw(List<String> messages) {
        return messages.stream().map(peer.side().messages()::wrap).toList();
    }

    /// Messages whose ids the judge is to know, so that an answer to them is none to nobody.
    private List<Outgoing> known(List<String> messages) {
        for (int i = 0; i < messages.size(); i++) {
            peer.side().judge().sent(peer.side().messages().message("bad", "bad-" + i, null));
        }
        return raw(messages);
    }

    private void wrongWire() throws IOException {
        var json =
                "{\"label\":\"rtvi-ai\",\"type\":\"send-text\",\"id\":\"w\",\"data\":{\"content\":\"x\"}}";
        if (call.wire() == RtviWire.BINARY) {
            line.text(json);
        } else {
            line.frame(WebSocketLine.BINARY, true, FrameWriter.message(json));
        }
    }

    private static JsonNode blown(int bytes) {
        return JsonNodeFactory.instance.objectNode().put("t", "big").put("d", "x".repeat(bytes));
    }

    private void sound(byte[] chunk, int rate, int channels) {
        peer.sendFromSide(() -> List.of(peer.side().messages().sound(chunk, rate, channels)));
    }

    private void impossible() {
        for (var format : IMPOSSIBLE) {
            sound(new byte[512], format[0], format[1]);
        }
    }

    private void ahead(int millis) {
        var chunk = new byte[call.micRate() / 50 * 2];
        peer.sendFromSide(() ->
                IntStream.range(0, millis / 20)
                        .mapToObj(_ -> peer.side().messages().sound(chunk))
                        .toList());
    }

    private void floodOfMessages() {
        peer.sendFromSide(() -> {
            List<Outgoing> flood = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                flood.add(peer.side().message("ui-event", "", null));
            }
            return flood;
        });
    }

    private void stall() {
        peer.freeze(true);
        long until = System.nanoTime() + STALL_NANOS;
        for (long left = STALL_NANOS; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        ahead(2_000);
        peer.freeze(false);
    }

    private void inPieces(byte[] message) {
        peer.sendFromSide(() -> {
            List<Outgoing> pieces = new ArrayList<>();
            int piece = 16_384;
            for (int from = 0; from < message.length; from += piece) {
                int opcode = from == 0 ? opcode() : 0;
                boolean last = from + piece >= message.length;
                var part =
                        Arrays.copyOfRange(message, from, Math.min(message.length, from + piece));
                pieces.add(new Outgoing.Piece(opcode, last, part));
            }
            return pieces;
        });
    }

    private byte[] five() {
        var json =
                "{\"label\":\"rtvi-ai\",\"type\":\"client-message\",\"id\":\"o\",\"data\":{\"t\":\""
                        + "x".repeat(FIVE_MEGABYTES)
                        + "\"}}";
        return call.wire() == RtviWire.BINARY
                ? FrameWriter.message(json)
                : json.getBytes(StandardCharsets.UTF_8);
    }
}
