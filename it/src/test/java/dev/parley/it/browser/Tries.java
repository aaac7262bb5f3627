package dev.parley.it.browser;

import java.util.concurrent.TimeoutException;

/// Calls by voice in real time, with other programs on the machine: a stall of half a second makes
/// the caller miss its cue. What our server does wrong it does wrong each time.
final class Tries {
    private static final int MOST = 3;

    private Tries() {}

    /// One call, with the number of the try.
    interface Scene {
        void play(int number) throws Exception;
    }

    /// Plays the scene until it goes well, three times at most.
    static void of(Scene scene) throws Exception {
        for (int number = 1; number < MOST; number++) {
            try {
                scene.play(number);
                return;
            } catch (AssertionError | TimeoutException missed) {
                System.out.println("try " + number + " of " + MOST + " missed: " + missed);
            }
        }
        scene.play(MOST);
    }
}
