package dev.parley.app.settings;

import dev.parley.call.cost.Budgets;
import dev.parley.call.cost.PriceTable;
import dev.parley.dialog.provider.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// What providers charge and calls may cost.
///
/// @param prices the operator's own before those of this build
public record CostSettings(PriceTable prices, Budgets budgets) {
    static CostSettings from(SettingsReader reader) {
        var file = reader.text("costs.prices").map(Path::of);
        return new CostSettings(
                file.map(CostSettings::table).orElseGet(PriceTable::shipped),
                new Budgets(
                        dollars(reader, "costs.call"),
                        dollars(reader, "costs.day"),
                        dollars(reader, "costs.agent-day"),
                        reader.number("costs.warn-percent", 80, 1, 100)));
    }

    private static PriceTable table(Path file) {
        try {
            return PriceTable.parse(Files.readString(file)).before(PriceTable.shipped());
        } catch (NoSuchFileException _) {
            throw new InvalidSettings(
                    "setting \"costs.prices\": expected a table of prices (docs/costs.md), found no file %s; write it, or correct the path"
                            .formatted(file.toAbsolutePath()));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettings(
                    "setting \"costs.prices\": expected a table of prices (docs/costs.md) in %s: %s"
                            .formatted(file, e.getMessage()));
        }
    }

    private static Optional<Money> dollars(SettingsReader reader, String key) {
        return reader.text(key)
                .map(text -> {
                    try {
                        return Money.of(text.strip());
                    } catch (IllegalArgumentException e) {
                        throw new InvalidSettings(
                                "setting \"%s\": %s".formatted(key, e.getMessage()));
                    }
                });
    }
}
