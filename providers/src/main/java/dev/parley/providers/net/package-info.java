/// What the clients of all vendors share: connections that are opened ahead, streams of events,
/// time limits, and the reading of failures. Knows no vendor; the only package of a vendor's client
/// that others may use.
@NullMarked
package dev.parley.providers.net;

import org.jspecify.annotations.NullMarked;
