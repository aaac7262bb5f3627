package dev.parley.app.settings;

import dev.parley.compliance.Secret;
import dev.parley.transports.browser.BrowserSettings;
import dev.parley.transports.browser.ToolDisclosure;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether and how browsers may call.
///
/// @param enabled whether there is a browser socket at all
/// @param insecure allows browsers over plain HTTP from the network
/// @param tokenKey signs the tokens of sessions and records; a random one if empty, which no other
///   server knows and no restart survives
/// @param socket what the socket wants and bears
public record BrowserAccess(
        boolean enabled, boolean insecure, Optional<Secret> tokenKey, BrowserSettings socket) {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");

    /// When a token is wanted.
    enum Token {
        REMOTE,
        REQUIRED
    }

    static BrowserAccess from(SettingsReader reader) {
        boolean enabled = reader.flag("browser.enabled", true);
        boolean insecure = reader.flag("browser.insecure", false);
        var key = reader.secret("browser.token-key");
        var token = reader.oneOf("browser.token", Token.class, Token.REMOTE);
        var origins = origins(reader.text("browser.origins", ""));
        var tools = reader.oneOf("browser.tools", ToolDisclosure.class, ToolDisclosure.NONE);
        boolean test = reader.flag("browser.test-profile", false);
        return new BrowserAccess(
                enabled,
                insecure,
                key,
                BrowserSettings.defaults().with(token == Token.REQUIRED, origins, tools, test));
    }

    private static Set<String> origins(String listed) {
        var origins =
                Arrays.stream(listed.split("[,\\s]+"))
                        .filter(origin -> !origin.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        for (var origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new InvalidSettings(
                        "setting \"browser.origins\": expected origins such as https://www.example.com, separated by commas, got \"%s\""
                                .formatted(origin));
            }
        }
        return origins;
    }
}
