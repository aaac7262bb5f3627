package dev.parley.call;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/// Names of calls: UUIDs of version 7 (RFC 9562 §5.7), so that they sort by time and cannot be
/// guessed. Any thread.
final class CallIds {
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CallIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        long high = (clock.millis() << 16) | 0x7000 | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
