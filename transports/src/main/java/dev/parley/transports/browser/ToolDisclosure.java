package dev.parley.transports.browser;

/// How much of a tool call the peer may see: it is code on somebody else's computer.
public enum ToolDisclosure {
    /// That something is looked up, no more.
    NONE,
    /// Its name.
    NAME,
    /// Its name and what it was asked.
    ARGUMENTS,
    /// Its name, what it was asked and what it answered.
    FULL;

    boolean showsName() {
        return compareTo(NAME) >= 0;
    }

    boolean showsArguments() {
        return compareTo(ARGUMENTS) >= 0;
    }

    boolean showsResult() {
        return this == FULL;
    }
}
