package dev.parley.dialog.provider;

import java.util.Locale;

/// How much of a provider somebody used, in one of the units in which providers charge.
///
/// @param provider its name in records and metrics
/// @param model what the provider calls it; empty if it has no name
/// @param amount at least 1
/// @param local runs on this machine, so that it costs nothing unless somebody prices it
public record Use(String provider, String model, Unit unit, long amount, boolean local) {
    /// What is charged for.
    public enum Unit {
        /// Tokens of a request that came from no cache.
        INPUT_TOKENS(Stage.THINKS),
        /// Tokens of a request that came from the provider's cache.
        CACHED_TOKENS(Stage.THINKS),
        /// Tokens that the model wrote, with those of hidden reasoning.
        OUTPUT_TOKENS(Stage.THINKS),
        /// Answers of which the provider did not tell the tokens: cancelled, broken off, or never.
        UNCOUNTED_ANSWERS(Stage.THINKS),
        /// Milliseconds of sound handed over to be heard.
        HEARD_MILLIS(Stage.HEARS),
        /// Characters handed over to be spoken.
        SPOKEN_CHARACTERS(Stage.SPEAKS);

        private final Stage stage;

        Unit(Stage stage) {
            this.stage = stage;
        }

        public Stage stage() {
            return stage;
        }

        /// As tables of prices, labels of metrics and reports write it: "input-tokens".
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Which part of a call uses it.
    public enum Stage {
        HEARS,
        SPEAKS,
        THINKS;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Use {
        if (amount < 1) {
            throw new IllegalArgumentException("expected something used, got " + amount);
        }
    }

    public Stage stage() {
        return unit.stage();
    }

    public Use of(long changed) {
        return new Use(provider, model, unit, changed, local);
    }
}
