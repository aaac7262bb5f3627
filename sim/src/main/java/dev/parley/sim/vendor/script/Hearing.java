package dev.parley.sim.vendor.script;

import java.util.List;
import java.util.Optional;

/// How a simulated recognizer comes to its words.
public sealed interface Hearing {
    /// The utterances of the script one after another, as sound comes: the first stretch of sound
    /// is the first utterance, on whatever connection. After the last it hears nothing.
    record InOrder(List<Utterance> utterances) implements Hearing {
        public InOrder {
            utterances = List.copyOf(utterances);
        }
    }

    /// The sound itself tells: a tone of `300 + 50 × n` Hz is the n-th utterance (from 1), and
    /// every `millisPerWord` of it are one word. So a recognizer that hears only half of the sound
    /// hears half of the words, and sound that is sent again is heard again. See [ToneSpeech].
    record ByTone(List<Utterance> utterances, int millisPerWord) implements Hearing {
        public ByTone {
            utterances = List.copyOf(utterances);
        }
    }

    /// A function listens.
    record Real(HearingFunction function) implements Hearing {}

    /// The n-th utterance, from 1.
    static Optional<Utterance> nth(List<Utterance> utterances, long n) {
        return n >= 1 && n <= utterances.size()
                ? Optional.of(utterances.get((int) n - 1))
                : Optional.empty();
    }
}
