package dev.parley.transports.browser;

import dev.parley.compliance.SignedToken;
import dev.parley.transports.listen.Knock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Decides which sockets come in: origin, token, and whether a call to come back to still exists.
/// Thread-safe.
final class Entrance {
    static final String START = "start";
    static final String RESUME = "resume";
    static final String RECORDS = "records";

    private final BrowserSettings settings;
    private final SignedToken tokens;
    private final SpentNonces spent;
    private final Origins origins;

    /// Calls that their peers may come back to, by id.
    private final Map<String, BrowserLeg> resumable = new ConcurrentHashMap<>();

    Entrance(BrowserSettings settings, SignedToken tokens, Clocks clocks) {
        this.settings = settings;
        this.tokens = tokens;
        this.spent = new SpentNonces(clocks.wall());
        this.origins = new Origins(settings.origins());
    }

    /// What became of a knock.
    sealed interface Decision {
        record Welcome(Request request) implements Decision {}

        record Returning(Request request) implements Decision {}

        /// Not without a token; another transport may take it.
        record Refused(int status, String reason) implements Decision {}

        /// Hostile, void or not understood.
        record Banned(int status, String reason) implements Decision {}
    }

    Origins origins() {
        return origins;
    }

    SignedToken tokens() {
        return tokens;
    }

    Decision decide(Knock knock) {
        if (!origins.allow(knock)) {
            return new Decision.Banned(403, "origin");
        }
        var request = Request.of(knock, settings.isTestProfile()).orElse(null);
        if (request == null) {
            return new Decision.Banned(400, "query");
        }
        if (!request.resume().isEmpty()) {
            return returning(request);
        }
        var token = token(knock);
        if (token.isEmpty()) {
            boolean isOpen = Origins.isLocal(knock) && !settings.requiresToken();
            return isOpen
                    ? new Decision.Welcome(request)
                    : new Decision.Refused(403, "token-missing");
        }
        return switch (tokens.check(START, token.get())) {
            case SignedToken.Verdict.Valid(var claims) ->
                    spent.spend(claims.nonce(), claims.expiry())
                            ? new Decision.Welcome(request.started(claims.subject()))
                            : new Decision.Banned(403, "token-spent");
            case SignedToken.Verdict.Expired _ -> new Decision.Banned(403, "token-expired");
            case SignedToken.Verdict.Foreign _ -> new Decision.Banned(403, "token-foreign");
        };
    }

    void keep(BrowserLeg leg) {
        resumable.put(leg.callId(), leg);
    }

    void forget(BrowserLeg leg) {
        resumable.remove(leg.callId(), leg);
    }

    /// The call that this request comes back to, if it is still there.
    Optional<BrowserLeg> callOf(Request request) {
        return tokens.check(RESUME, request.resume())
                        instanceof SignedToken.Verdict.Valid(var claims)
                ? Optional.ofNullable(resumable.get(claims.subject()))
                : Optional.empty();
    }

    private Decision returning(Request request) {
        if (!(tokens.check(RESUME, request.resume()) instanceof SignedToken.Verdict.Valid)) {
            return new Decision.Banned(403, "resume-foreign");
        }
        var leg = callOf(request);
        if (leg.isEmpty()) {
            return new Decision.Banned(410, "resume-over");
        }
        return leg.get().traits().codec() == request.codec()
                ? new Decision.Returning(request)
                : new Decision.Banned(400, "query");
    }

    /// As query, as last path segment, or as bearer.
    private static Optional<String> token(Knock knock) {
        var query = knock.query().get("token");
        if (query != null && !query.isEmpty()) {
            return Optional.of(query);
        }
        var path = knock.path();
        for (var start : BrowserTransport.PATHS) {
            if (path.startsWith(start + "/") && path.length() > start.length() + 1) {
                return Optional.of(path.substring(start.length() + 1));
            }
        }
        return knock.authorization()
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).strip())
                .filter(bearer -> !bearer.isEmpty());
    }
}
