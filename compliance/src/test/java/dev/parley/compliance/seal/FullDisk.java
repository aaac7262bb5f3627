package dev.parley.compliance.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/// A disk with room for so many bytes and no more.
final class FullDisk implements WritableByteChannel {
    private final WritableByteChannel file;
    private long room;

    FullDisk(WritableByteChannel file, long room) {
        this.file = file;
        this.room = room;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (room == 0) {
            throw new IOException("No space left on device");
        }
        var some = bytes.slice();
        some.limit((int) Math.min(some.limit(), room));
        int written = file.write(some);
        bytes.position(bytes.position() + written);
        room -= written;
        return written;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
