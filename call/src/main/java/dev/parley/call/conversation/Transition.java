package dev.parley.call.conversation;

/// One arrow of a machine's state diagram. Every machine lists its arrows in an enum and moves only
/// along them, so the diagram, the check and the coverage come from one place.
///
/// @param <S> the machine's states
public interface Transition<S extends Enum<S>> {
    S from();

    S to();

    /// Name of the arrow; that of its enum constant.
    String name();
}
