package dev.parley.providers.chain;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request's way through the candidates: each is asked once, and again while that may help. One
/// thread at a time.
final class Route<C extends AutoCloseable> {
    private final Candidates<C> candidates;
    private final List<Candidate<C>> order;
    private final Set<Candidate<C>> tried = new HashSet<>();
    private int retries;
    private Candidate<C> asked;
    private @Nullable Candidate<C> beside;

    Route(Candidates<C> candidates) {
        this(candidates, null);
    }

    /// @param preferred asked before the others, those before it in the chain last
    Route(Candidates<C> candidates, @Nullable Candidate<C> preferred) {
        this.candidates = candidates;
        int from = preferred == null ? 0 : Math.max(0, candidates.all().indexOf(preferred));
        var rotated = new ArrayList<>(candidates.all().subList(from, candidates.all().size()));
        rotated.addAll(candidates.all().subList(0, from));
        this.order = rotated;
        this.asked = rotated.getFirst();
    }

    /// The next to be asked, whose breaker admits it; null if there is none. If no breaker admits
    /// anything, the first is asked nevertheless, once: nothing is better than it, and one failure
    /// comes sooner than several.
    @Nullable Candidate<C> next() {
        retries = 0;
        for (var candidate : order) {
            if (!tried.contains(candidate) && candidate.admits()) {
                tried.add(candidate);
                asked = candidate;
                return candidate;
            }
        }
        if (tried.isEmpty()) {
            tried.addAll(order);
            asked = order.getFirst();
            retries = candidates.settings().retries();
            return asked;
        }
        return null;
    }

    /// One who is asked besides the one asked last; null if there is none.
    @Nullable Candidate<C> beside() {
        for (var candidate : order) {
            if (!tried.contains(candidate) && candidate.admits()) {
                tried.add(candidate);
                beside = candidate;
                return candidate;
            }
        }
        return null;
    }

    /// Whoever was asked besides is the one asked last.
    void takeOver() {
        if (beside != null) {
            retries = 0;
            asked = beside;
            beside = null;
        }
    }

    /// Whoever was asked besides cannot help.
    void leaveBeside() {
        beside = null;
    }

    /// Whether another candidate could be asked.
    boolean hasOther() {
        return order.stream()
                .anyMatch(candidate -> !tried.contains(candidate) && candidate.wouldAdmit());
    }

    /// How long the candidate asked last has until its first token, sound or words.
    Duration limit() {
        return beside != null || hasOther()
                ? candidates.first(asked)
                : candidates.settings().patience();
    }

    /// How long to wait before the same candidate is asked again; empty if that would not help or
    /// takes too long.
    ///
    /// @param left until the candidate's limit
    Optional<Duration> retry(ProviderFault fault, Duration left) {
        var settings = candidates.settings();
        boolean mayHelp = fault.kind().mayPass() && fault.kind() != ProviderFailure.TIMED_OUT;
        if (!mayHelp || retries >= settings.retries()) {
            return Optional.empty();
        }
        long most = settings.backoff().toNanos() << retries;
        var wait = Duration.ofNanos((long) (most * candidates.random()));
        if (fault.retryAfter() != null) {
            wait = wait.plus(fault.retryAfter());
        }
        if (wait.compareTo(left) >= 0) {
            return Optional.empty();
        }
        retries++;
        return Optional.of(wait);
    }
}
