package dev.parley.store;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the journal's lines into the database, in order and exactly once: the rows and the
/// position reached are one transaction. While the database is away the lines stay in their files.
/// Runs on the virtual thread `journal-shipper`, over a connection of its own.
final class JournalShipper {
    private static final Logger log = LoggerFactory.getLogger(JournalShipper.class);

    /// Lines gather this long before they are written together.
    private static final Duration GATHER = Duration.ofMillis(50);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final int STATEMENT_SECONDS = 10;
    private static final long MAX_REFUSED_BYTES = 16 << 20;

    private final DatabaseAddress address;
    private final JournalFolder folder;
    private final JournalReader reader;
    private final JournalProgress progress;
    private final CallTables tables;
    private final PositionTable positions;
    private final NodeLease lease;
    private final Meters.Counter stored;
    private final Meters.Counter refused;
    private final Meters.Counter misplaced;
    private final Meters.Counter erased;
    private final Meters.Counter torn;
    private @Nullable Connection connection;
    private JournalPosition position = JournalPosition.START;

    /// Where the database says we are; `position` may be further, where there was nothing to store.
    private JournalPosition confirmed = JournalPosition.START;

    private boolean away;

    JournalShipper(
            DatabaseAddress address,
            JournalFolder folder,
            JournalProgress progress,
            String node,
            NodeLease lease,
            Meters meters) {
        this.address = address;
        this.folder = folder;
        this.reader = new JournalReader(folder);
        this.progress = progress;
        this.tables = new CallTables(node);
        this.positions = new PositionTable(node);
        this.lease = lease;
        this.stored = meters.counter(Metric.JOURNAL_STORED);
        this.refused = meters.counter(Metric.JOURNAL_LOST, "refused");
        this.misplaced = meters.counter(Metric.JOURNAL_LOST, "misplaced");
        this.erased = meters.counter(Metric.JOURNAL_LOST, "erased");
        this.torn = meters.counter(Metric.JOURNAL_LOST, "torn");
    }

    /// Connects and says up to where the journal is in the database.
    JournalPosition reached() throws SQLException, IOException {
        connected();
        progress.resume(position, folder.bytesFrom(position));
        return position;
    }

    /// Ships everything an earlier run left behind. On the opener's thread, before [#run].
    void catchUp() throws SQLException, IOException {
        while (shipSome()) {
            // until all is in the database
        }
    }

    /// The thread's life: ships until the journal closes, then what is left while it can.
    void run() {
        try {
            while (!progress.isClosing()) {
                progress.awaitWork(LOOK_AGAIN);
                if (!progress.isClosing()) {
                    Thread.sleep(GATHER);
                }
                shipAll();
            }
            shipAll();
            leave();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closing took too long: the files stay
        } finally {
            disconnect();
        }
    }

    private void shipAll() throws InterruptedException {
        try {
            lease.keep(connected());
            while (shipSome()) {
                lease.keep(connected());
            }
        } catch (SQLException e) {
            disconnect();
            if (!away) {
                away = true;
                log.atWarn()
                        .addKeyValue("why", address.explain(e))
                        .log("the database is away, call records wait in their files");
            }
            Thread.sleep(RETRY);
        } catch (IOException e) {
            disconnect(); // what was begun in a transaction must not be done twice
            log.atError()
                    .addKeyValue("folder", folder.path())
                    .addKeyValue("error", e.toString())
                    .log("the journal cannot be read");
            Thread.sleep(RETRY);
        }
    }

    private void leave() {
        try {
            if (connection != null) {
                lease.leave(connection);
            }
        } catch (SQLException e) {
            log.atDebug().addKeyValue("state", e.getSQLState()).log("the lease runs out by itself");
        }
    }

    /// Ships one chunk; false if there was none.
    private boolean shipSome() throws SQLException, IOException {
        var open = connected();
        var chunk = reader.next(position, progress.writtenPosition().segment());
        if (chunk.end().equals(position)) {
            return false;
        }
        if (isMisplaced(chunk)) {
            misplaced.increment();
            progress.shipped(position, folder.setAside(position.segment()));
            log.atError()
                    .addKeyValue("segment", position.segment())
                    .log("a journal file is the copy of another and was set aside");
            return true;
        }
        if (!chunk.lines().isEmpty()) {
            if (!store(open, chunk)) {
                disconnect();
                return true;
            }
        } else if (chunk.bytes() > 0) {
            torn.increment();
        }
        position = chunk.end();
        folder.deleteBefore(position.segment());
        progress.shipped(position, chunk.bytes());
        if (away) {
            away = false;
            log.atInfo().log("the database is back");
        }
        return true;
    }

