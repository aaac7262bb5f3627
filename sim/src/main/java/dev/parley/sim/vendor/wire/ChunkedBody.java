package dev.parley.sim.vendor.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A body in pieces.
public final class ChunkedBody {
    private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Connection connection;
    private final Runnable whenOver;

    ChunkedBody(OutputStream out, Connection connection, Runnable whenOver) {
        this.out = out;
        this.connection = connection;
        this.whenOver = whenOver;
    }

    /// Writes a piece at once.
    public void write(byte[] piece) throws IOException {
        if (piece.length > 0) {
            var chunk = new ByteArrayOutputStream(piece.length + 12);
            chunk.writeBytes(
                    (Integer.toHexString(piece.length) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            chunk.writeBytes(piece);
            chunk.write('\r');
            chunk.write('\n');
            out.write(chunk.toByteArray());
        }
    }

    /// Ends the body; the connection stays.
    public void end() throws IOException {
        out.write(LAST);
        whenOver.run();
    }

    /// Resets the connection in the middle of the body.
    public void cut() {
        whenOver.run();
        connection.cut();
    }
}
