package dev.parley.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a folder to one process. The kernel lets go of the lock when the process dies, however it
/// dies, so there is nothing to clean up by hand.
final class FolderLock implements AutoCloseable {
    /// Locks of this process. POSIX locks belong to the process: opening and closing the file a
    /// second time would silently free the first lock, so a second attempt must not touch it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Locks `folder`, creating it if needed, or throws [DatabaseUnavailable] naming the holder.
    static FolderLock take(Path folder) {
        try {
            var real = Files.createDirectories(folder).toRealPath();
            if (!HELD.add(real)) {
                throw inUse(real, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new FolderLock(real, lock(real));
            } catch (IOException | RuntimeException e) {
                HELD.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "expected a writable data folder at "
                            + folder
                            + ", but "
                            + e
                            + "; give this user the folder or choose another with --data",
                    e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                var holder = ByteBuffer.allocate(20);
                channel.read(holder, 0);
                throw inUse(
                        folder,
                        new String(holder.array(), 0, holder.position(), StandardCharsets.UTF_8)
                                .trim());
            }
            var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FolderInUse inUse(Path folder, String pid) {
        return new FolderInUse(
                "the data folder "
                        + folder
                        + " is in use by process "
                        + pid
                        + "; stop that server or start this one with another --data folder");
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return; // somebody else of this process may hold the folder by now
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(folder);
        }
    }
}
