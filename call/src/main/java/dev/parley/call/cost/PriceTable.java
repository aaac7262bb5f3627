package dev.parley.call.cost;

import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The dated table of prices: the resource `prices.txt` beside this class, and before it an
/// operator's own. Immutable.
public final class PriceTable {
    /// Nothing is priced but what runs on this machine.
    public static final PriceTable EMPTY = new PriceTable(List.of());

    private final List<Price> prices;

    private PriceTable(List<Price> prices) {
        this.prices = List.copyOf(prices);
    }

    /// The one that comes with this build.
    public static PriceTable shipped() {
        try (var in = PriceTable.class.getResourceAsStream("prices.txt")) {
            if (in == null) {
                throw new IllegalStateException("this build lacks prices.txt");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read prices.txt", e);
        }
    }

    /// Reads a table.
    ///
    /// @throws IllegalArgumentException with the line, what was expected and what came
    public static PriceTable parse(String text) {
        var prices = new ArrayList<Price>();
        @Nullable LocalDate date = null;
        var source = "";
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = line.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+");
            switch (words.length) {
                case 1 -> {
                    if (!words[0].isEmpty()) {
                        throw wrong(number, line);
                    }
                }
                case 2 -> {
                    if (words[0].equals("date")) {
                        date = date(number, words[1]);
                    } else if (words[0].equals("source")) {
                        source = words[1];
                    } else {
                        throw wrong(number, line);
                    }
                }
                case 4 -> {
                    if (date == null) {
                        throw new IllegalArgumentException(
                                "prices, line "
                                        + number
                                        + ": expected a line \"date YYYY-MM-DD\" before the first"
                                        + " price, so that everybody sees how old it is");
                    }
                    prices.add(price(number, words, date, source));
                }
                default -> throw wrong(number, line);
            }
        }
        return new PriceTable(prices);
    }

    private static LocalDate date(int number, String word) {
        try {
            return LocalDate.parse(word);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    "prices, line " + number + ": expected a date such as 2026-11-22, got " + word);
        }
    }

    private static Price price(int number, String[] words, LocalDate date, String source) {
        BigDecimal dollars;
        try {
            dollars = Money.of(words[3]).dollars();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("prices, line " + number + ": " + e.getMessage(), e);
        }
        var unit =
                switch (words[2]) {
                    case "input-tokens" -> Use.Unit.INPUT_TOKENS;
                    case "cached-tokens" -> Use.Unit.CACHED_TOKENS;
                    case "output-tokens" -> Use.Unit.OUTPUT_TOKENS;
                    case "heard-minutes" -> Use.Unit.HEARD_MILLIS;
                    case "characters" -> Use.Unit.SPOKEN_CHARACTERS;
                    default ->
                            throw new IllegalArgumentException(
                                    "prices, line "
                                            + number
                                            + ": expected input-tokens, cached-tokens,"
                                            + " output-tokens, heard-minutes or characters, got \""
                                            + words[2]
                                            + "\"");
                };
        return new Price(
                words[0],
                words[1],
                unit,
                dollars,
                unit == Use.Unit.HEARD_MILLIS ? Price.MINUTE : Price.MILLION,
                date,
                source);
    }

    private static IllegalArgumentException wrong(int number, String line) {
        return new IllegalArgumentException(
                "prices, line "
                        + number
                        + ": expected PROVIDER MODEL UNIT DOLLARS, or a date or a source, got \""
                        + line.strip()
                        + "\"");
    }

    /// This table, and the other where this one has no price.
    public PriceTable before(PriceTable other) {
        var all = new ArrayList<>(prices);
        other.prices.stream()
                .filter(price -> prices.stream().noneMatch(own -> isSame(own, price)))
                .forEach(all::add);
        return new PriceTable(all);
    }

    private static boolean isSame(Price one, Price other) {
        return one.provider().equals(other.provider())
                && one.model().equals(other.model())
                && one.unit() == other.unit();
    }

    /// What it costs; empty if nobody knows. An exact name goes before a pattern, a longer pattern
    /// before a shorter.
    public Optional<Money> of(Use use) {
        var priced =
                prices.stream()
                        .filter(price -> price.isOf(use))
                        .min(
                                Comparator.comparing(Price::isPattern)
                                        .thenComparingInt(price -> -price.model().length()))
                        .map(price -> price.of(use.amount()));
        return priced.isEmpty() && use.local() ? Optional.of(Money.ZERO) : priced;
    }

    /// The units of a provider's stage that have no price.
    public List<Use.Unit> unpriced(
            String provider, String model, Use.Stage stage, boolean isLocal) {
        return List.of(Use.Unit.values()).stream()
                .filter(unit -> unit.stage() == stage && unit != Use.Unit.UNCOUNTED_ANSWERS)
                .filter(unit -> of(new Use(provider, model, unit, 1, isLocal)).isEmpty())
                .toList();
    }
}
