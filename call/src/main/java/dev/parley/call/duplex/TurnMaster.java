package dev.parley.call.duplex;

/// Who decides when the caller's turn is over, and stops the agent when the caller speaks.
public enum TurnMaster {
    /// Our conversation; the provider waits for [Duplex.Session#endTurn()].
    OURS,
    /// The provider. What it stopped cannot be resumed.
    PROVIDER
}
