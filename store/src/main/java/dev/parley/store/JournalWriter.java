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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes entries from the calls and appends them to the journal's files, in order, on the virtual
/// thread `journal`. An entry is in the file within milliseconds and survives a kill of the server
/// from then on, whatever the database does. While the disk refuses, entries wait in the queue.
final class JournalWriter {
    /// About ten seconds of 500 busy calls.
    static final int QUEUE_BOUND = 20_000;

    /// Steps of conversations, most of all entries, leave this room to the others.
    static final int KEPT_FROM_STEPS = QUEUE_BOUND / 4;

    private static final Logger log = LoggerFactory.getLogger(JournalWriter.class);
    private static final int BATCH = 500;
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final byte[] NOTHING = {};

    private final JournalFolder folder;
    private final JournalProgress progress;
    private final String run;
    private final JournalLimits limits;
    private final Meters.Counter queueFull;
    private final Meters.Counter stepsLost;
    private final Meters.Counter journalFull;
    private final Meters.Counter writeFailures;
    private final Meters.Counter diskFailed;
    private final Meters.Counter unwritable;
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE_BOUND);
    private final Thread thread;
    private volatile boolean closed;
    private long segment;
    private @Nullable FileChannel channel;
    private byte[] unwritten = NOTHING;
    private int unwrittenEntries;
    private volatile String trouble = "";

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
        progress.written(new JournalPosition(firstSegment, 0), 0);
        this.queueFull = meters.counter(Metric.JOURNAL_LOST, "queue-full");
        this.stepsLost = meters.counter(Metric.JOURNAL_LOST, "steps");
        this.journalFull = meters.counter(Metric.JOURNAL_LOST, "journal-full");
        this.writeFailures = meters.counter(Metric.JOURNAL_WRITE_FAILURES);
        this.diskFailed = meters.counter(Metric.JOURNAL_LOST, "disk");
        this.unwritable = meters.counter(Metric.JOURNAL_LOST, "unwritable");
        this.thread = Thread.ofVirtual().name("journal").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Why entries cannot be written now; empty if they can. Any thread, at once.
    String trouble() {
        return trouble;
    }

    /// Never blocks: a full queue, which means a disk that hangs or refuses, loses the entry and
    /// counts it. A call of which a step is lost cannot be replayed, its record is as whole as
    /// ever.
    void append(Entry entry) {
        if (entry instanceof Entry.Stepped && queue.remainingCapacity() <= KEPT_FROM_STEPS) {
            stepsLost.increment();
        } else if (closed || !queue.offer(new Item.Append(entry))) {
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

    /// Takes no more entries, writes what is queued, ends the thread. What the disk does not take
    /// now is lost.
    void close() throws InterruptedException {
        closed = true;
        LockSupport.unpark(thread);
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
    private boolean write(List<Item> batch) throws InterruptedException {
        folder.keys().beginBatch();
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
            awaitDisk();
        }
        for (var mark : marks) {
            mark.answer().add(progress.writtenPosition());
        }
        return goesOn;
    }

    private int encode(Entry entry, ByteArrayOutputStream bytes) {
        try {
            bytes.writeBytes(
                    line(folder.keys().sealed(entry.callId(), JournalLine.write(entry, run))));
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

    private static byte[] line(String text) {
        return (JournalSeal.sealed(text) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void append(byte[] bytes, int entries) {
        if (progress.backlogBytes() + bytes.length > limits.maxBacklogBytes()) {
            journalFull.add(entries);
            fail("the journal is full because the database is away, call records are being lost");
            return;
        }
        FileChannel open;
        long start;
        try {
            open = segmentFor(bytes.length);
            start = open.position();
        } catch (IOException e) {
            keep(bytes, entries, e);
            return;
        }
        var buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                open.write(buffer);
            }
            progress.written(new JournalPosition(segment, open.position()), bytes.length);
            trouble = "";
        } catch (IOException e) {
            var whole = wholeLines(bytes, buffer.position());
            cutBack(open, start + whole);
            progress.written(new JournalPosition(segment, start + whole), whole);
            keep(Arrays.copyOfRange(bytes, whole, bytes.length), entries, e);
        }
    }

    /// A disk that is full often takes a part. The reader may have it already, so what is a whole
    /// line stays, and only the rest is written again.
    private static int wholeLines(byte[] bytes, int count) {
        var end = count;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void cutBack(FileChannel open, long end) {
        try {
            open.truncate(end);
        } catch (IOException e) {
            log.atWarn().addKeyValue("error", e.toString()).log("half a line stays in the journal");
        }
    }

    private void keep(byte[] bytes, int entries, IOException why) {
        abandonSegment();
        unwritten = bytes;
        unwrittenEntries = entries;
        writeFailures.increment();
        fail(
                "expected to write call records to "
                        + folder.path()
                        + ", but "
                        + why
                        + "; free space there, or give this user the folder");
    }

    /// Tries on until the disk takes what it refused; meanwhile entries gather in the queue.
    private void awaitDisk() throws InterruptedException {
        while (unwritten.length > 0) {
            var last = closed;
            if (!last) {
                LockSupport.parkNanos(this, RETRY.toNanos());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            var bytes = unwritten;
            unwritten = NOTHING;
            append(bytes, unwrittenEntries);
            if (last && unwritten.length > 0) {
                diskFailed.add(unwrittenEntries);
                unwritten = NOTHING;
            }
        }
    }

    private void fail(String what) {
        if (trouble.isEmpty()) {
            log.atError()
                    .addKeyValue("folder", folder.path())
                    .addKeyValue("what", what)
                    .log("call records cannot be kept");
        }
        trouble = what;
    }

    private FileChannel segmentFor(int bytes) throws IOException {
        var open = channel;
        if (open != null && isDue(open.position(), bytes)) {
            abandonSegment();
            open = null;
            if (progress.backlogBytes() == 0) {
                folder.keys().sweep();
            }
        }
        if (open == null) {
            // A create that fails half-way may leave a file of this number behind.
            segment++;
            open = folder.create(segment);
            channel = open;
        }
        if (open.position() == 0) {
            writeHead(open);
        }
        return open;
    }

    /// Its first line says which file it is, so that a copy under another name is not stored twice.
    private void writeHead(FileChannel open) throws IOException {
        var head = line(JournalLine.head(segment, run));
        var buffer = ByteBuffer.wrap(head);
        try {
            while (buffer.hasRemaining()) {
                open.write(buffer);
            }
        } catch (IOException e) {
            cutBack(open, 0);
            throw e;
        }
        progress.written(new JournalPosition(segment, open.position()), head.length);
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
