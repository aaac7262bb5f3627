package dev.parley.dialog.flow;

import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.Utterance;

/// How the answers to one question are expected and read. Commands are added by [Listening].
sealed interface Question permits SlotQuestion, ConfirmQuestion, WhichQuestion {
    Grammar grammar();

    /// Never [Answer.Asked].
    Answer read(Utterance words, AskedAt at);

    Answer keyed(String keys, AskedAt at);

    int maxKeys();

    /// Whether a readable answer may go on after a pause.
    boolean mayGoOn(Utterance words);

    /// How many digits or letters are likely still to come; 0 for answers not told one by one.
    int toCome(Utterance words);
}
