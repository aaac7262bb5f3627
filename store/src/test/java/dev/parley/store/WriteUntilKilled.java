package dev.parley.store;

import dev.parley.compliance.Secret;
import dev.parley.meter.Meters;
import java.nio.file.Path;

/// Opens a call and appends numbered notes to it, saying each number when it was appended, until it
/// is killed. Arguments: url, user, password, journal folder, call.
final class WriteUntilKilled {
    private WriteUntilKilled() {}

    public static void main(String[] arguments) throws InterruptedException {
        var address = new DatabaseAddress(arguments[0], arguments[1], Secret.of(arguments[2]));
        var call = arguments[4];
        try (var store =
                PostgresCallStore.open(
                        address, Path.of(arguments[3]), JournalLimits.DEFAULT, Meters.NONE)) {
            store.append(Entries.opened(call));
            for (var number = 0; ; number++) {
                store.append(Entries.note(call, number));
                System.out.println("appended " + number);
                Thread.sleep(1);
            }
        }
    }
}
