package dev.parley.call.conversation;

import java.util.List;

/// The conversation's own sentences (`stillWaiting`, all different: said one after the other while
/// something takes very long), and the caller's signs of listening and of going on, in the language
/// of the agent.
public record Phrases(
        String areYouThere,
        String stillThere,
        String silentGoodbye,
        String tooLongWarning,
        String tooLongGoodbye,
        String apologyAndGoodbye,
        String drainGoodbye,
        String youAreBack,
        String transferFailed,
        String noProgressGoodbye,
        List<String> stillWaiting,
        Backchannels backchannels,
        Unfinished unfinished) {
    public Phrases {
        stillWaiting = List.copyOf(stillWaiting);
    }

    public static Phrases english() {
        return new Phrases(
                "Are you still there?",
                "I am still here. Please say something, or press a key.",
                "I could not hear you. Please call again. Goodbye.",
                "We have one minute left on this call.",
                "We have reached the end of the time for this call. Please call again. Goodbye.",
                "I am sorry, something went wrong on our side. Please call again. Goodbye.",
                "I am sorry, we have to end this call now. Please call again. Goodbye.",
                "You are back. Please go on.",
                "I could not connect you. What else can I do for you?",
                "I am afraid we are getting nowhere. Please call again. Goodbye.",
                List.of(
                        "I am still looking.",
                        "Thank you for waiting, this takes a little longer."),
                Backchannels.of("en"),
                Unfinished.of("en"));
    }
}
