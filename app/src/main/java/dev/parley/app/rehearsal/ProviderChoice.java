package dev.parley.app.rehearsal;

import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.dialog.NearestName;
import dev.parley.sim.vendor.Vendors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who hears, speaks and thinks in a call, as written on a command line: `local`, `deepgram+openai`
/// or, simulated, `sim:deepgram+openai+cartesia`. A stage that two of them could take goes to the
/// one that can do less else; a stage that none can take is local.
///
/// @param isSimulated they are simulated on a port of this machine
/// @param names provider by stage
public record ProviderChoice(boolean isSimulated, Map<Stage, String> names) {
    private static final String SIMULATED = "sim:";

    public ProviderChoice {
        names = Map.copyOf(names);
    }

    /// @throws IllegalArgumentException which says what was expected
    public static ProviderChoice parse(String text) {
        if (text.equals("local")) {
            return new ProviderChoice(false, Map.of());
        }
        boolean isSimulated = text.startsWith(SIMULATED);
        var stages = stages();
        var known = new TreeSet<>(stages.keySet());
        if (isSimulated) {
            known.retainAll(Vendors.NAMES);
        }
        List<String> wanted = new ArrayList<>();
        for (var name : text.substring(isSimulated ? SIMULATED.length() : 0).split("\\+", -1)) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "--providers \"%s\": expected local, or names of %s joined by +, with sim: before them for simulated ones; got \"%s\"%s"
                                .formatted(text, known, name, NearestName.hint(name, known, "")));
            }
            wanted.add(name);
        }
        wanted.sort(Comparator.comparingInt(name -> stages.getOrDefault(name, List.of()).size()));
        Map<Stage, String> names = new EnumMap<>(Stage.class);
        for (var name : wanted) {
            stages.getOrDefault(name, List.of()).forEach(stage -> names.putIfAbsent(stage, name));
        }
        return new ProviderChoice(isSimulated, names);
    }

    /// What each provider on the class path can do.
    private static Map<String, List<Stage>> stages() {
        Map<String, List<Stage>> stages = new TreeMap<>();
        for (var plugin : ServiceLoader.load(ProviderPlugin.class)) {
            try (plugin) {
                plugin.names().forEach(name -> stages.put(name, inCalls(plugin, name)));
            }
        }
        return stages;
    }

    /// No call converses by speech to speech yet.
    private static List<Stage> inCalls(ProviderPlugin plugin, String name) {
        return plugin.stages(name).stream().filter(stage -> stage != Stage.CONVERSES).toList();
    }

    /// The name of a stage in the settings: `speech.hears`.
    static String setting(Stage stage) {
        return "speech." + stage.name().toLowerCase(Locale.ROOT);
    }
}
