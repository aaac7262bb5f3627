package dev.parley.store;

/// Bounds of the journal's files.
///
/// @param segmentBytes a file is ended at this size; it is deleted when all of it is in the
///   database
/// @param shippedBytes a file is ended at this size if all of it is in the database already
/// @param maxBacklogBytes what may wait for the database; beyond it new entries are lost and
///   counted
record JournalLimits(long segmentBytes, long shippedBytes, long maxBacklogBytes) {
    static final JournalLimits DEFAULT = new JournalLimits(8L << 20, 64L << 10, 1L << 30);
}
