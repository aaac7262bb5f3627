package dev.parley.providers.openai;

import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.net.Connections;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.Exchange;
import dev.parley.providers.net.KeyHeader;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.RetiredNames;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A language model behind the chat completions protocol, streaming. All its input and output, and
/// all it tells, happens on one event loop.
public final class ChatModel implements LanguageModel {
    private final ChatSettings settings;
    private final Loop loop;
    private final Connections connections;
    private final String path;
    private final List<KeyHeader> keys;
    private final ModelMeters meters;

    /// Answers in progress; on the loop.
    private final Set<ChatStream> streams = new LinkedHashSet<>();

    private volatile boolean isClosed;

    private ChatModel(ChatSettings settings, Network network, Meters meters) {
        var endpoint = Endpoint.of(settings.url());
        this.settings = settings;
        this.loop = network.loop();
        this.connections =
                new Connections(loop, endpoint, settings.pool(), settings.name(), meters);
        this.path = endpoint.at("/chat/completions", "");
        this.keys = settings.key().map(settings.profile()::header).stream().toList();
        this.meters = new ModelMeters(settings.name(), meters);
    }

    /// Opens connections ahead and returns at once; warns if the model's end is announced.
    public static ChatModel open(ChatSettings settings, Network network, Meters meters) {
        if (settings.profile().equals(ChatProfile.OPENAI)) {
            RetiredNames.load().warnOf("openai", settings.model(), LocalDate.now(ZoneOffset.UTC));
        }
        return new ChatModel(settings, network, meters);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String model() {
        return settings.model();
    }

    @Override
    public ModelCapabilities capabilities() {
        return new ModelCapabilities(
                true,
                settings.profile().toolChoice(),
                settings.reasoning().isEmpty(),
                settings.profile().usage(),
                Endpoint.of(settings.url()).isLocal());
    }

    @Override
    public Generation generate(ModelRequest request, Listener listener) {
        var stream = new ChatStream(loop, request.limits(), listener, meters, streams::remove);
        var post =
                new Exchange.Post(
                        path,
                        "application/json",
                        "text/event-stream",
                        keys,
                        Buffer.buffer(ChatBody.write(settings, request)));
        if (!loop.run(() -> start(stream, post))) {
            listener.failed(closed());
        }
        return stream;
    }

    private void start(ChatStream stream, Exchange.Post post) {
        if (isClosed) {
            stream.fail(closed());
        } else {
            streams.add(stream);
            stream.start(connections, post);
        }
    }

    private static ProviderFault closed() {
        return new ProviderFault(ProviderFailure.CLOSED, "the client is closed");
    }

    @Override
    public void close() {
        isClosed = true;
        boolean _ = loop.run(() -> List.copyOf(streams).forEach(stream -> stream.fail(closed())));
        connections.close();
    }
}
