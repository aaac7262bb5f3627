package dev.parley.providers.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The one place that reads a provider's refusals: HTTP status, the codes in the bodies of all
/// vendors, and `Retry-After`. Of a body only codes of a harmless shape get into a message; its
/// prose may quote the request or the key.
public final class HttpFailures {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Plain words ("rate_limit_exceeded") and Deepgram's own ("NET-0001").
    private static final Pattern CODE =
            Pattern.compile("[A-Za-z]+(_[A-Za-z]+){0,8}|[A-Z]{2,8}-[0-9]{4}");

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private HttpFailures() {}

    /// @param header gives a header by name, or null
    public static ProviderFault of(
            int status, UnaryOperator<@Nullable String> header, byte[] body) {
        var code = codeOf(parse(body));
        if (code.isEmpty()) {
            code = harmless(header.apply("dg-error"));
        }
        return new ProviderFault(
                kind(status, code),
                retryAfter(header),
                "HTTP " + status + (code.isEmpty() ? "" : " (" + code + ")"));
    }

    /// An error told within a stream that began well, such as `{"message":…,"code":…}`.
    ///
    /// @param status that the error names, or 0
    public static ProviderFault inStream(int status, JsonNode error) {
        var code = codeOf(error);
        return new ProviderFault(
                kind(status == 0 ? 500 : status, code),
                "an error in the stream"
                        + (status == 0 ? "" : ", status " + status)
                        + (code.isEmpty() ? "" : " (" + code + ")"));
    }

    private static ProviderFailure kind(int status, String code) {
        var known = kindOf(code.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        return switch (status) {
            case 401, 403, 407 -> ProviderFailure.KEY;
            case 402 -> ProviderFailure.QUOTA;
            case 404, 410 -> ProviderFailure.RETIRED;
            case 408 -> ProviderFailure.TIMED_OUT;
            case 429 -> ProviderFailure.RATE;
            case 503, 529 -> ProviderFailure.OVERLOADED;
            // What is no HTTP at all is read as a status of 999.
            default ->
                    status >= 500 && status < 600
                            ? ProviderFailure.ENGINE
                            : ProviderFailure.PROTOCOL;
        };
    }

    /// @param code in lower case
    static @Nullable ProviderFailure kindOf(String code) {
        return switch (code) {
            case "invalid_api_key",
                    "invalid_auth",
                    "ip_not_authorized",
                    "insufficient_permissions",
                    "authentication_error",
                    "permission_denied" ->
                    ProviderFailure.KEY;
            case "insufficient_quota",
                    "credit_balance_exhausted",
                    "organization_spend_limit_exceeded",
                    "project_spend_limit_exceeded",
                    "organization_usage_limit_exceeded",
                    "asr_payment_required" ->
                    ProviderFailure.QUOTA;
            case "rate_limit_exceeded",
                    "rate_limit_error",
                    "slow_down",
                    "too_many_requests",
                    "concurrency_limited" ->
                    ProviderFailure.RATE;
            case "server_is_overloaded", "service_unavailable_error", "overloaded_error" ->
                    ProviderFailure.OVERLOADED;
            case "content_filter", "content_policy_violation", "invalid_prompt" ->
                    ProviderFailure.CONTENT;
            case "model_not_found",
                    "model_sunsetted",
                    "model_not_available",
                    "model_decommissioned",
                    "invalid_model",
                    "voice_not_found",
                    "deploymentnotfound" ->
                    ProviderFailure.RETIRED;
            case "context_length_exceeded", "invalid_request_error" -> ProviderFailure.PROTOCOL;
            case "server_error", "internal_server_error" -> ProviderFailure.ENGINE;
            default -> null;
        };
    }

    /// The most telling code of the shapes in use: `error.code`, `error.type`, `error_code`,
    /// `err_code`, `code`, `detail.error`.
    private static String codeOf(JsonNode body) {
        var error = body.path("error");
        var inner = error.isObject() ? error : body;
        var candidates =
                new JsonNode[] {
                    inner.path("code"),
                    inner.path("error_code"),
                    inner.path("err_code"),
                    body.path("detail").path("error"),
                    inner.path("type")
                };
        var first = "";
        for (var candidate : candidates) {
            var code = harmless(candidate.isTextual() ? candidate.textValue() : null);
            if (kindOf(code.toLowerCase(Locale.ROOT)) != null && !isVague(code)) {
                return code;
            }
            if (first.isEmpty() && !code.equals("error")) {
                first = code;
            }
        }
        return isVague(first) ? "" : first;
    }

    /// OpenAI gives this type to wrong keys and unknown models alike; the status says more.
    private static boolean isVague(String code) {
        return code.equals("invalid_request_error");
    }

    private static String harmless(@Nullable String code) {
        return code != null && code.length() <= 48 && CODE.matcher(code).matches() ? code : "";
    }

    private static JsonNode parse(byte[] body) {
        try {
            var node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException _) {
            return MissingNode.getInstance(); // no JSON, or in no character set
        }
    }

    /// RFC 9110 10.2.3, seconds or a date, and `retry-after-ms`; never more than an hour.
    private static @Nullable Duration retryAfter(UnaryOperator<@Nullable String> header) {
        try {
            var millis = header.apply("retry-after-ms");
            if (millis != null) {
                return bounded(Duration.ofMillis((long) Double.parseDouble(millis.strip())));
            }
            var wait = header.apply("Retry-After");
            if (wait == null) {
                return null;
            }
            if (!wait.contains(":")) {
                return bounded(Duration.ofMillis((long) (1000 * Double.parseDouble(wait.strip()))));
            }
            // A date is measured by the provider's own clock, so that ours may be wrong.
            var now = header.apply("Date");
            return now == null ? null : bounded(Duration.between(date(now), date(wait)));
        } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
            return null;
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
