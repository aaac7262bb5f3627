package dev.parley.dialog;

import java.util.Set;

/// What a tool declares about itself, for whoever calls it while a caller talks.
///
/// @param parallel it may run while others run; one without this runs alone, after those before it
/// @param stopsWithCaller it is interrupted as soon as the caller's next turn is over, and its
///   result is of no use then; one without this runs to its end, and its result is kept
/// @param promises what a model may say was done after it succeeded; a tool that only reads
///   promises nothing
public record ToolTraits(boolean parallel, boolean stopsWithCaller, Set<Promised> promises) {
    /// Runs alone and to its end, and promises nothing.
    public static final ToolTraits PLAIN = new ToolTraits(false, false);

    /// For what only reads.
    public static final ToolTraits PARALLEL = new ToolTraits(true, false);

    public ToolTraits {
        promises = Set.copyOf(promises);
    }

    public ToolTraits(boolean parallel, boolean stopsWithCaller) {
        this(parallel, stopsWithCaller, Set.of());
    }

    /// For what writes: alone and to its end, and then this may be said to be done.
    public static ToolTraits promising(Promised... what) {
        return new ToolTraits(false, false, Set.of(what));
    }
}
