package dev.parley.call.provider;

import dev.parley.compliance.Secret;
import java.net.URI;
import java.util.Map;

/// How to find out, without using a provider, whether it can be reached and takes the key: an
/// address at which to knock. A `ws` or `wss` address is opened as a WebSocket and closed again;
/// `http` or `https` is asked by GET, and if a list of models comes (`{"data":[{"id":…}]}`), the
/// model is looked for in it.
///
/// @param address without the key
/// @param headers those with the key
/// @param model what the settings or the defaults name; empty if there is none
public record ProviderProbe(URI address, Map<String, Secret> headers, String model) {
    public ProviderProbe {
        headers = Map.copyOf(headers);
    }
}
