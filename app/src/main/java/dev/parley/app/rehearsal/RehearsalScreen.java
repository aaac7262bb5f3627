package dev.parley.app.rehearsal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// A rehearsal as a table for people.
public final class RehearsalScreen {
    private static final int FIXED = 33;
    private static final int LEAST_TEXT = 16;

    private final int textWidth;

    /// @param width columns of the terminal; two texts side by side need 70 at least
    public RehearsalScreen(int width) {
        this.textWidth = Math.max(LEAST_TEXT, (width - FIXED) / 2);
    }

    /// With picocli's markup for colours.
    public String of(RehearsalReport report) {
        var text = new StringBuilder();
        var form = "%9s  %-6s  %-" + textWidth + "s  %-" + textWidth + "s  %9s";
        line(
                text,
                "@|bold " + form.formatted("AT", "WHO", "SAID", "UNDERSTOOD", "ANSWERED") + "|@");
        for (var row : report.rows()) {
            row(text, form, row);
        }
        text.append('\n');
        figures(text, report);
        return text.toString();
    }

    private void row(StringBuilder text, String form, RehearsalReport.Row row) {
        var said = wrap(row.said().isEmpty() ? "-" : row.said());
        var heard = wrap(row.heard().isEmpty() ? "-" : row.heard());
        for (int i = 0; i < Math.max(said.size(), heard.size()); i++) {
            boolean isFirst = i == 0;
            line(
                    text,
                    form.formatted(
                                    isFirst ? seconds(row.fromMillis()) : "",
                                    isFirst ? row.who() : "",
                                    i < said.size() ? said.get(i) : "",
                                    i < heard.size() ? heard.get(i) : "",
                                    isFirst ? millis(row.answeredMillis()) : "")
                            .stripTrailing());
        }
    }

    private static void figures(StringBuilder text, RehearsalReport report) {
        fact(
                text,
                "answers",
                report.answeredMillis(50) < 0
                        ? "none"
                        : "p50 %d ms, slowest %d ms, from the caller's last sound to the agent's first"
                                .formatted(report.answeredMillis(50), report.answeredMillis(100)));
        fact(
                text,
                "dead air",
                "at most %d ms, from %s on"
                        .formatted(report.deadAirMillis(), seconds(report.deadAirFrom()).strip()));
        report.struck()
                .forEach((fault, count) ->
                        fact(
                                text,
                                "fault",
                                count == 0
                                        ? "@|yellow " + fault + " never struck|@"
                                        : fault + " struck " + times(count)));
        fact(text, "failures", counted(report.failures(), "none in the record"));
        fact(text, "noted", counted(report.notes(), "nothing"));
        if (!report.requests().isEmpty()) {
            fact(text, "asked", counted(report.requests(), ""));
        }
        var violations = new ArrayList<String>();
        report.violations()
                .forEach(violation ->
                        violations.add(
                                violation.vendor()
                                        + " "
                                        + violation.rule()
                                        + ": "
                                        + violation.what()));
        violations.addAll(report.carrierViolations());
        if (violations.isEmpty()) {
            fact(text, "protocols", "kept");
        }
        violations.forEach(
                violation -> fact(text, "protocols", "@|red violated|@: " + escaped(violation)));
        fact(
                text,
                "record",
                report.end()
                        + (report.recorded().isEmpty()
                                ? ", no outcome"
                                : ", outcome " + report.recorded()));
        var colour =
                switch (report.outcome()) {
                    case REACHED -> "green";
                    case POLITE -> "yellow";
                    case BROKE -> "red";
                };
        fact(text, "outcome", "@|bold," + colour + " " + outcome(report) + "|@");
        report.reasons().forEach(reason -> fact(text, "", escaped(reason)));
    }

    private static String outcome(RehearsalReport report) {
        return switch (report.outcome()) {
            case REACHED -> "the caller got what they wanted";
            case POLITE -> "ended politely without it";
            case BROKE -> "the call broke";
        };
    }

    private static void fact(StringBuilder text, String name, String value) {
        line(text, "%-10s %s".formatted(name, value));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String counted(Map<String, Integer> counts, String none) {
        return counts.isEmpty()
                ? none
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + times(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String times(int count) {
        return count + "×";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    private static String millis(OptionalLong millis) {
        return millis.isPresent() ? millis.getAsLong() + " ms" : "";
    }

    /// What is said must not become markup.
    private static String escaped(String text) {
        return text.replace("@|", "@ |");
    }

    private List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (Iterator<String> words = List.of(escaped(text).split(" ")).iterator();
                words.hasNext(); ) {
            var word = words.next();
            if (!line.isEmpty() && line.length() + 1 + word.length() > textWidth) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
