package dev.parley.call.speech;

import java.nio.file.Path;

/// How a model that judges turns comes into the server: found by `ServiceLoader` in a module of its
/// own, so that a server without one needs nothing of it.
public interface TurnJudgePlugin {
    /// Plain name, for messages.
    String name();

    /// Opens the model of this file and computes once, so that the first call does not wait for it.
    ///
    /// @throws IllegalArgumentException with the reason and the remedy, if the file is none or
    ///   another model
    /// @throws IllegalStateException if the machine cannot run it
    TurnJudge open(Path model);
}
