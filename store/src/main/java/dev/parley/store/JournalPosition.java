package dev.parley.store;

/// A place in the journal files.
///
/// @param segment number of the file, from 1
/// @param offset bytes into it, always the start of a line
record JournalPosition(long segment, long offset) implements Comparable<JournalPosition> {
    static final JournalPosition START = new JournalPosition(0, 0);

    @Override
    public int compareTo(JournalPosition other) {
        return segment == other.segment
                ? Long.compare(offset, other.offset)
                : Long.compare(segment, other.segment);
    }
}
