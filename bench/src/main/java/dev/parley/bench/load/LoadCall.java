package dev.parley.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One caller of a load run: frames WebSocket and JSON by hand, so that the client costs little;
/// plays the answer on a clock, echoes marks, and judges every frame against its grid. One event
/// loop runs all of them.
final class LoadCall extends ChannelInboundHandlerAdapter {
    private static final long FRAME_NANOS = 20_000_000;
    private static final double GOLDEN_RATIO = 0.6180339887;

    /// Frames sent at once at the beginning of an answer; from here on they are paced.
    private static final int LEAD_FRAMES = 10;

    private static final long ANSWER_IS_OVER_NANOS = 1_000_000_000;
    private static final byte[] MEDIA_START = ascii("{\"event\":\"media\",\"sequenceNumber\":\"");
    private static final byte[] CHUNK = ascii("\",\"media\":{\"track\":\"inbound\",\"chunk\":\"");
    private static final byte[] TIMESTAMP = ascii("\",\"timestamp\":\"");
    private static final byte[] PAYLOAD = ascii("\",\"payload\":\"");

    private final LoadPlan plan;
    private final LoadStats stats;
    private final String streamSid;
    private final byte[] mediaEnd;
    private final int scriptOffset;
    private final Deque<Pending> marks = new ArrayDeque<>();
    private final long[] arrivals;
    private final byte[] number = new byte[20];

    private @Nullable Channel channel;
    private @Nullable ByteBuf leftover;
    private boolean open;
    private boolean ending;
    private long sequence = 1;
    private long frame;
    private long echoBase = Long.MAX_VALUE;

    private long playEnd;
    private int answered;
    private boolean inAnswer;
    private long lastArrival;
    private long talkEnded;
    private long talkBegan;
    private long answerBegan;

    private record Pending(String name, long dueNanos) {}

    LoadCall(LoadPlan plan, LoadStats stats, int index) {
        this.plan = plan;
        this.stats = stats;
        this.streamSid = "MZ%032d".formatted(index);
        this.mediaEnd = ascii("\"},\"streamSid\":\"" + streamSid + "\"}");
        // Multiples of the golden ratio spread any number of callers evenly over the script.
        this.scriptOffset = (int) (index * GOLDEN_RATIO % 1 * plan.script().length());
        this.arrivals = new long[plan.answerFrames()];
    }

    boolean isOpen() {
        return open;
    }

    @Nullable Channel channel() {
        return channel;
    }

    /// Sends the next 20 ms, due at `due`. Loop thread.
    void tick(long due, long now) {
        var to = channel;
        if (to == null || !open || ending) {
            return;
        }
        stats.sendLag.recordValue(LoadStats.micros(now - due));
        while (!marks.isEmpty() && marks.getFirst().dueNanos() <= now) {
            var _ = to.write(text(to, markMessage(marks.removeFirst().name())));
        }
        int index = (int) ((scriptOffset + frame) % plan.script().length());
        if (plan.script().isFirstOfTalk(index)) {
            talkBegan = now;
            talkEnded = 0;
        }
        var _ = to.writeAndFlush(media(to, index), to.voidPromise());
        if (plan.script().isLastOfTalk(index)) {
            talkEnded = now;
        }
        stats.sent++;
        frame++;
    }

    void hangUp() {
        var to = channel;
        if (to == null || !open || ending) {
            return;
        }
        ending = true;
        var _ =
                to.write(
                        text(
                                to,
                                "{\"event\":\"stop\",\"sequenceNumber\":\"%d\",\"streamSid\":\"%s\",\"stop\":{\"callSid\":\"CA\"}}"
                                        .formatted(++sequence, streamSid)));
        var close = to.alloc().buffer(8);
        close.writeByte(0x88).writeByte(0x82).writeInt(0).writeShort(1000);
        var _ = to.writeAndFlush(close);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        var request = context.alloc().buffer(256);
        request.writeCharSequence(
                "GET "
                        + plan.path()
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                StandardCharsets.US_ASCII);
        var _ = context.writeAndFlush(request);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var in = (ByteBuf) message;
        var before = leftover;
        if (before != null) {
            before.writeBytes(in);
            in.release();
            in = before;
            leftover = null;
        }
        long now = System.nanoTime();
        if (!open && !upgraded(in, context)) {
            keep(in, context);
            return;
        }
        while (frame(in, now)) {
            // each turn takes one frame out of the buffer
        }
        if (in.isReadable()) {
            keep(in, context);
        } else {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!ending) {
            stats.closed++;
        }
        open = false;
        var rest = leftover;
        if (rest != null) {
            rest.release();
            leftover = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }

    private void keep(ByteBuf in, ChannelHandlerContext context) {
        var rest = context.alloc().buffer(Math.max(1024, in.readableBytes() * 2));
        rest.writeBytes(in);
        in.release();
        leftover = rest;
    }

    private boolean upgraded(ByteBuf in, ChannelHandlerContext context) {
        int end = in.toString(StandardCharsets.US_ASCII).indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!in.toString(in.readerIndex(), 12, StandardCharsets.US_ASCII).endsWith("101")) {
            stats.protocolErrors++;
            var _ = context.close();
        }
        in.skipBytes(end + 4);
        open = true;
        var to = context.channel();
        var _ =
                to.write(
                        text(
                                to,
                                "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}"));
        var _ = to.writeAndFlush(text(to, start()));
        return true;
    }

