package dev.parley.sim.twilio;

import dev.parley.sim.websocket.WebSocketLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// Commits the faults that happen at a moment.
final class Misdeeds {
    private static final int FIVE_MEGABYTES = 5 << 20;
    private static final String OTHER_STREAM = "MZ" + "f".repeat(32);
    private static final List<String> GARBAGE =
            List.of(
                    "hello",
                    "{",
                    "[]",
                    "{\"event\":7}",
                    "{}",
                    "null",
                    "\u0000",
                    "{\"event\":\"media\"");

    private final TwilioPeer peer;
    private final WebSocketLine line;
    private final PeerCall call;

    Misdeeds(TwilioPeer peer, WebSocketLine line, PeerCall call) {
        this.peer = peer;
        this.line = line;
        this.call = call;
    }

    void commit(PeerFault fault) {
        try {
            switch (fault) {
                case GARBAGE -> peer.sendFromSide(() -> GARBAGE);
                case BINARY -> line.frame(WebSocketLine.BINARY, true, MuLaw.silence());
                case SECOND_START -> send(peer.messages().start());
                case WRONG_SID -> wrongSid();
                case BAD_BASE64 -> payload("####" + "/".repeat(212));
                case ODD_BASE64 -> payload("f".repeat(215));
                case UNKNOWN_EVENT -> send("{\"event\":\"weather\",\"streamSid\":\"MZ\"}");
                case FIVE_MEGABYTES -> line.frame(WebSocketLine.TEXT, true, five());
                case FIVE_MEGABYTES_IN_PIECES -> peer.alone(() -> inPieces(five()));
                case FLOOD -> ahead(60_000);
                case BURST -> ahead(3_000);
                case STOP_READING -> peer.stopReading();
                case FREEZE -> peer.freeze();
                case VANISH -> peer.vanish();
                case BROKEN_FRAME -> line.raw(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3, 4});
                case NO_START,
                        MEDIA_FIRST,
                        NO_CONNECTED,
                        WRONG_FORMAT,
                        LATE_MARKS,
                        DUPLICATE_MARKS,
                        OTHER_JSON_STYLE ->
                        throw new IllegalArgumentException(
                                fault + " is chosen before the call, by PeerCall.breaking");
            }
        } catch (IOException _) {
            // The server has cut the connection meanwhile, which the reader reports.
            return;
        }
    }

    private void send(String message) {
        peer.sendFromSide(() -> List.of(message));
    }

    private void payload(String payload) {
        peer.sendFromSide(() -> List.of(peer.messages().media(payload, now(), call.streamSid())));
    }

    private void wrongSid() {
        peer.sendFromSide(() ->
                List.of(
                        peer.messages().media("f39/f39/", now(), OTHER_STREAM),
                        peer.messages().dtmf('9', OTHER_STREAM),
                        peer.messages().mark("0-1", OTHER_STREAM)));
    }

    private void ahead(int millis) {
        long from = now();
        peer.sendFromSide(() ->
                LongStream.range(0, millis / 20)
                        .mapToObj(i -> peer.messages().media(MuLaw.silence(), from + 20 * i))
                        .toList());
    }

    private void inPieces(byte[] message) throws IOException {
        int piece = 16_384;
        for (int from = 0; from < message.length; from += piece) {
            boolean last = from + piece >= message.length;
            line.frame(
                    from == 0 ? WebSocketLine.TEXT : 0,
                    last,
                    Arrays.copyOfRange(message, from, Math.min(message.length, from + piece)));
        }
    }

    private byte[] five() {
        var payload = "f".repeat(FIVE_MEGABYTES);
        return ("{\"event\":\"media\",\"streamSid\":\""
                        + call.streamSid()
                        + "\",\"media\":{\"payload\":\""
                        + payload
                        + "\"}}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private long now() {
        return peer.callMillis();
    }
}
