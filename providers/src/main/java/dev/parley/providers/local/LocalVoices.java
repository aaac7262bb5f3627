package dev.parley.providers.local;

import dev.parley.call.speech.Synthesizer;
import dev.parley.meter.Meters;
import java.nio.file.Path;
import java.util.Optional;

/// Finds a voice of this machine by name, or the best one there is.
public final class LocalVoices {
    private static final String BEST = "rms";

    private LocalVoices() {}

    /// Opens and warms a voice.
    ///
    /// @param name "auto" (flite if it is installed, else FreeTTS), "flite-rms", "freetts-kevin16"
    ///   or "freetts-kevin"; [Synthesizer#name()] tells which one it became
    /// @param folder for temporary sound files
    /// @throws IllegalArgumentException if there is no such voice, with what to do
    public static Synthesizer find(String name, Path folder, Meters meters) {
        return switch (name) {
            case "auto" ->
                    flite(BEST, folder, meters)
                            .orElseGet(() -> FreeTtsVoice.open(FreeTtsSettings.DEFAULT, meters));
            case "flite-rms", "flite-slt", "flite-awb", "flite-kal16" -> {
                var voice = name.substring("flite-".length());
                yield flite(voice, folder, meters)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "expected flite with its voice %s, found none; install it (Debian: apt-get install flite) or choose \"auto\""
                                                .formatted(voice)));
            }
            case "freetts-kevin16" ->
                    FreeTtsVoice.open(FreeTtsSettings.DEFAULT.withVoice("kevin16"), meters);
            case "freetts-kevin" ->
                    FreeTtsVoice.open(FreeTtsSettings.DEFAULT.withVoice("kevin"), meters);
            default ->
                    throw new IllegalArgumentException(
                            "expected the voice \"auto\", \"flite-rms\" (or slt, awb, kal16), \"freetts-kevin16\" or \"freetts-kevin\", got \""
                                    + name
                                    + "\"");
        };
    }

    /// In this process if it can be; else by the program, which speaks with its best voice only.
    private static Optional<Synthesizer> flite(String voice, Path folder, Meters meters) {
        Optional<Synthesizer> inProcess =
                FliteVoice.inProcess(voice, meters).map(Synthesizer.class::cast);
        return inProcess.isPresent() || !voice.equals(BEST)
                ? inProcess
                : FliteVoice.findProgram().map(program -> FliteVoice.open(program, folder, meters));
    }
}
