package dev.parley.sim.vendor.openai;

import dev.parley.sim.vendor.host.Visit;
import java.util.LinkedHashMap;
import java.util.Map;

/// The headers of every answer.
final class Headers {
    private Headers() {}

    static Map<String, String> of(Visit visit, String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("x-request-id", "req_sim_" + visit.desk().vendor() + "_" + visit.connection());
        headers.put("openai-version", "2020-10-01");
        headers.put("openai-processing-ms", "1");
        headers.put("x-ratelimit-limit-requests", "5000");
        headers.put("x-ratelimit-remaining-requests", "4999");
        headers.put("x-ratelimit-reset-requests", "12ms");
        return headers;
    }
}
