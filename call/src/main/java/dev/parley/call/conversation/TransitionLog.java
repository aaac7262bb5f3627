package dev.parley.call.conversation;

/// Hears every transition of every machine of a conversation; for coverage and diagrams. Called on
/// the thread that runs the conversation.
@FunctionalInterface
public interface TransitionLog {
    /// Hears nothing.
    TransitionLog NONE = _ -> {};

    void moved(Transition<?> transition);
}
