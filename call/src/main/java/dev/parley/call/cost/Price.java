package dev.parley.call.cost;

import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;

/// One line of a table of prices.
///
/// @param model with `*` at its end all that begin so
/// @param dollars for `per` of the unit
/// @param date on which it was read
/// @param source where
record Price(
        String provider,
        String model,
        Use.Unit unit,
        BigDecimal dollars,
        long per,
        LocalDate date,
        String source) {
    static final long MILLION = 1_000_000;
    static final long MINUTE = 60_000;

    boolean isOf(Use use) {
        return provider.equals(use.provider())
                && unit == use.unit()
                && (isPattern()
                        ? use.model().startsWith(model.substring(0, model.length() - 1))
                        : use.model().equals(model));
    }

    boolean isPattern() {
        return model.endsWith("*");
    }

    Money of(long amount) {
        return new Money(
                dollars.multiply(BigDecimal.valueOf(amount))
                        .divide(BigDecimal.valueOf(per), MathContext.DECIMAL128));
    }
}
