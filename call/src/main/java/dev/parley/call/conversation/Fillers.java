package dev.parley.call.conversation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said while tools or models are slow: first the phrase of whoever started them, then
/// updates, after longer. Never the same phrase twice in a row, at most as many updates as there
/// are phrases until something else is said, and none after the caller began to speak.
///
/// Runs on the call thread.
final class Fillers {
    private final Duration first;
    private final Duration later;
    private final List<String> updates;
    private final Guards guards;

    /// The last thing said, if that was one of these.
    private String last = "";

    private int updated;
    private boolean hasCallerSpoken;

    Fillers(ConversationSettings settings, Phrases phrases, Guards guards) {
        this.first = settings.toolPatience();
        this.later = settings.updatePatience();
        this.updates = phrases.stillWaiting();
        this.guards = guards;
    }

    /// Something that is waited for was started in answer to the caller.
    void answerNext() {
        updated = 0;
        hasCallerSpoken = false;
    }

    void callerSpoke() {
        hasCallerSpoken = true;
    }

    /// Something else was said.
    void otherSaid() {
        last = "";
        updated = 0;
    }

    /// How long nobody may say anything until the next is due; null if there is none.
    ///
    /// @param filler of what is waited for; blank if it was said, or there is none
    @Nullable Duration patience(String filler) {
        if (isFirst(filler)) {
            return first;
        }
        return hasCallerSpoken || updated == updates.size() ? null : later;
    }

    private boolean isFirst(String filler) {
        return !filler.isBlank() && !(filler.equals(last) && guards.has(Guard.FILLER_ONCE));
    }

    /// Says what is due.
    String take(String filler) {
        last = isFirst(filler) ? filler : updates.get(updated++);
        return last;
    }
}
