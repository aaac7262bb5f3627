package dev.parley.dialog;

import dev.parley.dialog.model.ModelRequest;
import java.util.List;
import java.util.Map;

/// What a [Dialogue] wants to happen. The acts of one step form one reply, spoken in order;
/// [Expect] holds from the moment the reply starts (barge-in answers belong to the new question).
public sealed interface Act {
    /// Speak these sentences. `interruptible` false for what the law requires to be heard whole.
    record Say(List<String> sentences, boolean interruptible) implements Act {
        public Say {
            sentences = List.copyOf(sentences);
        }

        public static Say of(String... sentences) {
            return new Say(List.of(sentences), true);
        }
    }

    /// What the caller may answer from now on.
    record Expect(Expectation expectation) implements Act {}

    /// Start a tool; its result comes back by [Dialogue#toolReturned]. `id` is chosen by the
    /// dialogue, counted from 1. `filler` is said if the tool takes longer than a moment; empty for
    /// none.
    record CallTool(long id, String name, Map<String, Object> arguments, String filler)
            implements Act {
        public CallTool {
            arguments = Map.copyOf(arguments);
        }
    }

    /// Nothing more is wanted of this tool call: it is interrupted if it still runs, and does not
    /// come back. What it had done by then stays done.
    record StopTool(long id) implements Act {}

    /// Have a language model write; what it writes comes back by [Dialogue#generated], piece by
    /// piece. The reply of these acts stays open: what the dialogue says to a piece is added to it
    /// while it sounds, and is a reply of its own once it was heard to its end. `id` is chosen by
    /// the dialogue, counted from 1. `filler` is said once if nothing else was within a moment;
    /// empty for none.
    record Generate(long id, ModelRequest request, String filler) implements Act {}

    /// Nothing more is wanted of this generation: it is cancelled if it still runs.
    record StopGenerating(long id) implements Act {}

    /// Have a language model write in the background, about what was said long ago: nobody waits
    /// for it, and nothing of it is said. All of it comes back at once by [Dialogue#summarized].
    /// `id` is chosen by the dialogue, counted from 1; a summary takes the place of one before that
    /// has not come yet.
    record Summarize(long id, ModelRequest request) implements Act {}

    /// Something the record of the call should hold: a step reached, a slot filled, a confirmation
    /// given. Keys are plain names, values must not be personal data unless `sensitive`.
    record Note(String name, Map<String, Object> values, boolean sensitive) implements Act {
        public Note {
            values = Map.copyOf(values);
        }
    }

    /// Say what is pending, let it drain, then hand the call over to `to`, a number or address as
    /// the carrier takes it. The caller may still answer the announcement: the answer comes first,
    /// and the call is handed over only if it asks for that again. [Dialogue#transferFailed] tells
    /// of a failure; after a success the call is over for the dialogue.
    record Transfer(String to) implements Act {
        public Transfer {
            if (to.isBlank()) {
                throw new IllegalArgumentException(
                        "expected whom to transfer the call to, got \"\"");
            }
        }
    }

    /// The rest of the call is another agent's, by its name. A team of agents performs it; without
    /// one it is only noted, and the call goes on.
    record HandOver(String to) implements Act {}

    /// Nothing more to do: say what is pending, let it drain, hang up. `outcome` is a plain name
    /// ("booked", "call-back").
    record End(String outcome) implements Act {}
}
