package dev.parley.providers.net;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.UpgradeRejectedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Reads what went wrong below the provider's own answers. A message never repeats an exception's
/// text, which may hold what was sent.
final class Failures {
    private Failures() {}

    static ProviderFault of(Throwable cause, Endpoint endpoint) {
        return switch (cause) {
            case UpgradeRejectedException refused ->
                    HttpFailures.of(
                            refused.getStatus(),
                            refused.getHeaders() == null ? _ -> null : refused.getHeaders()::get,
                            refused.getBody() == null ? new byte[0] : refused.getBody().getBytes());
            case UnknownHostException _ ->
                    network("the name of " + endpoint.place() + " was not found");
            case SSLException _ ->
                    network(
                            "no TLS with "
                                    + endpoint.place()
                                    + ": check its certificate, the clock, and the address");
            case TimeoutException _ ->
                    new ProviderFault(
                            ProviderFailure.TIMED_OUT,
                            "no connection with " + endpoint.place() + " in time");
            case ConnectException refused ->
                    // Netty says a time limit so.
                    refused.getClass().getSimpleName().contains("Timeout")
                            ? new ProviderFault(
                                    ProviderFailure.TIMED_OUT,
                                    "no connection with " + endpoint.place() + " in time")
                            : network(endpoint.place() + " refused the connection");
            case HttpClosedException _, ClosedChannelException _ ->
                    network(endpoint.place() + " closed the connection");
            case IOException _ -> network("the connection with " + endpoint.place() + " broke");
            // Within an upgrade a cut has no type of its own.
            case Exception within when said(within).contains("closed") -> cut(endpoint);
            default ->
                    new ProviderFault(
                            ProviderFailure.PROTOCOL,
                            "expected HTTP from "
                                    + endpoint.place()
                                    + ", got "
                                    + cause.getClass().getSimpleName());
        };
    }

    /// What a close code means (RFC 6455 7.4.1), and the vendor's own code at the head of its
    /// reason: Deepgram's numbers (`DATA-0000`), or the names that refusals have over HTTP
    /// (`INVALID_AUTH`). 1008 is what a server says that takes the upgrade first and looks at the
    /// key afterwards, mostly without a reason; a message it cannot read has a reason.
    static ProviderFault closed(int code, String reason) {
        var named = HttpFailures.kindOf(firstWord(reason).toLowerCase(Locale.ROOT));
        if (named != null) {
            return closed(code, firstWord(reason), named);
        }
        var kind =
                switch (code) {
                    case 1008 -> reason.isBlank() ? ProviderFailure.KEY : ProviderFailure.PROTOCOL;
                    case 1002, 1003, 1007, 1009, 1010 -> ProviderFailure.PROTOCOL;
                    case 1011 -> ProviderFailure.ENGINE;
                    case 1012, 1013 -> ProviderFailure.OVERLOADED;
                    default -> ProviderFailure.NETWORK;
                };
        if (reason.startsWith("DATA-0001")) {
            kind = ProviderFailure.RATE;
        } else if (reason.startsWith("NET-0001") || reason.startsWith("NET-0002")) {
            kind = ProviderFailure.NETWORK;
        }
        boolean isNumbered = reason.matches("[A-Z]{2,8}-[0-9]{4}.*");
        return closed(code, isNumbered ? reason.substring(0, reason.indexOf('-') + 5) : "", kind);
    }

    private static ProviderFault closed(int code, String name, ProviderFailure kind) {
        return new ProviderFault(
                kind,
                "the provider closed the socket with "
                        + code
                        + (name.isEmpty() ? "" : " (" + name + ")"));
    }

    private static String firstWord(String reason) {
        int end = 0;
        while (end < reason.length()
                && (Character.isLetter(reason.charAt(end)) || reason.charAt(end) == '_')) {
            end++;
        }
        return reason.substring(0, end);
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? "" : cause.getMessage();
    }

    static ProviderFault cut(Endpoint endpoint) {
        return network(endpoint.place() + " closed the connection");
    }

    private static ProviderFault network(String message) {
        return new ProviderFault(ProviderFailure.NETWORK, message);
    }
}
