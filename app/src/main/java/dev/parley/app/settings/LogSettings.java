package dev.parley.app.settings;

/// How the server logs.
///
/// @param level least level of a line
/// @param format JSON lines, or plain ones for people at a terminal
public record LogSettings(Level level, Format format) {
    /// Levels of a log line.
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /// Forms of a log line.
    public enum Format {
        JSON,
        PLAIN
    }

    static LogSettings from(SettingsReader reader) {
        return new LogSettings(
                reader.oneOf("log.level", Level.class, Level.INFO),
                reader.oneOf("log.format", Format.class, Format.JSON));
    }

    /// The level as the logging library calls it.
    public String levelName() {
        return level.name();
    }
}
