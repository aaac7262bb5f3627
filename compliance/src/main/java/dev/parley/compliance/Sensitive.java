package dev.parley.compliance;

import java.util.Objects;
import java.util.function.Function;

/// Something a person said, typed or is called. Never prints itself: `toString` gives a fixed mask,
/// so a log line, an error or a metric cannot leak it. [#reveal()] is the one way out, for speech,
/// the store and tools.
public final class Sensitive<T> {
    private final T value;

    private Sensitive(T value) {
        this.value = Objects.requireNonNull(value);
    }

    public static <T> Sensitive<T> of(T value) {
        return new Sensitive<>(value);
    }

    /// The value itself, for the few places that must have it. Never pass the result to a logger.
    public T reveal() {
        return value;
    }

    public <R> Sensitive<R> map(Function<? super T, ? extends R> change) {
        return new Sensitive<>(change.apply(value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sensitive<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
