package dev.parley.bench.hearing;

import dev.parley.bench.listening.MarkedPage;
import dev.parley.bench.voices.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The tables of `bench/hearing.md` and its pictures. The page's text around them is written by
/// hand; the tables stand between two marks.
final class HearingPage {
    private HearingPage() {}

    static String tables(Results results) {
        var page = new StringBuilder();
        page.append(
                "Understood, all voices (%d answers a cell), in percent:\n\n"
                        .formatted(results.items() * results.voices().size()));
        row(page, "Line", results.kinds());
        row(page, "---", results.kinds().stream().map(_ -> "---").toList());
        for (var condition : results.conditions()) {
            row(
                    page,
                    condition,
                    results.kinds().stream()
                            .map(kind -> share(results.of(condition, kind), Tally::share))
                            .toList());
        }
        page.append("\nTaken for another value (before it is read back), in percent:\n\n");
        row(page, "Line", results.kinds());
        row(page, "---", results.kinds().stream().map(_ -> "---").toList());
        for (var condition : results.conditions()) {
            row(
                    page,
                    condition,
                    results.kinds().stream()
                            .map(kind -> share(results.of(condition, kind), Tally::wrongShare))
                            .toList());
        }
        byVoice(page, results, results.conditions());
        recorded(page, results);
        foreign(page, results);
        page.append(
                "\nProcessor time of the whole path (ear, voice activity, noise suppression, recognizer): %.3f seconds a second of sound.\n"
                        .formatted(results.cpuShare()));
        return page.toString();
    }

    /// The lines for which every voice has a table of its own.
    private static final List<String> BY_VOICE = List.of("clean", "pink 20 dB", "pink 10 dB");

    private static void byVoice(StringBuilder page, Results results, List<String> conditions) {
        for (var condition : conditions) {
            if (BY_VOICE.contains(condition)) {
                byVoice(page, results, condition);
            }
        }
    }

    private static void byVoice(StringBuilder page, Results results, String condition) {
        page.append(
                "\nBy voice, line \"%s\", in percent (* judges only, nothing was tuned on it):\n\n"
                        .formatted(condition));
        row(page, "Voice", results.kinds());
        row(page, "---", results.kinds().stream().map(_ -> "---").toList());
        for (var voice : Voice.ALL) {
            if (results.voices().contains(voice.name())) {
                var shares = new ArrayList<String>();
                for (var kind : results.kinds()) {
                    var tally =
                            results.sum(cell ->
                                    cell.condition().equals(condition)
                                            && cell.kind().equals(kind)
                                            && cell.voice().equals(voice.name()));
                    shares.add(share(tally, Tally::share));
                }
                row(page, voice.name() + (voice.judge() ? " *" : ""), shares);
            }
        }
    }

    private static void recorded(StringBuilder page, Results results) {
        if (results.recorded().isEmpty()) {
            return;
        }
        page.append(
                "\nA recorded voice (one take of each word, joined), understood of all, *taken for another value*:\n\n");
        var kinds = results.recorded().stream().map(Results.Cell::kind).distinct().toList();
        row(page, "Line", kinds);
        row(page, "---", kinds.stream().map(_ -> "---").toList());
        for (var condition :
                results.recorded().stream().map(Results.Cell::condition).distinct().toList()) {
            row(
                    page,
                    condition,
                    results.recorded().stream()
                            .filter(cell -> cell.condition().equals(condition))
                            .map(Results.Cell::tally)
                            .map(tally ->
                                    "%d of %d, *%d*"
                                            .formatted(tally.right(), tally.all(), tally.wrong()))
                            .toList());
        }
    }

    private static void foreign(StringBuilder page, Results results) {
        if (results.strangers().isEmpty()) {
            return;
        }
        page.append(
                "\nForeign sentences taken for an answer, in percent of %d:\n\n"
                        .formatted(results.strangers().getFirst().sentences()));
        var kinds = results.strangers().stream().map(Results.Stranger::kind).toList();
        row(page, "", kinds);
        row(page, "---", kinds.stream().map(_ -> "---").toList());
        row(
                page,
                "as heard",
                results.strangers().stream().map(s -> percent(s.takenShare())).toList());
        row(
                page,
                "after read-back",
                results.strangers().stream().map(s -> percent(s.stayedShare())).toList());
    }

    private static void row(StringBuilder page, String head, List<String> cells) {
        page.append("| ").append(head).append(" | ");
        page.append(String.join(" | ", cells)).append(" |\n");
    }

    /// A dash where nothing was asked.
    private static String share(Tally tally, ToDoubleFunction<Tally> part) {
        return tally.all() == 0 ? "–" : percent(part.applyAsDouble(tally));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /// Puts the tables into the page and draws its pictures.
    static void write(Path home, Results results) throws IOException {
        new MarkedPage(home.resolve("hearing.md"), "bench/hearing.sh").write(tables(results));
        var images = Files.createDirectories(home.resolve("images"));
        Files.writeString(images.resolve("hearing-lines.svg"), HearingChart.lines(results));
        Files.writeString(images.resolve("hearing-foreign.svg"), HearingChart.foreign(results));
    }
}
