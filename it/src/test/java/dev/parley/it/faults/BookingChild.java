package dev.parley.it.faults;

import dev.parley.call.media.Recordings;
import dev.parley.compliance.Secret;
import dev.parley.compliance.seal.KeyFile;
import dev.parley.meter.Meters;
import dev.parley.store.Postgres;
import java.io.IOException;
import java.nio.file.Path;

/// A server in a process of its own, to be killed: answers one call, says what happens on the
/// standard output as it does, one line each with the milliseconds since its start, and hangs
/// around when the call is over. Arguments: data folder; then, for a database that runs elsewhere,
/// its URL, user and password.
final class BookingChild {
    private BookingChild() {}

    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]);
        try (var postgres = postgres(data, arguments);
                var office =
                        new Office(
                                postgres,
                                Meters.NONE,
                                recordings(data),
                                Office.NOON,
                                BookingChild::print)) {
            postgres.callStore().closeOrphans();
            System.out.println("open");
            office.call().hearOut();
            System.out.println("over");
            System.in.read(); // until it is killed
        }
    }

    /// Sealed, as `serve` keeps them.
    static Recordings recordings(Path data) throws IOException {
        var keys = KeyFile.openOrMake(data.resolve("records.keys"));
        return Recordings.sealed(data.resolve("recordings"), keys::ring);
    }

    private static Postgres postgres(Path data, String... arguments) {
        return arguments.length == 1
                ? Postgres.embedded(data, Meters.NONE)
                : Postgres.at(
                        arguments[1], arguments[2], Secret.of(arguments[3]), data, Meters.NONE);
    }

    private static void print(String kind, String text) {
        System.out.println("saw " + System.nanoTime() / 1_000_000 + " " + kind + " " + text);
    }
}
