package dev.parley.dialog.talk;

import dev.parley.dialog.provider.ProviderFailure;

/// What an agent that talks by a model says by itself.
///
/// @param pardon after a turn without words
/// @param moment once, where a model or a tool is slow; blank for nothing
/// @param nothing where the model wrote nothing
/// @param again where the model failed in a way that may pass: the caller is asked to say it again
/// @param slow where the model took too long or has too much to do: the same
/// @param refused where its provider refuses to answer
/// @param goodbye where it fails for good and nobody else can take over
/// @param handOver before a guided flow takes over; blank for nothing
/// @param farewell where the model ends the call without a word
public record TalkPhrases(
        String pardon,
        String moment,
        String nothing,
        String again,
        String slow,
        String refused,
        String goodbye,
        String handOver,
        String farewell) {
    public static TalkPhrases english() {
        return new TalkPhrases(
                "I am sorry, I did not catch that.",
                "One moment, please.",
                "I am sorry, could you put that differently?",
                "I am sorry, I lost my thread. Could you say that again?",
                "I am sorry, that took too long. Could you say that again?",
                "I am sorry, that is something I cannot help with.",
                "I am sorry, I cannot go on at the moment. Please call again later. Goodbye.",
                "Let us go through it step by step.",
                "Thank you for calling. Goodbye.");
    }

    public static TalkPhrases german() {
        return new TalkPhrases(
                "Entschuldigung, das habe ich nicht verstanden.",
                "Einen Moment, bitte.",
                "Entschuldigung, k\u00f6nnen Sie das anders sagen?",
                "Entschuldigung, ich habe den Faden verloren. K\u00f6nnen Sie das noch einmal sagen?",
                "Entschuldigung, das hat zu lange gedauert. K\u00f6nnen Sie das noch einmal sagen?",
                "Entschuldigung, dabei kann ich nicht helfen.",
                "Entschuldigung, ich kann im Moment nicht weitermachen. Bitte rufen Sie sp\u00e4ter noch"
                        + " einmal an. Auf Wiederh\u00f6ren.",
                "Gehen wir es Schritt f\u00fcr Schritt durch.",
                "Vielen Dank f\u00fcr Ihren Anruf. Auf Wiederh\u00f6ren.");
    }

    /// What is said where the model failed once.
    String apology(ProviderFailure kind) {
        return switch (kind) {
            case TIMED_OUT, OVERLOADED, RATE -> slow;
            case ENGINE, NETWORK, PROTOCOL, CLOSED, KEY, QUOTA, RETIRED -> again;
            case CONTENT -> refused;
        };
    }
}
