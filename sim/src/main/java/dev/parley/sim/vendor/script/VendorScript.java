package dev.parley.sim.vendor.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything that simulated vendors say and do. Immutable; [#parse] reads it from YAML, the `with`
/// methods change one thing.
public record VendorScript(
        Map<String, String> keys,
        List<String> models,
        ModelFunction model,
        Hearing hearing,
        VoiceFunction voice,
        Map<Delay, Duration> delays,
        Map<Switch, Boolean> switches,
        Map<Limit, Integer> limits) {
    /// The key of every vendor that the script gives no key.
    public static final String USUAL_KEY = "sim-key";

    public VendorScript {
        keys = Map.copyOf(keys);
        models = List.copyOf(models);
        delays = Map.copyOf(delays);
        switches = Map.copyOf(switches);
        limits = Map.copyOf(limits);
    }

    /// A model that repeats what the user said, a recognizer that hears nothing, a voice of tones.
    public static VendorScript usual() {
        Map<Delay, Duration> delays = new EnumMap<>(Delay.class);
        Arrays.stream(Delay.values()).forEach(delay -> delays.put(delay, delay.usual()));
        Map<Switch, Boolean> switches = new EnumMap<>(Switch.class);
        Arrays.stream(Switch.values()).forEach(one -> switches.put(one, one.usual()));
        Map<Limit, Integer> limits = new EnumMap<>(Limit.class);
        Arrays.stream(Limit.values()).forEach(limit -> limits.put(limit, limit.usual()));
        return new VendorScript(
                Map.of(),
                List.of(),
                new ScriptedModel(List.of()),
                new Hearing.InOrder(List.of()),
                ToneVoice.usual(),
                delays,
                switches,
                limits);
    }

    /// Reads a script.
    ///
    /// @throws IllegalArgumentException which names the place, what was expected and what came
    public static VendorScript parse(String yaml) {
        return new ScriptReader().read(yaml);
    }

    /// Reads a script from a file.
    ///
    /// @throws IllegalArgumentException as [#parse], with the file
    public static VendorScript read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "script %s: expected a YAML file, found none".formatted(file.toAbsolutePath()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "script %s: expected a YAML file that can be read as UTF-8, got %s"
                            .formatted(file.toAbsolutePath(), e),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    public String key(String vendor) {
        return keys.getOrDefault(vendor, keys.getOrDefault("*", USUAL_KEY));
    }

    public Duration delay(Delay delay) {
        return delays.getOrDefault(delay, delay.usual());
    }

    public boolean is(Switch one) {
        return switches.getOrDefault(one, one.usual());
    }

    public int limit(Limit limit) {
        return limits.getOrDefault(limit, limit.usual());
    }

    /// With another key for a vendor; `*` for all that have none of their own.
    public VendorScript withKey(String vendor, String key) {
        return new VendorScript(
                changed(keys, vendor, key),
                models,
                model,
                hearing,
                voice,
                delays,
                switches,
                limits);
    }

    /// Knowing these models alone; none: any name is known.
    public VendorScript withModels(String... names) {
        return new VendorScript(
                keys, List.of(names), model, hearing, voice, delays, switches, limits);
    }

    public VendorScript with(ModelFunction other) {
        return new VendorScript(keys, models, other, hearing, voice, delays, switches, limits);
    }

    public VendorScript with(Hearing other) {
        return new VendorScript(keys, models, model, other, voice, delays, switches, limits);
    }

    public VendorScript with(VoiceFunction other) {
        return new VendorScript(keys, models, model, hearing, other, delays, switches, limits);
    }

    public VendorScript with(Delay delay, Duration time) {
        return new VendorScript(
                keys,
                models,
                model,
                hearing,
                voice,
                changed(delays, delay, time),
                switches,
                limits);
    }

    public VendorScript with(Switch one, boolean isOn) {
        return new VendorScript(
                keys, models, model, hearing, voice, delays, changed(switches, one, isOn), limits);
    }

    public VendorScript with(Limit limit, int most) {
        return new VendorScript(
                keys,
                models,
                model,
                hearing,
                voice,
                delays,
                switches,
                changed(limits, limit, most));
    }

    private static <K, V> Map<K, V> changed(Map<K, V> map, K key, V value) {
        var copy = new HashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
