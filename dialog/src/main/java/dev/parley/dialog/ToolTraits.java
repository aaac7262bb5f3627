package dev.parley.dialog;

/// What a tool declares about itself, for whoever calls it while a caller talks.
///
/// @param parallel it may run while others run; one without this runs alone, after those before it
/// @param stopsWithCaller it is interrupted as soon as the caller's next turn is over, and its
///   result is of no use then; one without this runs to its end, and its result is kept
public record ToolTraits(boolean parallel, boolean stopsWithCaller) {
    /// Runs alone and to its end: right for everything that writes.
    public static final ToolTraits PLAIN = new ToolTraits(false, false);

    /// For what only reads.
    public static final ToolTraits PARALLEL = new ToolTraits(true, false);
}
