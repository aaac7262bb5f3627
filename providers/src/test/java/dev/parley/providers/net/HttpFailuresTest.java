package dev.parley.providers.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "400, PROTOCOL",
        "401, KEY",
        "402, QUOTA",
        "403, KEY",
        "404, RETIRED",
        "408, TIMED_OUT",
        "410, RETIRED",
        "413, PROTOCOL",
        "422, PROTOCOL",
        "429, RATE",
        "500, ENGINE",
        "502, ENGINE",
        "503, OVERLOADED",
        "504, ENGINE",
        "529, OVERLOADED",
        "302, PROTOCOL"
    })
    void status_alone_names_the_kind(int status, ProviderFailure kind) {
        assertThat(of(status, Map.of(), "<html>no</html>").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|{\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}|QUOTA",
                "429|{\"error\":{\"type\":\"insufficient_quota\",\"code\":null}}|QUOTA",
                "429|{\"error\":{\"type\":\"rate_limit_error\",\"code\":\"slow_down\"}}|RATE",
                "400|{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"model_not_found\"}}|RETIRED",
                "400|{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"content_filter\"}}|CONTENT",
                "401|{\"error\":{\"type\":\"invalid_request_error\",\"code\":null}}|KEY",
                "404|{\"error\":{\"type\":\"invalid_request_error\",\"code\":null}}|RETIRED",
                "400|{\"title\":\"Sunset\",\"error_code\":\"model_sunsetted\"}|RETIRED",
                "429|{\"error_code\":\"concurrency_limited\"}|RATE",
                "402|{\"err_code\":\"ASR_PAYMENT_REQUIRED\",\"err_msg\":\"pay\"}|QUOTA",
                "400|{\"detail\":{\"error\":\"invalid_model\"}}|RETIRED",
                "500|{\"error\":\"failed to process audio\"}|ENGINE",
                "422|{\"detail\":[{\"loc\":[\"body\"]}]}|PROTOCOL",
                "200|[]|PROTOCOL"
            })
    void codes_in_the_body_say_more_than_the_status(int status, String body, ProviderFailure kind) {
        assertThat(of(status, Map.of(), body).kind()).isEqualTo(kind);
    }

    @Test
    void wait_is_read_in_all_its_forms() {
        assertThat(of(429, Map.of("Retry-After", "7"), "").retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(of(429, Map.of("retry-after-ms", "250"), "").retryAfter())
                .isEqualTo(Duration.ofMillis(250));
        assertThat(
                        of(
                                        503,
                                        Map.of(
                                                "Retry-After",
                                                "Sun, 22 Nov 2026 08:01:00 GMT",
                                                "Date",
                                                "Sun, 22 Nov 2026 08:00:00 GMT"),
                                        "")
                                .retryAfter())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(of(429, Map.of("Retry-After", "-3"), "").retryAfter()).isEqualTo(Duration.ZERO);
        assertThat(of(429, Map.of("Retry-After", "1e99"), "").retryAfter())
                .isEqualTo(Duration.ofHours(1));
        assertThat(of(429, Map.of("Retry-After", "soon"), "").retryAfter()).isNull();
        assertThat(of(429, Map.of(), "").retryAfter()).isNull();
    }

    @Test
    void message_never_repeats_a_providers_prose_or_key() {
        var fault =
                of(
                        401,
                        Map.of("dg-error", "key sk-canary-1 is wrong"),
                        "{\"error\":{\"message\":\"Incorrect API key provided: sk-canary-1\","
                                + "\"code\":\"sk-canary-1\",\"type\":\"key sk-canary-1\"}}");
        assertThat(fault.message()).doesNotContain("canary").isEqualTo("HTTP 401");
    }

    private static ProviderFault of(int status, Map<String, String> headers, String body) {
        return HttpFailures.of(status, headers::get, body.getBytes(StandardCharsets.UTF_8));
    }
}
