package dev.parley.app.settings;

import dev.parley.providers.chain.BreakerSettings;
import dev.parley.providers.chain.ChainSettings;

/// The block of one stage: its limits, retries, second requests and circuit breaker.
///
/// @param prefix of its keys, such as "resilience.hears"
record ResilienceSettings(String prefix, ChainSettings defaults, boolean hears, boolean canHedge) {
    /// @param stage "speech.hears", "speech.speaks" or "speech.thinks"
    static ResilienceSettings of(String stage) {
        var name = stage.substring(stage.lastIndexOf('.') + 1);
        var defaults =
                switch (name) {
                    case "hears" -> ChainSettings.HEARS;
                    case "speaks" -> ChainSettings.SPEAKS;
                    case "thinks" -> ChainSettings.THINKS;
                    default -> throw new IllegalArgumentException("expected a stage, got " + stage);
                };
        return new ResilienceSettings(
                "resilience." + name, defaults, name.equals("hears"), name.equals("thinks"));
    }

    ChainSettings from(SettingsReader reader) {
        var breaker = defaults.breaker();
        try {
            return new ChainSettings(
                    reader.duration(prefix + ".connect", defaults.connect()),
                    reader.duration(prefix + ".first", defaults.first()),
                    hears
                            ? reader.duration(prefix + ".first-whole", defaults.firstWhole())
                            : defaults.firstWhole(),
                    reader.duration(prefix + ".between", defaults.between()),
                    reader.duration(prefix + ".whole", defaults.whole()),
                    reader.duration(prefix + ".patience", defaults.patience()),
                    reader.number(prefix + ".retries", defaults.retries(), 0, 10),
                    reader.duration(prefix + ".backoff", defaults.backoff()),
                    canHedge ? reader.share(prefix + ".hedge", defaults.hedge()) : 0,
                    new BreakerSettings(
                            reader.number(prefix + ".failures", breaker.failures(), 1, 1000),
                            reader.duration(prefix + ".open", breaker.open()),
                            reader.number(prefix + ".probes", breaker.probes(), 1, 1000)));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings("settings \"" + prefix + "\": " + e.getMessage());
        }
    }
}