    private String start() {
        return ("{\"event\":\"start\",\"sequenceNumber\":\"1\",\"streamSid\":\"%s\",\"start\":{\"accountSid\":\"AC1\","
                        + "\"streamSid\":\"%s\",\"callSid\":\"CA%s\",\"tracks\":[\"inbound\"],\"mediaFormat\":"
                        + "{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":8000,\"channels\":1},"
                        + "\"customParameters\":{\"From\":\"+15550100\",\"To\":\"+15550199\"}}}")
                .formatted(streamSid, streamSid, streamSid.substring(2));
    }

    /// Takes one server frame; false if there is no whole one.
    private boolean frame(ByteBuf in, long now) {
        int start = in.readerIndex();
        if (in.readableBytes() < 2) {
            return false;
        }
        int opcode = in.getByte(start) & 0x0F;
        int length = in.getByte(start + 1) & 0x7F;
        int header = 2;
        if (length == 126) {
            if (in.readableBytes() < 4) {
                return false;
            }
            length = in.getUnsignedShort(start + 2);
            header = 4;
        }
        if (length == 127 || in.readableBytes() < header + length) {
            return false;
        }
        if (opcode == 1) {
            received(in, start + header, length, now);
        } else if (opcode == 8) {
            open = false;
        }
        in.skipBytes(header + length);
        return true;
    }

    private void received(ByteBuf in, int at, int length, long now) {
        // {"event":"media…, {"event":"mark… or {"event":"clear…
        switch ((char) in.getByte(at + 11)) {
            case 'e' -> {
                stats.received++;
                if (plan.echoes()) {
                    echoed(in, at, length, now);
                } else {
                    answer(now);
                }
            }
            case 'a' -> mark(in.toString(at, length, StandardCharsets.US_ASCII), now);
            case 'l' -> clear(now);
            default -> {}
        }
    }

    /// Our own frame came back: its timestamp says when it was due.
    private void echoed(ByteBuf in, int at, int length, long now) {
        var text = in.toString(at, Math.min(length, 160), StandardCharsets.US_ASCII);
        int from = text.indexOf("timestamp\":\"") + 12;
        long millis = Long.parseLong(text, from, text.indexOf('"', from), 10);
        long base = now - millis * 1_000_000;
        echoBase = Math.min(echoBase, base);
        stats.late(base - echoBase);
    }

    private void answer(long now) {
        boolean anew = !inAnswer || answered == arrivals.length;
        if (inAnswer && !anew && now - lastArrival > ANSWER_IS_OVER_NANOS) {
            stats.lost += arrivals.length - answered;
            anew = true;
        }
        if (anew) {
            judge();
            inAnswer = true;
            answered = 0;
            stats.replies++;
            answerBegan = now;
            if (talkEnded != 0) {
                stats.turn.recordValue(LoadStats.micros(now - talkEnded));
                talkEnded = 0;
            }
        }
        arrivals[answered++] = now;
        lastArrival = now;
        playEnd = Math.max(playEnd, now) + FRAME_NANOS;
        if (answered == arrivals.length) {
            judge();
        }
    }

    /// Compares the paced frames of the answer so far with a grid through the earliest of them.
    private void judge() {
        if (answered <= LEAD_FRAMES) {
            answered = inAnswer ? answered : 0;
            return;
        }
        long base = Long.MAX_VALUE;
        for (int i = LEAD_FRAMES; i < answered; i++) {
            base = Math.min(base, arrivals[i] - i * FRAME_NANOS);
        }
        for (int i = LEAD_FRAMES; i < answered; i++) {
            stats.late(arrivals[i] - i * FRAME_NANOS - base);
        }
        inAnswer = false;
    }

    private void mark(String message, long now) {
        int from = message.indexOf("\"name\":\"") + 8;
        var name = message.substring(from, message.indexOf('"', from));
        marks.add(new Pending(name, Math.max(now, playEnd)));
    }

    private void clear(long now) {
        stats.clears++;
        if (talkBegan > answerBegan) {
            stats.interruption.recordValue(LoadStats.micros(now - talkBegan));
        }
        judge();
        inAnswer = false;
        playEnd = now;
        var pending = List.copyOf(marks);
        marks.clear();
        pending.forEach(mark -> marks.add(new Pending(mark.name(), now)));
    }

    private String markMessage(String name) {
        return "{\"event\":\"mark\",\"sequenceNumber\":\"%d\",\"streamSid\":\"%s\",\"mark\":{\"name\":\"%s\"}}"
                .formatted(++sequence, streamSid, name);
    }

    private ByteBuf media(Channel to, int index) {
        var payload = plan.script().frame(index);
        var out = to.alloc().buffer(512);
        out.writeByte(0x81).writeByte(0xFE).writeShort(0).writeInt(0);
        out.writeBytes(MEDIA_START);
        digits(out, ++sequence);
        out.writeBytes(CHUNK);
        digits(out, frame + 1);
        out.writeBytes(TIMESTAMP);
        digits(out, frame * 20);
        out.writeBytes(PAYLOAD);
        out.writeBytes(payload);
        out.writeBytes(mediaEnd);
        out.setShort(2, out.writerIndex() - 8);
        return out;
    }

    private void digits(ByteBuf out, long value) {
        int at = number.length;
        long rest = value;
        do {
            number[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        out.writeBytes(number, at, number.length - at);
    }

    /// A masked text frame; the mask is zero, which RFC 6455 allows and costs no pass over the
    /// bytes.
    private static ByteBuf text(Channel to, String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        var out = to.alloc().buffer(bytes.length + 8);
        out.writeByte(0x81);
        if (bytes.length < 126) {
            out.writeByte(0x80 | bytes.length);
        } else {
            out.writeByte(0xFE).writeShort(bytes.length);
        }
        return out.writeInt(0).writeBytes(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
