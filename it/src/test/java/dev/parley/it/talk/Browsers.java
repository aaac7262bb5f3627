package dev.parley.it.talk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// One browser of each kind for the tests of a class; each test opens a page of its own server.
final class Browsers implements AutoCloseable {
    private final Map<Browser.Kind, Browser> open = new EnumMap<>(Browser.Kind.class);

    /// Skips the test with one line where the browser cannot be driven.
    Browser of(Browser.Kind kind) throws IOException {
        var browser = open.get(kind);
        if (browser == null) {
            browser = fresh(kind, new JsonObject());
            open.put(kind, browser);
        }
        return browser.resize(1200, 800).prefer("prefers-color-scheme", "light");
    }

    /// A browser with these options, closed by its user.
    static Browser fresh(Browser.Kind kind, JsonObject options) throws IOException {
        var missing = Browser.missing(kind);
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        return Browser.open(kind, options);
    }

    @Override
    public void close() {
        open.values().forEach(Browser::close);
        open.clear();
    }
}
