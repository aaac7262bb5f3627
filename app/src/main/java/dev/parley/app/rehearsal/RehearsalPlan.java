package dev.parley.app.rehearsal;

import dev.parley.app.settings.Settings;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.script.VendorScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What is rehearsed.
///
/// @param providers who hears, speaks and thinks
/// @param faults what goes wrong at the simulated ones; only with simulated ones
/// @param seed draws the caller
/// @param script keys, model, delays, switches and limits of the simulated vendors; their ears and
///   voices are those of the rehearsal
/// @param lines what the caller says, one after another; empty for a customer of the garage who
///   books
/// @param deadAir the longest silence that is no breakdown
/// @param cache folder of the unpacked models, kept between rehearsals
/// @param changes settings that are other than the rehearsal would have them
/// @param settings makes the settings of the server from those it must have
public record RehearsalPlan(
        ProviderChoice providers,
        List<FaultRule> faults,
        long seed,
        VendorScript script,
        List<String> lines,
        Duration deadAir,
        Path cache,
        Map<String, String> changes,
        Function<Map<String, String>, Settings> settings) {
    public RehearsalPlan {
        faults = List.copyOf(faults);
        lines = List.copyOf(lines);
        changes = Map.copyOf(changes);
        if (!faults.isEmpty() && !providers.isSimulated()) {
            throw new IllegalArgumentException(
                    "faults are for simulated vendors: expected --providers sim:…, got \"%s\" with other ones"
                            .formatted(faults.getFirst()));
        }
    }
}
