package dev.parley.dialog.provider;

/// Learns what a request used, so that it can be charged to the call it was for, and who took it
/// over, so that the call's record says so. Part of the listeners of all ports; told from any
/// thread, also before an answer, after its end and after a cancel. What stands between a provider
/// and a call passes it on always, for the one that answered and for those that were given up.
public interface UseListener {
    /// Must not block and must not throw.
    default void used(Use use) {}

    /// As [#used].
    default void tookOver(TakeOver what) {}
}
