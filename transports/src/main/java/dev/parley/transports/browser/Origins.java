package dev.parley.transports.browser;

import dev.parley.transports.listen.Knock;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which web pages may talk to the server. A page of our own is told by `Origin` and `Host` being
/// the same; but a foreign name that its owner points at our address (DNS rebinding) passes that
/// test too, so over plain HTTP the name must be an address or `localhost`, which nobody else can
/// own. Over TLS the certificate proves the name. Pages of this machine may talk to it from any
/// port. Every other origin must be listed.
final class Origins {
    private static final Pattern ADDRESS =
            Pattern.compile("localhost|[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private final Set<String> listed;

    Origins(Set<String> listed) {
        this.listed = listed;
    }

    /// Whether this request comes from a page that may, or from no page at all.
    boolean allow(Knock knock) {
        return knock.origin().map(origin -> allows(origin, knock)).orElse(true);
    }

    /// Whether this request comes from this machine and asked for it by a name of this machine.
    static boolean isLocal(Knock knock) {
        return knock.isLocal() && isLoopback(knock.host());
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(nameOf(host)).matches();
    }

    private boolean allows(String origin, Knock knock) {
        if (listed.contains(origin)) {
            return true;
        }
        try {
            var page = new URI(origin);
            var authority = page.getAuthority();
            if (authority != null && isLocal(knock) && isLoopback(authority)) {
                return true; // a page of this machine, as developers serve them
            }
            return authority != null
                    && authority.equalsIgnoreCase(knock.host())
                    && (knock.isTls() || ADDRESS.matcher(nameOf(knock.host())).matches());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }
}
