package dev.parley.sim.spoken;

import dev.parley.dialog.Expectation;
import dev.parley.sim.caller.AgentPrompt;
import java.util.List;

/// One direction of a spoken call: from a mouth through the line to an ear. One thread.
public interface SpokenLine {
    /// A character of speech takes about this long.
    long MILLIS_A_CHARACTER = 60;

    /// How long this sentence sounds, in milliseconds.
    long millis(String sentence);

    /// What the ear makes of these sentences, spoken one after another, when it expects this.
    String heard(List<String> sentences, Expectation expectation);

    /// A line on which every word arrives.
    static SpokenLine textTrue() {
        return new SpokenLine() {
            @Override
            public long millis(String sentence) {
                return 200 + MILLIS_A_CHARACTER * sentence.length();
            }

            @Override
            public String heard(List<String> sentences, Expectation expectation) {
                return AgentPrompt.spoken(String.join(" ", sentences));
            }
        };
    }
}
