package dev.parley.dialog.speech;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

/// A value that a text names, whatever the wording.
public sealed interface NamedValue {
    /// What it may mean: "twelve fifty" is 1250 or 12.50.
    sealed interface Amount extends NamedValue {
        List<BigDecimal> readings();
    }

    /// In whole units of the currency named; which currency is not told.
    record Money(List<BigDecimal> readings) implements Amount {
        public Money {
            readings = List.copyOf(readings);
        }
    }

    record Percent(List<BigDecimal> readings) implements Amount {
        public Percent {
            readings = List.copyOf(readings);
        }
    }

    /// Any other number.
    record Figure(List<BigDecimal> readings) implements Amount {
        public Figure {
            readings = List.copyOf(readings);
        }
    }

    /// A day of the year; of which year, if that is said.
    record Day(MonthDay day, Optional<Integer> year) implements NamedValue {
        public boolean isOn(LocalDate date) {
            return MonthDay.from(date).equals(day)
                    && year.map(given -> given == date.getYear()).orElse(true);
        }
    }
}
