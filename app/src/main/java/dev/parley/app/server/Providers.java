package dev.parley.app.server;

import dev.parley.app.settings.InvalidSettings;
import dev.parley.app.settings.ProviderSettings;
import dev.parley.call.cost.Costs;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.NearestName;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The providers on the class path, Parley's own and those of other jars. Closed after everything
/// that it opened.
final class Providers implements AutoCloseable {
    private final List<ProviderPlugin> plugins;
    private final Meters meters;
    private final Costs costs;

    /// @param costs counts what each client uses
    Providers(Meters meters, Costs costs) {
        this.plugins =
                ServiceLoader.load(ProviderPlugin.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        this.meters = meters;
        this.costs = costs;
    }

    /// Throws [InvalidSettings] if there is no such provider or its settings cannot work.
    Recognizer recognizer(ProviderSettings chosen) {
        var plugin = find(chosen, Stage.HEARS);
        return counted(open(chosen, entry -> plugin.recognizer(entry, meters)), costs::counted);
    }

    /// As [#recognizer].
    Synthesizer voice(ProviderSettings chosen) {
        var plugin = find(chosen, Stage.SPEAKS);
        return counted(open(chosen, entry -> plugin.voice(entry, meters)), costs::counted);
    }

    /// As [#recognizer].
    LanguageModel model(ProviderSettings chosen) {
        var plugin = find(chosen, Stage.THINKS);
        return counted(open(chosen, entry -> plugin.model(entry, meters)), costs::counted);
    }

    private ProviderPlugin find(ProviderSettings chosen, Stage stage) {
        var able = new TreeSet<String>();
        for (var plugin : plugins) {
            for (var name : plugin.names()) {
                if (plugin.stages(name).contains(stage)) {
                    if (name.equals(chosen.name())) {
                        return plugin;
                    }
                    able.add(name);
                }
            }
        }
        throw new InvalidSettings(
                "setting \"%s.provider\": expected one of %s, got \"%s\"%s"
                        .formatted(
                                chosen.place(),
                                able,
                                chosen.name(),
                                NearestName.hint(chosen.name(), able, "")));
    }

    private static <C extends AutoCloseable> C open(
            ProviderSettings chosen, Function<ProviderEntry, C> opening) {
        var entry = new ProviderEntry(chosen.name(), chosen.settings(), chosen.key());
        try {
            var client = opening.apply(entry);
            try {
                entry.checkAllRead();
                return client;
            } catch (IllegalArgumentException unknown) {
                client.close();
                throw unknown;
            }
        } catch (IllegalArgumentException e) {
            throw ProviderSettings.wrong(chosen.place(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a client of " + chosen.name() + " did not close", e);
        }
    }

    /// What has no price although there is a budget is refused, and closed.
    private static <C> C counted(C client, UnaryOperator<C> counting) {
        try {
            return counting.apply(client);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        plugins.forEach(ProviderPlugin::close);
    }
}
