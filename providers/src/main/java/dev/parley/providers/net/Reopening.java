package dev.parley.providers.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Opens a lost connection again after a pause that doubles, from half a second to half a minute.
/// Confined to its loop.
public final class Reopening implements AutoCloseable {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Loop loop;
    private final Runnable open;
    private Duration pause = FIRST;
    private Loop.@Nullable Alarm alarm;
    private boolean isClosed;

    public Reopening(Loop loop, Runnable open) {
        this.loop = loop;
        this.open = open;
    }

    /// It was lost, or did not stand.
    public void lost() {
        if (alarm == null && !isClosed) {
            alarm =
                    loop.after(
                            pause,
                            () -> {
                                alarm = null;
                                open.run();
                            });
            var longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        }
    }

    /// It stands.
    public void opened() {
        pause = FIRST;
        stop();
    }

    @Override
    public void close() {
        isClosed = true;
        stop();
    }

    private void stop() {
        if (alarm != null) {
            alarm.close();
            alarm = null;
        }
    }
}
