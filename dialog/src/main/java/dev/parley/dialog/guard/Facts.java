package dev.parley.dialog.guard;

import dev.parley.dialog.speech.NamedValue;
import dev.parley.dialog.speech.NamedValues;
import dev.parley.dialog.speech.SpokenLanguage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The values that an agent may name at a step. Amounts are compared as numbers, whatever their
/// currency and wording. Immutable.
public final class Facts {
    public static final Facts NONE = new Facts(Set.of(), Set.of());

    private final Set<BigDecimal> amounts;
    private final Set<LocalDate> dates;

    private Facts(Set<BigDecimal> amounts, Set<LocalDate> dates) {
        this.amounts = Set.copyOf(amounts);
        this.dates = Set.copyOf(dates);
    }

    /// Of any values of a flow: numbers and dates count, also inside lists and maps and as numbers
    /// and ISO dates in text; others do not.
    public static Facts of(Collection<?> values) {
        var amounts = new HashSet<BigDecimal>();
        var dates = new HashSet<LocalDate>();
        values.forEach(value -> collect(value, amounts, dates));
        return new Facts(amounts, dates);
    }

    /// The amounts that a text names, in whatever wording: of what an operator wrote.
    public static Facts inText(String text, SpokenLanguage language, LocalDate today) {
        var amounts = new HashSet<BigDecimal>();
        for (var value : new NamedValues(language).in(text, today)) {
            if (value instanceof NamedValue.Amount amount) {
                amount.readings().forEach(reading -> amounts.add(plain(reading)));
            }
        }
        return new Facts(amounts, Set.of());
    }

    public Facts and(Facts other) {
        var all = new HashSet<>(amounts);
        all.addAll(other.amounts);
        var days = new HashSet<>(dates);
        days.addAll(other.dates);
        return new Facts(all, days);
    }

    private static void collect(Object value, Set<BigDecimal> amounts, Set<LocalDate> dates) {
        switch (value) {
            case LocalDate date -> dates.add(date);
            case LocalDateTime time -> dates.add(time.toLocalDate());
            case Number number -> amounts.add(plain(new BigDecimal(number.toString())));
            case Map<?, ?> map -> map.values().forEach(one -> collect(one, amounts, dates));
            case Collection<?> list -> list.forEach(one -> collect(one, amounts, dates));
            case Optional<?> maybe -> maybe.ifPresent(one -> collect(one, amounts, dates));
            case String text -> {
                if (text.matches("\\d{1,15}(?:\\.\\d{1,9})?")) {
                    amounts.add(plain(new BigDecimal(text)));
                } else if (text.matches("\\d{4}-[01]\\d-[0-3]\\d")) {
                    // A date that no calendar has is no fact.
                    List.of(text).stream()
                            .filter(Facts::isDate)
                            .map(LocalDate::parse)
                            .forEach(dates::add);
                }
            }
            default -> {}
        }
    }

    private static boolean isDate(String text) {
        int month = Integer.parseInt(text.substring(5, 7));
        int day = Integer.parseInt(text.substring(8));
        return month >= 1
                && month <= 12
                && day >= 1
                && day
                        <= java.time.YearMonth.of(Integer.parseInt(text.substring(0, 4)), month)
                                .lengthOfMonth();
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.stripTrailingZeros();
    }

    boolean know(NamedValue value) {
        return switch (value) {
            case NamedValue.Amount amount ->
                    amount.readings().stream().map(Facts::plain).anyMatch(amounts::contains);
            case NamedValue.Day day -> dates.stream().anyMatch(day::isOn);
        };
    }
}
