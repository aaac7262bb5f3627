package dev.parley.bench.hearing;

import dev.parley.bench.voices.Noise;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.leg.LegTraits.Playout;
import java.time.Duration;
import java.util.List;

/// A line and what is heard on it beside the caller.
///
/// @param name for tables
/// @param codec telephone (300 to 3400 Hz, µ-law) or browser (16 kHz)
/// @param noise what kind
/// @param decibels the caller's active speech above the noise, in the telephone band
/// @param suppressesNoise whether steady noise is taken out of the recognizer's copy
record Condition(
        String name, Codec codec, Noise.Kind noise, double decibels, boolean suppressesNoise) {
    private static final double QUIET = 50;

    static final List<Condition> ALL =
            List.of(
                    telephone("clean", Noise.Kind.PINK, QUIET),
                    telephone("pink 20 dB", Noise.Kind.PINK, 20),
                    telephone("pink 15 dB", Noise.Kind.PINK, 15),
                    telephone("pink 10 dB", Noise.Kind.PINK, 10),
                    telephone("hum 15 dB", Noise.Kind.HUM, 15),
                    telephone("babble 20 dB", Noise.Kind.BABBLE, 20),
                    new Condition("browser clean", Codec.PCM_16K, Noise.Kind.PINK, QUIET, true),
                    new Condition("browser pink 10 dB", Codec.PCM_16K, Noise.Kind.PINK, 10, true),
                    bare("bare pink 20 dB", Noise.Kind.PINK, 20),
                    bare("bare pink 10 dB", Noise.Kind.PINK, 10),
                    bare("bare hum 15 dB", Noise.Kind.HUM, 15),
                    bare("bare babble 20 dB", Noise.Kind.BABBLE, 20));

    private static Condition telephone(String name, Noise.Kind noise, double decibels) {
        return new Condition(name, Codec.MULAW_8K, noise, decibels, true);
    }

    /// Without suppression.
    private static Condition bare(String name, Noise.Kind noise, double decibels) {
        return new Condition(name, Codec.MULAW_8K, noise, decibels, false);
    }

    boolean isTelephone() {
        return codec == Codec.MULAW_8K;
    }

    LegTraits traits() {
        return new LegTraits("bench", codec, Playout.CLOCK, true, Duration.ZERO, false);
    }
}
