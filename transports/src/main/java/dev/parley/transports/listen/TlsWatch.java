package dev.parley.transports.listen;

import dev.parley.transports.listen.ListenSettings.TlsFiles;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that certificate or key changed. A pair that cannot be used is logged and left alone:
/// the old one serves on. Runs on a blocking thread, one look at a time.
final class TlsWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);

    private final TlsFiles files;
    private String seen;

    TlsWatch(TlsFiles files) {
        this.files = files;
        this.seen = stamp();
    }

    /// The new pair, if there is one since the last look.
    Optional<PemKeyCertOptions> look() {
        var now = stamp();
        if (now.equals(seen)) {
            return Optional.empty();
        }
        seen = now;
        try {
            return Optional.of(Tls.read(files));
        } catch (UnusableTls e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("new certificate cannot be used; the old one serves on");
            return Optional.empty();
        }
    }

    private String stamp() {
        return stamp(files.certificate()) + " " + stamp(files.key());
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file);
        } catch (IOException _) {
            return "missing";
        }
    }
}
