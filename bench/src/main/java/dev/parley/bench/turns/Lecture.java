package dev.parley.bench.turns;

import java.util.List;

/// A long explanation of the agent.
final class Lecture {
    static final List<String> SENTENCES =
            List.of(
                    "Let me explain what we do at an inspection of your car.",
                    "First we look at the brakes, the tires and the lights.",
                    "Then we check the oil, the coolant and the battery.",
                    "After that a mechanic takes the car for a short drive.",
                    "You get a list of everything that should be repaired.",
                    "Nothing is repaired before you have agreed to the price.",
                    "The inspection takes about two hours in the morning.",
                    "You may wait here or come back in the afternoon.");

    private Lecture() {}
}
