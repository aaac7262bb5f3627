package dev.parley.providers.net;

/// The forms in which sound is asked of one voice, by the line it is for.
///
/// @param telephone for lines of 8 kHz
/// @param wide for all others
public record LineFormats(SoundFormat telephone, SoundFormat wide) {
    /// As each line carries it: nothing is sent that a telephone cannot carry.
    public static final LineFormats AUTO =
            new LineFormats(SoundFormat.MULAW_8K, SoundFormat.PCM_24K);

    /// The same for every line.
    public static LineFormats always(SoundFormat format) {
        return new LineFormats(format, format);
    }

    /// As settings write them: "auto", or the name of a format.
    ///
    /// @throws IllegalArgumentException if it is neither
    public static LineFormats named(String name) {
        return name.equals("auto") ? AUTO : always(SoundFormat.named(name));
    }

    /// @param rate samples a second of the line
    public SoundFormat of(int rate) {
        return rate <= telephone.rate() ? telephone : wide;
    }
}
