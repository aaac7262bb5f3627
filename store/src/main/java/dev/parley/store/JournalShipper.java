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
    private final Meters.Counter stored;
    private final Meters.Counter refused;
    private final Meters.Counter torn;
    private @Nullable Connection connection;
    private JournalPosition position = JournalPosition.START;
    private boolean away;

    JournalShipper(
            DatabaseAddress address,
            JournalFolder folder,
            JournalProgress progress,
            String node,
            Meters meters) {
        this.address = address;
        this.folder = folder;
        this.reader = new JournalReader(folder);
        this.progress = progress;
        this.tables = new CallTables(node);
        this.positions = new PositionTable(node);
        this.stored = meters.counter(Metric.JOURNAL_STORED);
        this.refused = meters.counter(Metric.JOURNAL_LOST, "refused");
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
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closing took too long: the files stay
        } finally {
            disconnect();
        }
    }

    private void shipAll() throws InterruptedException {
        try {
            while (shipSome()) {
                // until nothing is left
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
            log.atError()
                    .addKeyValue("folder", folder.path())
                    .addKeyValue("error", e.toString())
                    .log("the journal cannot be read");
            Thread.sleep(RETRY);
        }
    }

    /// Ships one chunk; false if there was none.
    private boolean shipSome() throws SQLException, IOException {
        var open = connected();
        var chunk = reader.next(position);
        if (chunk.end().equals(position)) {
            return false;
        }
        if (!chunk.lines().isEmpty()) {
            store(open, chunk);
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

    private void store(Connection open, JournalReader.Chunk chunk)
            throws SQLException, IOException {
        var lines = parse(chunk.lines());
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
        positions.move(open, chunk.end());
        open.commit();
        stored.add(lines.size() - homeless.size());
        for (var line : homeless) {
            refuse(JournalLine.write(line.entry(), line.run()), line.entry().callId());
        }
    }

    private List<JournalLine.Read> parse(List<String> texts) throws IOException {
        var lines = new ArrayList<JournalLine.Read>();
        for (var text : texts) {
            try {
                lines.add(JournalLine.read(text));
            } catch (RuntimeException _) {
                refuse(text, "unknown");
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

    private void refuse(String line, String call) throws IOException {
        refused.increment();
        var kept = folder.sizeOf("refused.jsonl") < MAX_REFUSED_BYTES;
        if (kept) {
            folder.appendTo("refused.jsonl", line + "\n");
        }
        log.atError()
                .addKeyValue("call", call)
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
            if (reached.segment() == position.segment()) {
                progress.shipped(reached, reached.offset() - position.offset());
            }
            position = reached;
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
