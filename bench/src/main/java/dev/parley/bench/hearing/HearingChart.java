package dev.parley.bench.hearing;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Bar charts as SVG: a group for each kind of question, a bar for each line.
final class HearingChart {
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#5aa9e6", "#f4a261", "#d1495b", "#6a994e", "#8d6b94");
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 380;
    private static final int LEFT = 50;
    private static final int TOP = 50;
    private static final int FLOOR = 320;
    private static final double NOT_ASKED = Double.NaN;

    private final StringBuilder svg = new StringBuilder();

    private HearingChart(String title, String description) {
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="13">
                <title>%s</title><desc>%s</desc>
                <rect width="%d" height="%d" fill="#ffffff"/>
                <text x="%d" y="20" font-size="16" font-weight="bold" fill="#222222">%s</text>
                """
                        .formatted(WIDTH, HEIGHT, title, description, WIDTH, HEIGHT, LEFT, title));
    }

    /// Understood answers by kind and line, telephone lines with suppression only.
    static String lines(Results results) {
        var conditions =
                Condition.ALL.stream()
                        .filter(c -> c.isTelephone() && c.suppressesNoise())
                        .map(Condition::name)
                        .filter(results.conditions()::contains)
                        .toList();
        var chart =
                new HearingChart(
                        "Answers understood on a telephone line, percent",
                        "Bars by kind of question and noise");
        chart.axis(100);
        chart.groups(
                results.kinds(),
                conditions,
                100,
                (kind, condition) -> {
                    var tally = results.of(condition, kind);
                    return tally.all() == 0 ? NOT_ASKED : 100 * tally.share();
                });
        return chart.end();
    }

    /// Foreign sentences taken for answers.
    static String foreign(Results results) {
        var kinds = results.strangers().stream().map(Results.Stranger::kind).toList();
        var chart =
                new HearingChart(
                        "Foreign sentences taken for an answer, percent",
                        "Bars by kind of question, as heard and after read-back");
        chart.axis(20);
        chart.groups(
                kinds,
                List.of("as heard", "after read-back"),
                20,
                (kind, when) -> {
                    ToDoubleFunction<Results.Stranger> share =
                            when.equals("as heard")
                                    ? Results.Stranger::takenShare
                                    : Results.Stranger::stayedShare;
                    return results.strangers().stream()
                            .filter(stranger -> stranger.kind().equals(kind))
                            .mapToDouble(share)
                            .map(part -> 100 * part)
                            .findFirst()
                            .orElse(0);
                });
        return chart.end();
    }

    private interface Height {
        double of(String group, String bar);
    }

    private void axis(int most) {
        for (int step = 0; step <= 4; step++) {
            double y = FLOOR - (double) step / 4 * (FLOOR - TOP);
            add(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                            LEFT,
                            y,
                            WIDTH - 10,
                            y));
            add(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#444444\">%d</text>",
                            LEFT - 6,
                            y + 4,
                            most * step / 4));
        }
    }

    private void groups(List<String> groups, List<String> bars, int most, Height height) {
        double groupWidth = (double) (WIDTH - LEFT - 10) / Math.max(1, groups.size());
        double barWidth = groupWidth * 0.84 / Math.max(1, bars.size());
        for (int g = 0; g < groups.size(); g++) {
            double x = LEFT + g * groupWidth;
            for (int b = 0; b < bars.size(); b++) {
                double value = height.of(groups.get(g), bars.get(b));
                if (Double.isNaN(value)) {
                    continue;
                }
                double tall = Math.min(value, most) / most * (FLOOR - TOP);
                add(
                        String.format(
                                Locale.ROOT,
                                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s, %s: %.1f</title></rect>",
                                x + groupWidth * 0.08 + b * barWidth,
                                FLOOR - tall,
                                barWidth - 1,
                                Math.max(tall, 0.5),
                                COLOURS.get(b % COLOURS.size()),
                                groups.get(g),
                                bars.get(b),
                                value));
            }
            add(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#222222\">%s</text>",
                            x + groupWidth / 2,
                            FLOOR + 18,
                            groups.get(g)));
        }
        for (int b = 0; b < bars.size(); b++) {
            int x = LEFT + b * 150;
            add(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>",
                            x,
                            HEIGHT - 24,
                            COLOURS.get(b % COLOURS.size())));
            add(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%d\" y=\"%d\" fill=\"#222222\">%s</text>",
                            x + 18,
                            HEIGHT - 13,
                            bars.get(b)));
        }
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }

    private String end() {
        return svg.append("</svg>\n").toString();
    }
}
