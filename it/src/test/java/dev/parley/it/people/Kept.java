package dev.parley.it.people;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.journal.Step;
import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.compliance.Sensitive;
import dev.parley.compliance.seal.KeyFile;
import dev.parley.compliance.seal.SealedWriter;
import dev.parley.meter.Meters;
import dev.parley.store.Postgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/// A data folder as a server leaves it, filled by the ports a server uses.
final class Kept implements AutoCloseable {
    static final int RATE = 8000;

    private final Path data;
    private final Postgres postgres;
    private final KeyFile keys;

    private Kept(Path data, Postgres postgres, KeyFile keys) {
        this.data = data;
        this.postgres = postgres;
        this.keys = keys;
    }

    static Kept open(Path data) throws IOException {
        var keys = KeyFile.openOrMake(data.resolve("keys/records.keys"));
        var postgres = Postgres.embedded(data, Meters.NONE);
        postgres.migrate("garage", "db/garage");
        return new Kept(data, postgres, keys);
    }

    Path data() {
        return data;
    }

    Postgres postgres() {
        return postgres;
    }

    /// Puts these into the records, and waits until they can be read.
    void keep(Iterable<Entry> entries) throws InterruptedException {
        var store = postgres.callStore(keys::ring);
        entries.forEach(store::append);
        if (!store.flush(Duration.ofSeconds(20))) {
            throw new IllegalStateException("not stored");
        }
    }

    /// How many rows a table of the records has of a call.
    int rows(String table, String call) throws SQLException {
        return postgres.database("garage")
                .inTransaction(connection -> {
                    try (var statement =
                            connection.prepareStatement(
                                    "SELECT count(*) FROM parley." + table + " WHERE call = ?")) {
                        statement.setString(1, call);
                        try (var rows = statement.executeQuery()) {
                            rows.next();
                            return rows.getInt(1);
                        }
                    }
                });
    }

    /// A call of three turns with its recording of 3 s, in which the caller is heard at 100 to 120.
    void call(String id, Instant began, String number, String subject, String words)
            throws Exception {
        var recording = sound(id, began);
        var store = postgres.callStore(keys::ring);
        store.append(
                new Entry.Opened(
                        id,
                        began,
                        "default",
                        "garage",
                        "3",
                        "ab12",
                        "en-US",
                        "twilio",
                        "CA-" + id,
                        Sensitive.of(number),
                        "+14155550000"));
        store.append(
                new Entry.Stepped(
                        id,
                        new Step.Kept(
                                1,
                                Sensitive.of(
                                        "{\"v\":1,\"n\":1,\"at\":0,\"words\":\"Zenobia of %s\"}"
                                                .formatted(number)))));
        store.append(agent(id, began, 1, "Garage, how can I help?", "Garage, how can"));
        store.append(caller(id, began, 1, words));
        store.append(
                new Entry.ToolCalled(
                        id,
                        began.plusMillis(2100),
                        1,
                        "lookup_customer",
                        Sensitive.of("{\"phone\":\"" + number + "\"}"),
                        true,
                        "",
                        Sensitive.of("{\"first_name\":\"Zenobia\"}"),
                        12));
        if (!subject.isEmpty()) {
            store.append(new Entry.Concerns(id, began.plusMillis(2100), subject));
        }
        store.append(
                new Entry.Replied(
                        id, began.plusMillis(2200), 1, new ReplyLatency(300, 40, 2, 60, 1, 403)));
        store.append(
                new Entry.TurnSounded(
                        id,
                        began.plusMillis(2300),
                        new TurnSound(1, TurnSound.Kind.ANSWERED, 1790, 2210, 0, 5)));
        store.append(agent(id, began, 2, "Thank you, Zenobia.", "Thank you, Zenobia."));
        store.append(
                new Entry.Facts(
                        id,
                        began.plusMillis(2500),
                        new Fact.Noted("outcome", Map.of("outcome", "booked"), false)));
        store.append(
                new Entry.Sounded(
                        id, began.plusSeconds(3), new CallSound(3000, 800, 1500, 46, 0, 0, 3000)));
        store.append(
                new Entry.Closed(
                        id, began.plusSeconds(3), EndReason.COMPLETED, "booked", recording));
        if (!store.flush(Duration.ofSeconds(20))) {
            throw new IllegalStateException("not stored");
        }
    }

    private static Entry agent(String id, Instant began, int number, String said, String heard) {
        return new Entry.Facts(
                id,
                began.plusMillis(1000L * number - 500),
                new Fact.AgentTurn(
                        number,
                        Sensitive.of(said),
                        Sensitive.of(heard),
                        true,
                        !said.equals(heard)));
    }

    private static Entry caller(String id, Instant began, int number, String words) {
        return new Entry.Facts(
                id,
                began.plusMillis(2000),
                new Fact.CallerTurn(
                        number,
                        Sensitive.of(words),
                        false,
                        new TurnTimes(1000, 1800, 1900, 1950, -1)));
    }

    private String sound(String id, Instant began) throws IOException {
        var name = LocalDate.ofInstant(began, ZoneOffset.UTC) + "/" + id + ".sealed";
        var path = data.resolve("recordings").resolve(name);
        Files.createDirectories(path.getParent());
        var samples = ByteBuffer.allocate(3 * RATE * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (var frame = 0; frame < 3 * RATE; frame++) {
            samples.putShort((short) (frame / 100)).putShort((short) -1);
        }
        try (var file =
                new SealedWriter(
                        FileChannel.open(
                                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        RATE * 4,
                        "pcm16/8000/2 " + id,
                        keys.ring())) {
            file.append(samples.array(), 0, samples.capacity());
        }
        return name;
    }

    @Override
    public void close() {
        postgres.close();
    }
}
