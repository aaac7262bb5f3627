package dev.parley.providers.openai;

import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import dev.parley.providers.net.OwnNetwork;
import dev.parley.providers.net.PoolSettings;
import java.util.Set;
import java.util.TreeSet;

/// Opens what speaks chat completions from settings: one name for each profile.
public final class OpenAiPlugin implements ProviderPlugin {
    private final OwnNetwork network = new OwnNetwork(1);

    @Override
    public Set<String> names() {
        var names = new TreeSet<String>();
        ChatProfile.ALL.forEach(profile -> names.add(profile.name()));
        return names;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.THINKS);
    }

    @Override
    public LanguageModel model(ProviderEntry entry, Meters meters) {
        var profile = ChatProfile.named(entry.text("profile", entry.provider()));
        var pool = PoolSettings.DEFAULT;
        var model = entry.text("model", profile.model());
        var settings =
                new ChatSettings(
                        entry.provider(),
                        profile,
                        profile.url()
                                .map(url -> entry.text("url", url))
                                .orElseGet(() -> entry.neededText("url")),
                        entry.key(),
                        model,
                        entry.text(
                                "reasoning",
                                model.equals(profile.model()) ? profile.reasoning() : ""),
                        entry.yes("parallel-tools", false),
                        new PoolSettings(
                                entry.number("warm", pool.warm()),
                                entry.number("connections", pool.most()),
                                entry.duration("idle", pool.idle()),
                                entry.duration("connect", pool.connect())));
        return ChatModel.open(settings, network.opened(), meters);
    }

    @Override
    public void close() {
        network.close();
    }
}
