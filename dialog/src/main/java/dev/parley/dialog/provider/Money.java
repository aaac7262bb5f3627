package dev.parley.dialog.provider;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// US dollars, exact to a millionth of a millionth: a token costs less than a millionth.
public record Money(BigDecimal dollars) implements Comparable<Money> {
    private static final int PLACES = 12;

    public static final Money ZERO = new Money(BigDecimal.ZERO);

    public Money {
        if (dollars.signum() < 0) {
            throw new IllegalArgumentException("expected no negative amount, got " + dollars);
        }
        dollars = dollars.setScale(PLACES, RoundingMode.HALF_UP);
    }

    /// @throws IllegalArgumentException if it is not a number of dollars such as "0.25"
    public static Money of(String dollars) {
        if (!dollars.matches("[0-9]{1,9}(\\.[0-9]{1,12})?")) {
            throw new IllegalArgumentException(
                    "expected dollars such as 0.25, got \"" + dollars + "\"");
        }
        return new Money(new BigDecimal(dollars));
    }

    public Money plus(Money other) {
        return new Money(dollars.add(other.dollars));
    }

    /// So many hundredths of it.
    public Money percent(int hundredths) {
        return new Money(dollars.multiply(BigDecimal.valueOf(hundredths, 2)));
    }

    public boolean isAtLeast(Money other) {
        return compareTo(other) >= 0;
    }

    /// Whole millionths of a dollar, what is less left out.
    public long micros() {
        return dollars.movePointRight(6).longValue();
    }

    @Override
    public int compareTo(Money other) {
        return dollars.compareTo(other.dollars);
    }

    /// For people: cents and, below a dollar, hundredths of a cent.
    @Override
    public String toString() {
        int places = dollars.compareTo(BigDecimal.ONE) < 0 ? 4 : 2;
        var shown = dollars.setScale(places, RoundingMode.HALF_UP);
        return shown.signum() == 0 && dollars.signum() > 0
                ? "less than $0.0001"
                : "$" + shown.toPlainString();
    }
}
