package dev.parley.call.conversation;

import java.util.EnumSet;

/// The guards in force. Production uses [#ALL]; only the simulation leaves one out. Immutable.
public final class Guards {
    public static final Guards ALL = new Guards(EnumSet.allOf(Guard.class));

    private final EnumSet<Guard> inForce;

    private Guards(EnumSet<Guard> inForce) {
        this.inForce = inForce;
    }

    public static Guards without(Guard guard) {
        return new Guards(EnumSet.complementOf(EnumSet.of(guard)));
    }

    boolean has(Guard guard) {
        return inForce.contains(guard);
    }
}
