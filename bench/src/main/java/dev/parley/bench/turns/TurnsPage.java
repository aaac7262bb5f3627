package dev.parley.bench.turns;

import dev.parley.bench.listening.MarkedPage;
import dev.parley.bench.turns.EndsOfTurns.Figures;
import dev.parley.bench.turns.TurnsBench.Disturbed;
import dev.parley.bench.turns.TurnsBench.Results;
import dev.parley.bench.turns.TurnsBench.Vetoed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The tables of `bench/turns.md`. The page's text around them is written by hand; the tables stand
/// between two marks.
final class TurnsPage {
    private TurnsPage() {}

    /// How turns ended.
    static String ends(Results results) {
        var page = new StringBuilder();
        page.append(
                "Set \"%s\", endpointing %s.%n%n"
                        .formatted(results.set(), results.mode().toLowerCase(Locale.ROOT)));
        rows(page, results.ends());
        page.append("\nDelays in milliseconds, from the caller's last sound to the decision to");
        page.append(
                " answer, of turns that were not cut. \"Cut\": the agent began to speak before");
        page.append(" the caller's last word, even if it took that back at once.\n");
        if (results.vetoed() != null) {
            veto(page, results.vetoed());
        }
        return page.toString();
    }

    /// What happened to a lone yes, and while the agent talks.
    static String others(Results results) {
        var page = new StringBuilder();
        var yes = results.yes();
        page.append(
                "A lone yes at 20 dB: of %d, %d unnoticed, %d taken for something else.%n%n"
                        .formatted(yes.said(), yes.unnoticed(), yes.misheard()));
        page.append(
                "| While the agent talks | times | held it, and it went on | stopped it | share |\n|---|---|---|---|---|\n");
        for (var one : results.disturbed()) {
            page.append(
                    "| %s | %d | %d | %d | %s %% |%n"
                            .formatted(
                                    one.kind(),
                                    one.count(),
                                    one.holds(),
                                    one.stops(),
                                    percent(share(one))));
        }
        return page.toString();
    }

    private static void rows(StringBuilder page, EndsOfTurns ends) {
        page.append("| Answers | turns | cut | missed | delay p50 | p95 |");
        page.append(" plain silence at equal p50: threshold | cut | p95 |\n");
        page.append("|---|---|---|---|---|---|---|---|---|\n");
        for (var kind : ends.kinds()) {
            row(page, kind, ends.only(turn -> turn.kind().equals(kind)));
        }
        row(page, "**all**", ends);
    }

    private static void veto(StringBuilder page, Vetoed vetoed) {
        page.append("\nWith a model that may veto the end of open turns (Smart Turn v3.2, answers");
        page.append(" after 80 ms):\n\n");
        rows(page, vetoed.ends());
        page.append(
                String.format(
                        Locale.ROOT,
                        "%nA decision costs %.0f ms of processor (median), %.0f ms (p95); %d were asked for.%n",
                        vetoed.median(),
                        vetoed.p95(),
                        vetoed.decisions()));
    }

    private static void row(StringBuilder page, String kind, EndsOfTurns ends) {
        var ours = ends.ours();
        var plain = ends.silenceAtEqualDelay(ours.median());
        page.append(
                "| %s | %d | %s | %d | %d | %d | %d | %s | %d |%n"
                        .formatted(
                                kind,
                                ours.turns(),
                                cut(ours),
                                ours.missed(),
                                ours.median(),
                                ours.p95(),
                                plain.threshold(),
                                cut(plain),
                                plain.p95()));
    }

    private static String cut(Figures figures) {
        return "%d (%s %%)".formatted(figures.cut(), percent(figures.cutShare()));
    }

    private static double share(Disturbed one) {
        return (double) one.stops() / Math.max(1, one.count());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /// The same for machines.
    static Map<String, Object> figures(Results results) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("set", results.set());
        figures.put("mode", results.mode());
        var ends = new LinkedHashMap<String, List<Figures>>();
        for (var kind : results.ends().kinds()) {
            ends.put(kind, both(results.ends().only(turn -> turn.kind().equals(kind))));
        }
        ends.put("all", both(results.ends()));
        figures.put("ends", ends);
        if (results.vetoed() != null) {
            figures.put("vetoed", both(results.vetoed().ends()));
        }
        figures.put("yes", results.yes());
        figures.put("disturbed", results.disturbed());
        return figures;
    }

    private static List<Figures> both(EndsOfTurns ends) {
        var ours = ends.ours();
        return List.of(ours, ends.silenceAtEqualDelay(ours.median()));
    }

    /// Puts the tables into the page.
    ///
    /// @param onlyEnds whether nothing else was measured
    static void write(Path home, Results results, boolean onlyEnds) throws IOException {
        var page = home.resolve("turns.md");
        new MarkedPage(page, "bench/turns.sh --ends").write(ends(results));
        if (!onlyEnds) {
            new MarkedPage(page, "bench/turns.sh").write(others(results));
        }
    }
}
