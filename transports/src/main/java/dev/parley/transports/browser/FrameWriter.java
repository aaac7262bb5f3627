package dev.parley.transports.browser;

import java.nio.charset.StandardCharsets;

/// Writes protobuf `Frame`s of Pipecat; see [FrameReader]. Default values are left out, as proto3
/// does.
final class FrameWriter {
    private static final int LENGTH = 2;
    private static final byte[] INTERRUPTION = {(byte) key(5), 0};

    private FrameWriter() {}

    /// Sound of one channel.
    static byte[] audio(byte[] pcm, int rate) {
        int body = sized(pcm.length) + 1 + size(rate) + 2;
        byte[] frame = new byte[sized(body)];
        int at = header(frame, 0, 2, body);
        at = header(frame, at, 3, pcm.length);
        System.arraycopy(pcm, 0, frame, at, pcm.length);
        at += pcm.length;
        frame[at++] = (byte) (4 << 3);
        at = varint(frame, at, rate);
        frame[at++] = (byte) (5 << 3);
        frame[at] = 1;
        return frame;
    }

    /// A message of RTVI.
    static byte[] message(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        int body = sized(text.length);
        byte[] frame = new byte[sized(body)];
        int at = header(frame, 0, 4, body);
        at = header(frame, at, 1, text.length);
        System.arraycopy(text, 0, frame, at, text.length);
        return frame;
    }

    /// Tells clients that can to drop the sound they hold.
    static byte[] interruption() {
        return INTERRUPTION.clone();
    }

    private static int key(int field) {
        return (field << 3) | LENGTH;
    }

    /// Bytes of a field with a body of this length.
    private static int sized(int body) {
        return 1 + size(body) + body;
    }

    private static int header(byte[] frame, int at, int field, int body) {
        frame[at] = (byte) key(field);
        return varint(frame, at + 1, body);
    }

    private static int size(int number) {
        int size = 1;
        for (int rest = number >>> 7; rest != 0; rest >>>= 7) {
            size++;
        }
        return size;
    }

    private static int varint(byte[] frame, int from, int number) {
        int at = from;
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            frame[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        frame[at++] = (byte) rest;
        return at;
    }
}
