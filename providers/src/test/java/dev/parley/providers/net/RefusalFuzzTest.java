package dev.parley.providers.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.providers.contract.Mutation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What may stand where a refusal is expected, in body and headers: it always has a kind, a wait
/// that can be borne, and a short message that quotes nothing.
final class RefusalFuzzTest {
    private static final int IN_THE_GATE = 20_000;
    private static final int MANY = 10_000_000;
    private static final int LONGEST_MESSAGE = 400;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final List<String> BODIES =
            List.of(
                    "{\"error\":{\"message\":\"canary 1234\",\"type\":\"invalid_request_error\",\"code\":\"rate_limit_exceeded\"}}",
                    "{\"err_code\":\"INVALID_AUTH\",\"err_msg\":\"canary 1234\",\"request_id\":\"1\"}",
                    "{\"error_code\":\"concurrency_limited\",\"title\":\"canary 1234\",\"message\":\"x\"}",
                    "{\"detail\":{\"error\":\"voice_not_found\"}}",
                    "<html>canary 1234</html>");

    private static final List<String> HEADERS =
            List.of(
                    "3",
                    "0.5",
                    "-1",
                    "1e9",
                    "Wed, 21 Oct 2026 07:28:00 GMT",
                    "soon",
                    "",
                    "NaN",
                    "canary 1234");

    @Test
    void body_of_an_odd_byte_order_is_no_json() {
        var body = new byte[] {(byte) 0xFE, (byte) 0xFF, 0, 0, '{', '}'};
        assertThat(HttpFailures.of(503, _ -> null, body).message()).isEqualTo("HTTP 503");
    }

    @Test
    void refusals_are_read_whatever_they_are() {
        reads(IN_THE_GATE, 71);
    }

    @Test
    @Tag("long")
    void ten_million_refusals_are_read_whatever_they_are() {
        reads(MANY, 72);
    }

    private static void reads(int inputs, long seed) {
        var bodies = new Mutation(seed, BODIES);
        var headers = new Mutation(seed + 1, HEADERS);
        for (int i = 0; i < inputs; i++) {
            var body =
                    bodies.choice(10) == 0
                            ? bodies.noise(300)
                            : bodies.text().getBytes(StandardCharsets.UTF_8);
            var header = headers.choice(3) == 0 ? null : headers.text();
            var fault = HttpFailures.of(headers.choice(1000), _ -> header, body);
            var wait = fault.retryAfter();
            if (fault.message().length() > LONGEST_MESSAGE
                    || fault.message().contains("canary 1234")
                    || (wait != null && (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0))) {
                assertThat(fault).as("input " + i + " of seed " + seed).isNull();
            }
        }
    }
}
