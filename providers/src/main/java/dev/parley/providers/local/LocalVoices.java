package dev.parley.providers.local;

import dev.parley.call.speech.Synthesizer;
import dev.parley.meter.Meters;
import java.nio.file.Path;
import java.util.Optional;

/// Finds a voice of this machine by name, or the best one there is.
public final class LocalVoices {
    private LocalVoices() {}

    /// Opens and warms a voice.
    ///
    /// @param name "auto" (flite if it is installed, else FreeTTS), "flite-rms", "freetts-kevin16"
    ///   or "freetts-kevin"; [Synthesizer#name()] tells which one it became
    /// @param folder for temporary sound files
    /// @throws IllegalArgumentException if there is no such voice, with what to do
    public static Synthesizer find(String name, Path folder, Meters meters) {
        return switch (name) {
            case "auto" -> {
                Optional<Path> flite = FliteVoice.findProgram();
                yield flite.isPresent()
                        ? FliteVoice.open(flite.get(), folder, meters)
                        : FreeTtsVoice.open(FreeTtsSettings.DEFAULT, meters);
            }
            case "flite-rms" ->
                    FliteVoice.open(
                            FliteVoice.findProgram()
                                    .orElseThrow(() ->
                                            new IllegalArgumentException(
                                                    "expected the program flite with its voice rms on the PATH, found none; install it (Debian: apt-get install flite) or choose \"auto\"")),
                            folder,
                            meters);
            case "freetts-kevin16" ->
                    FreeTtsVoice.open(FreeTtsSettings.DEFAULT.withVoice("kevin16"), meters);
            case "freetts-kevin" ->
                    FreeTtsVoice.open(FreeTtsSettings.DEFAULT.withVoice("kevin"), meters);
            default ->
                    throw new IllegalArgumentException(
                            "expected the voice \"auto\", \"flite-rms\", \"freetts-kevin16\" or \"freetts-kevin\", got \""
                                    + name
                                    + "\"");
        };
    }
}
