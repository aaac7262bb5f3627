package dev.parley.store;

import dev.parley.call.record.CallStore.Entry;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes entries from the calls and appends them to the journal's files, in order, on the virtual
/// thread `journal`. An entry is in the file within milliseconds and survives a kill of the server
/// from then on, whatever the database does.
final class JournalWriter {
    /// About ten seconds of 500 busy calls.
    static final int QUEUE_BOUND = 10_000;

    private static final Logger log = LoggerFactory.getLogger(JournalWriter.class);
    private static final int BATCH = 500;

    private final JournalFolder folder;
    private final JournalProgress progress;
    private final String run;
    private final JournalLimits limits;
    private final Meters.Counter queueFull;
    private final Meters.Counter journalFull;
    private final Meters.Counter diskFailed;
    private final Meters.Counter unwritable;
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE_BOUND);
    private final Thread thread;
    private volatile boolean closed;
    private long segment;
    private @Nullable FileChannel channel;
    private boolean failing;

    private sealed interface Item {
        record Append(Entry entry) implements Item {}

        /// Asks up to where everything before it was written.
        record Mark(BlockingQueue<JournalPosition> answer) implements Item {}

        record Stop() implements Item {}
    }

    JournalWriter(
            JournalFolder folder,
            JournalProgress progress,
            String run,
            long firstSegment,
            JournalLimits limits,
            Meters meters)
            throws IOException {
        this.folder = folder;
        this.progress = progress;
        this.run = run;
        this.limits = limits;
        this.segment = firstSegment;
        this.channel = folder.create(firstSegment);
        this.queueFull = meters.counter(Metric.JOURNAL_LOST, "queue-full");
        this.journalFull = meters.counter(Metric.JOURNAL_LOST, "journal-full");
        this.diskFailed = meters.counter(Metric.JOURNAL_LOST, "disk");
        this.unwritable = meters.counter(Metric.JOURNAL_LOST, "unwritable");
        this.thread = Thread.ofVirtual().name("journal").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Never blocks: a full queue, which means a disk that hangs, loses the entry and counts it.
    void append(Entry entry) {
        if (closed || !queue.offer(new Item.Append(entry))) {
            queueFull.increment();
        }
    }

    /// Waits until everything appended so far is in the files and says where it ends; null if the
    /// limit came first.
    @Nullable JournalPosition mark(Duration limit) throws InterruptedException {
        var answer = new ArrayBlockingQueue<JournalPosition>(1);
        if (!queue.offer(new Item.Mark(answer), limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return null;
        }
        return answer.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Takes no more entries, writes what is queued, ends the thread.
    void close() throws InterruptedException {
        closed = true;
        queue.put(new Item.Stop());
        thread.join();
    }

    private void run() {
        var batch = new ArrayList<Item>(BATCH);
        try {
            var goesOn = true;
            while (goesOn || !queue.isEmpty()) {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                goesOn &= write(batch);
                batch.clear();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        abandonSegment();
    }

    /// Writes a batch; false if it held the end.
    private boolean write(List<Item> batch) {
        var bytes = new ByteArrayOutputStream();
        var entries = 0;
        var goesOn = true;
        var marks = new ArrayList<Item.Mark>();
        for (var item : batch) {
            switch (item) {
                case Item.Append append -> entries += encode(append.entry(), bytes);
                case Item.Mark mark -> marks.add(mark);
                case Item.Stop _ -> goesOn = false;
            }
        }
        if (entries > 0) {
            append(bytes.toByteArray(), entries);
        }
        for (var mark : marks) {
            mark.answer().add(progress.writtenPosition());
        }
        return goesOn;
    }

    private int encode(Entry entry, ByteArrayOutputStream bytes) {
        try {
            bytes.writeBytes(
                    (JournalLine.write(entry, run) + "\n").getBytes(StandardCharsets.UTF_8));
            return 1;
        } catch (RuntimeException e) {
            // The message may quote the entry, so only its type is logged.
            unwritable.increment();
            log.atError()
                    .addKeyValue("call", entry.callId())
                    .addKeyValue("type", entry.getClass().getSimpleName())
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("a call record entry cannot be written");
            return 0;
        }
    }

    private void append(byte[] bytes, int entries) {
        if (progress.backlogBytes() + bytes.length > limits.maxBacklogBytes()) {
            journalFull.add(entries);
            fail("the journal is full because the database is away, call records are being lost");
            return;
        }
        try {
            var open = segmentFor(bytes.length);
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                open.write(buffer);
            }
            progress.written(new JournalPosition(segment, open.position()), bytes.length);
            failing = false;
        } catch (IOException e) {
            diskFailed.add(entries);
            abandonSegment(); // it may end in half a line
            fail("the journal cannot be written, call records are being lost: " + e);
        }
    }

    private void fail(String what) {
        if (!failing) {
            failing = true;
            log.atError()
                    .addKeyValue("folder", folder.path())
                    .addKeyValue("what", what)
                    .log("call records are lost");
        }
    }

    private FileChannel segmentFor(int bytes) throws IOException {
        var open = channel;
        if (open != null && isDue(open.position(), bytes)) {
            abandonSegment();
            open = null;
        }
        if (open == null) {
            segment++;
            open = folder.create(segment);
            channel = open;
        }
        return open;
    }

    /// A file ends when it is full, or a little earlier when all of it is in the database: what
    /// people said should not lie about in a second place for longer than needed.
    private boolean isDue(long size, int bytes) {
        return size > 0
                && (size + bytes > limits.segmentBytes()
                        || (size > limits.shippedBytes() && progress.backlogBytes() == 0));
    }

    private void abandonSegment() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                log.atWarn().addKeyValue("error", e.toString()).log("a journal file did not close");
            }
            channel = null;
        }
    }
}
