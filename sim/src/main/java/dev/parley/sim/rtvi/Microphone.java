package dev.parley.sim.rtvi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The microphone of a client: the person's 20 ms become what the wire carries. The browser's
/// client sends chunks of 256 samples and nothing before the first sample that is not zero; the
/// text wire sends 40 ms each, silence too. Not thread-safe.
final class Microphone {
    private static final int BROWSER_CHUNK = 256;

    private final int channels;
    private final int chunk;
    private final RateChange fromPerson;
    private short[] rest = new short[0];
    private boolean awake;

    Microphone(RtviWire wire, int rate, int channels) {
        this.channels = channels;
        this.chunk = wire == RtviWire.BINARY ? BROWSER_CHUNK : rate / 25;
        this.awake = wire == RtviWire.TEXT;
        this.fromPerson = new RateChange(Person.RATE, rate);
    }

    /// Takes 20 ms; gives what is to be sent, each chunk signed 16-bit little endian, interleaved.
    List<byte[]> take(short[] frame) {
        var samples = fromPerson.change(frame);
        if (!awake) {
            int first = 0;
            while (first < samples.length && samples[first] == 0) {
                first++;
            }
            samples = Arrays.copyOfRange(samples, first, samples.length);
            awake = samples.length > 0;
        }
        var all = Arrays.copyOf(rest, rest.length + samples.length);
        System.arraycopy(samples, 0, all, rest.length, samples.length);
        List<byte[]> chunks = new ArrayList<>();
        int at = 0;
        for (; at + chunk <= all.length; at += chunk) {
            chunks.add(bytes(all, at));
        }
        rest = Arrays.copyOfRange(all, at, all.length);
        return chunks;
    }

    /// A muted microphone sends nothing, and what was waiting is gone.
    void mute() {
        rest = new short[0];
    }

    private byte[] bytes(short[] samples, int from) {
        var bytes = new byte[chunk * channels * 2];
        int at = 0;
        for (int i = from; i < from + chunk; i++) {
            for (int channel = 0; channel < channels; channel++) {
                bytes[at++] = (byte) samples[i];
                bytes[at++] = (byte) (samples[i] >> 8);
            }
        }
        return bytes;
    }
}
