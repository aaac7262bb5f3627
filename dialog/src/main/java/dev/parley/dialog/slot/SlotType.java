package dev.parley.dialog.slot;

import java.util.Optional;

/// A kind of answer: what may be said, how it is read, typed and spoken. Immutable, any thread.
public sealed interface SlotType
        permits YesNoSlot,
                MenuSlot,
                DateSlot,
                TimeSlot,
                DateTimeSlot,
                DigitsSlot,
                NameSlot,
                SpelledSlot,
                PlateSlot,
                VinSlot,
                YearSlot,
                BirthDateSlot {
    /// What a recognizer should expect. Reading accepts more than this.
    Grammar grammar();

    /// The bare answers of [#grammar], without politeness, for answers to several questions in one
    /// breath.
    default Grammar bare() {
        return grammar();
    }

    /// The word that joins this answer to one before it ("tuesday AT nine"); empty for none.
    default String joint() {
        return "";
    }

    /// The value of these words, empty if they are anything but a clear answer.
    Optional<SlotValue> read(Utterance words, AskedAt at);

    /// What is wrong with an answer that was meant as one but cannot be read, as a sentence for the
    /// caller: "I heard sixteen characters. …" Empty if there is nothing better to say than to ask
    /// again.
    default Optional<String> trouble(Utterance words) {
        return Optional.empty();
    }

    /// Whether an answer that can be read may well go on after a pause: "nine" … "thirty".
    boolean mayGoOn(Utterance words);

    /// How many digits or letters are likely still to come of an answer told one by one that begins
    /// with these words; 0 if none are needed any more, or the words are no such beginning.
    default int toCome(Utterance words) {
        return 0;
    }

    /// The value of typed keys, empty if they are none; of a kind that is not typed always.
    default Optional<SlotValue> keyed(String keys, AskedAt at) {
        return Optional.empty();
    }

    /// How many keys an answer has at most; 0 for a kind that is not typed.
    default int maxKeys() {
        return 0;
    }

    /// The value as words for a voice.
    String spoken(SlotValue value);
}
