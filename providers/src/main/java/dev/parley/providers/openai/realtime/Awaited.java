package dev.parley.providers.openai.realtime;

import dev.parley.compliance.Sensitive;
import org.jspecify.annotations.Nullable;

/// The answers that have not begun: the one that we asked for, the one with which the provider
/// answers the caller by itself, and the one to be asked for when nothing is under way any more.
/// Confined to its loop.
final class Awaited {
    private static final Sensitive<String> NO_INSTRUCTION = Sensitive.of("");

    private Coming asked = Coming.NONE;
    private Sensitive<String> instruction = NO_INSTRUCTION;
    private Coming due = Coming.NONE;
    private @Nullable Sensitive<String> next;

    private enum Coming {
        NONE,
        WANTED,
        /// It is stopped as soon as it begins.
        UNWANTED;

        Coming dropped() {
            return this == NONE ? NONE : UNWANTED;
        }
    }

    /// The provider was asked for one with these words.
    void ask(Sensitive<String> words) {
        asked = Coming.WANTED;
        instruction = words;
    }

    boolean isAsked() {
        return asked != Coming.NONE;
    }

    /// The provider will begin one by itself.
    void due() {
        due = Coming.WANTED;
    }

    boolean isDue() {
        return due != Coming.NONE;
    }

    /// Whether one will begin, wanted or not.
    boolean isComing() {
        return isAsked() || isDue();
    }

    /// Whether one will begin that is wanted.
    boolean isWanted() {
        return asked == Coming.WANTED || due == Coming.WANTED;
    }

    /// What will begin is not wanted any more.
    void drop() {
        asked = asked.dropped();
        due = due.dropped();
    }

    /// Nothing will begin.
    void forget() {
        asked = Coming.NONE;
        due = Coming.NONE;
    }

    /// One has begun. Servers that do not give back what tells ours from theirs begin theirs first,
    /// because it was due first.
    ///
    /// @param isOurs as far as the server tells
    /// @return whether it is wanted
    boolean began(boolean isOurs) {
        boolean isTheirs = isDue() && !isOurs;
        var came = isTheirs ? due : asked;
        if (isTheirs) {
            due = Coming.NONE;
        } else {
            asked = Coming.NONE;
        }
        return came != Coming.UNWANTED;
    }

    /// The one that we asked for will not begin.
    ///
    /// @return whether it was wanted
    boolean refused() {
        boolean wasWanted = asked == Coming.WANTED;
        asked = Coming.NONE;
        return wasWanted;
    }

    /// The one that we asked for will not begin now: it is asked for again, unless another waits.
    void postpone() {
        if (refused() && next == null) {
            next = instruction;
        }
    }

    /// One to be asked for later; the last counts.
    void next(Sensitive<String> words) {
        next = words;
    }

    void clearNext() {
        next = null;
    }

    /// What is to be asked for now that nothing is under way.
    @Nullable Sensitive<String> next() {
        return next;
    }
}
