package dev.parley.providers.local;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import java.util.concurrent.locks.LockSupport;

/// Lets a recognizer hear one utterance, as fast as it can follow.
final class Listening {
    private Listening() {}

    /// The final words.
    static String words(Recognizer recognizer, Expectation expectation, short[] sound) {
        HeardWords heard = to(recognizer, expectation, sound);
        String end = heard.all().getLast();
        if (!end.startsWith("final 1 ")) {
            throw new AssertionError("expected final words, got: " + end);
        }
        return end.substring("final 1 ".length());
    }

    /// Everything told about utterance 1.
    static HeardWords to(Recognizer recognizer, Expectation expectation, short[] sound) {
        var heard = new HeardWords();
        try (Recognizer.Session session = recognizer.open(heard)) {
            session.begin(1, expectation);
            for (int at = 0; at < sound.length; at += 320) {
                session.audio(sound, at, Math.min(320, sound.length - at));
                while (((DecodingSession) session).hasWork()) {
                    LockSupport.parkNanos(100_000);
                }
            }
            session.finish(1);
            String _ = heard.end();
        }
        return heard;
    }
}
