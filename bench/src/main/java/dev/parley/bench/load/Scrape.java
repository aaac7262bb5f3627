package dev.parley.bench.load;

import java.io.IOException;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One reading of a server's `/metrics` in the Prometheus text format.
record Scrape(String text) {
    private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");

    static Scrape of(int opsPort) throws IOException, InterruptedException {
        return new Scrape(Watched.get("http://127.0.0.1:" + opsPort + "/metrics"));
    }

    /// The sum of all series of this exact name that contain `label`.
    double value(String name, String label) {
        return text.lines()
                .filter(line -> line.startsWith(name) && isName(line, name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    double count(String timer, String label) {
        return value(timer + "_count", label);
    }

    /// Mean in milliseconds.
    double meanMillis(String timer, String label) {
        return value(timer + "_sum", label) / Math.max(1, count(timer, label)) * 1000;
    }

    /// The bound of the bucket in which the quantile lies, in milliseconds: "at most".
    double atMostMillis(String timer, String label, double quantile) {
        var buckets = new TreeMap<Double, Double>();
        text.lines()
                .filter(line -> line.startsWith(timer + "_bucket") && line.contains(label))
                .forEach(line -> {
                    var bound = BOUND.matcher(line);
                    if (bound.find() && !bound.group(1).equals("+Inf")) {
                        buckets.merge(
                                Double.parseDouble(bound.group(1)),
                                Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)),
                                Double::sum);
                    }
                });
        double wanted = quantile * count(timer, label);
        return buckets.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= wanted)
                .mapToDouble(bucket -> bucket.getKey() * 1000)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /// A row for a table: name, count, mean, p50, p99.
    String row(String title, String timer, String label) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.1f | ≤ %.0f | ≤ %.0f |%n",
                title,
                count(timer, label),
                meanMillis(timer, label),
                atMostMillis(timer, label, 0.5),
                atMostMillis(timer, label, 0.99));
    }

    private static boolean isName(String line, String name) {
        char next = line.charAt(name.length());
        return next == '{' || next == ' ';
    }
}
