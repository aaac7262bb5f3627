package dev.parley.transports.browser;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of a server: wall time for people and tokens, monotonic nanoseconds for all else.
record Clocks(InstantSource wall, LongSupplier nanos) {}
