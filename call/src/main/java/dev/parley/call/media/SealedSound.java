package dev.parley.call.media;

import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.SealedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/// A recording that nobody can hear without a master key: a sealed file of interleaved samples,
/// little endian, a second in each chunk. Its label names the form and the call.
final class SealedSound implements SoundFile {
    private final SealedWriter file;

    SealedSound(Path path, SoundLabel label, KeyRing keys) throws IOException {
        var channel =
                FileChannel.open(
                        path,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            file = new SealedWriter(channel, label.secondBytes(), label.text(), keys);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void write(short[] left, int leftOffset, short[] right, int rightOffset, int count)
            throws IOException {
        var bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putShort(left[leftOffset + i]).putShort(right[rightOffset + i]);
        }
        file.append(bytes.array(), 0, bytes.capacity());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
