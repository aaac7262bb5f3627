package dev.parley.sim.vendor.host;

import dev.parley.sim.vendor.wire.ChunkedBody;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/// Pieces into a chunked body.
public final class BodyOutlet implements Outlet<byte[]> {
    private static final int SPLIT = 2;

    private final Visit visit;
    private final ChunkedBody body;
    private final byte[] error;

    /// @param error what the vendor writes when it fails in the middle
    public BodyOutlet(Visit visit, ChunkedBody body, byte[] error) {
        this.visit = visit;
        this.body = body;
        this.error = error.clone();
    }

    @Override
    public void send(byte[] piece) throws IOException {
        body.write(piece);
    }

    @Override
    public void split(byte[] piece) throws IOException {
        for (int at = 0; at < piece.length; at += SPLIT) {
            body.write(Arrays.copyOfRange(piece, at, Math.min(at + SPLIT, piece.length)));
        }
    }

    @Override
    public void half(byte[] piece) throws IOException {
        body.write(Arrays.copyOf(piece, piece.length / 2));
    }

    @Override
    public void garbage(byte[] piece) throws IOException {
        var noise = new byte[piece.length];
        new Random(piece.length).nextBytes(noise);
        body.write(noise);
    }

    @Override
    public void fail() throws IOException {
        body.write(error);
        visit.end("fault error");
        body.end();
    }

    @Override
    public void pause(Duration time) throws IOException, InterruptedException {
        visit.exchange().pause(time);
    }
}