    /// Whether the file says in its first line that it is another one.
    private boolean isMisplaced(JournalReader.Chunk chunk) {
        if (position.offset() != 0 || chunk.lines().isEmpty()) {
            return false;
        }
        try {
            var head = JournalLine.segment(JournalSeal.opened(chunk.lines().getFirst()));
            return head.isPresent() && head.getAsLong() != position.segment();
        } catch (IllegalArgumentException _) {
            return false; // damaged: its lines speak for themselves
        }
    }

    /// False if all of it turned out to be stored already.
    private boolean store(Connection open, JournalReader.Chunk chunk) throws SQLException {
        var refusals = new ArrayList<Refusal>();
        var lines = parse(chunk.lines(), refusals);
        List<JournalLine.Read> homeless;
        try {
            homeless = tables.insert(open, lines);
        } catch (SQLException | RuntimeException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            open.rollback();
            homeless = oneByOne(open, lines);
        }
        if (!positions.move(open, confirmed, chunk.end())) {
            open.rollback();
            log.atWarn().log("a commit whose answer was lost came through late");
            return false;
        }
        for (var line : homeless) {
            refusals.add(
                    new Refusal(
                            folder.keys()
                                    .sealedAlone(
                                            line.entry().callId(),
                                            JournalLine.write(line.entry(), line.run())),
                            line.entry().callId()));
        }
        // Before the commit: a kill between the two may keep a line twice, but never loses it.
        refusals.forEach(this::refuse);
        open.commit();
        confirmed = chunk.end();
        stored.add(lines.size() - homeless.size());
        return true;
    }

    /// A line that the database will never take.
    private record Refusal(String line, String call) {}

    private List<JournalLine.Read> parse(List<String> texts, List<Refusal> refusals) {
        var lines = new ArrayList<JournalLine.Read>();
        for (var text : texts) {
            try {
                var line = folder.keys().opened(JournalSeal.opened(text));
                if (line.isEmpty()) {
                    erased.increment();
                } else if (JournalLine.segment(line.get()).isEmpty()) {
                    lines.add(JournalLine.read(line.get()));
                }
            } catch (RuntimeException _) {
                refusals.add(new Refusal(text, "unknown"));
            }
        }
        return lines;
    }

    /// One line that the database will never take must not hold up all others.
    private List<JournalLine.Read> oneByOne(Connection open, List<JournalLine.Read> lines)
            throws SQLException {
        var unplaced = new ArrayList<JournalLine.Read>();
        for (var line : lines) {
            var before = open.setSavepoint();
            try {
                unplaced.addAll(tables.insert(open, List.of(line)));
                open.releaseSavepoint(before);
            } catch (SQLException | RuntimeException e) {
                if (!isAboutData(e)) {
                    throw e;
                }
                open.rollback(before);
                unplaced.add(line);
            }
        }
        return unplaced;
    }

    /// Whether trying again is in vain: SQL state classes 22 (data), 23 (constraint) and 54 (beyond
    /// a limit), and what the driver cannot even send.
    private static boolean isAboutData(Exception e) {
        if (!(e instanceof SQLException sql)) {
            return true;
        }
        var state = sql.getSQLState();
        return state != null && List.of("22", "23", "54").contains(state.substring(0, 2));
    }

    /// Kept in a file of its own while there is room; a disk that refuses must not hold up what the
    /// database would take.
    private void refuse(Refusal refusal) {
        refused.increment();
        var kept = false;
        try {
            kept = folder.sizeOf(JournalFolder.REFUSED) < MAX_REFUSED_BYTES;
            if (kept) {
                folder.appendTo(JournalFolder.REFUSED, refusal.line + "\n");
            }
        } catch (IOException _) {
            kept = false;
        }
        log.atError()
                .addKeyValue("call", refusal.call)
                .addKeyValue("kept", kept)
                .log("a call record entry does not fit the database, see refused.jsonl");
    }

    private Connection connected() throws SQLException, IOException {
        var open = connection;
        if (open == null) {
            open = address.connect(STATEMENT_SECONDS);
            connection = open;
            open.setAutoCommit(false);
            // After a broken commit only the database knows how far we came.
            var reached = positions.read(open);
            open.commit();
            // Over files without lines we may have gone further; a database restored from a backup
            // is taken back to where it was.
            if (reached.compareTo(position) > 0 || reached.compareTo(confirmed) < 0) {
                progress.shipped(reached, folder.bytesBetween(position, reached));
                position = reached;
            }
            confirmed = reached;
        }
        return open;
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.atDebug().addKeyValue("state", e.getSQLState()).log("a broken connection");
            }
            connection = null;
        }
    }
}
