package dev.parley.app.check;

import dev.parley.app.settings.ProviderSettings;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.meter.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;

/// The providers on the class path, for commands that look at them one by one. For one thread;
/// closed after every client that it opened.
public final class ProviderCatalogue implements AutoCloseable {
    private final List<ProviderPlugin> plugins =
            ServiceLoader.load(ProviderPlugin.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    /// A name in the settings and what it can be asked for.
    public record Offer(String name, Stage stage) {}

    /// All there are, by name and stage.
    public List<Offer> offers() {
        var offers = new ArrayList<Offer>();
        for (var name : names()) {
            for (var stage : Stage.values()) {
                if (find(name, stage).isPresent()) {
                    offers.add(new Offer(name, stage));
                }
            }
        }
        return offers;
    }

    public SortedSet<String> names() {
        var names = new TreeSet<String>();
        plugins.forEach(plugin -> names.addAll(plugin.names()));
        return names;
    }

    public Optional<ProviderPlugin> find(String name, Stage stage) {
        return plugins.stream()
                .filter(plugin ->
                        plugin.names().contains(name) && plugin.stages(name).contains(stage))
                .findFirst();
    }

    /// The names of those that can be asked for a stage.
    public SortedSet<String> able(Stage stage) {
        var able = new TreeSet<String>();
        offers().stream()
                .filter(offer -> offer.stage() == stage)
                .forEach(offer -> able.add(offer.name()));
        return able;
    }

    /// Opens a provider as a server does, and closes it, so that settings that cannot work are
    /// found without a call.
    ///
    /// @throws IllegalArgumentException which says what was expected and what came
    static void check(ProviderPlugin plugin, ProviderEntry entry, Stage stage) {
        switch (stage) {
            case HEARS -> {
                try (var _ = plugin.recognizer(entry, Meters.NONE)) {
                    entry.checkAllRead();
                }
            }
            case SPEAKS -> {
                try (var _ = plugin.voice(entry, Meters.NONE)) {
                    entry.checkAllRead();
                }
            }
            case THINKS -> {
                try (var _ = plugin.model(entry, Meters.NONE)) {
                    entry.checkAllRead();
                }
            }
            case CONVERSES -> {
                try (var _ = plugin.duplex(entry, Meters.NONE)) {
                    entry.checkAllRead();
                }
            }
        }
    }

    static ProviderEntry entry(ProviderSettings settings) {
        return new ProviderEntry(settings.name(), settings.settings(), settings.key());
    }

    @Override
    public void close() {
        plugins.forEach(ProviderPlugin::close);
    }
}
