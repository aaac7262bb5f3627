package dev.parley.dialog.flow;

import dev.parley.dialog.flow.Expression.Operator;
import dev.parley.dialog.slot.SlotValue;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Computes expressions over the variables of a call. A variable without a value is null; the
/// checks at load keep that from mattering anywhere but in `known(…)`.
final class Values {
    private static final LocalTime NOON = LocalTime.NOON;

    private final Map<String, Object> variables;
    private final LocalDate today;

    Values(Map<String, Object> variables, LocalDate today) {
        this.variables = variables;
        this.today = today;
    }

    boolean holds(Expression condition) {
        return Boolean.TRUE.equals(of(condition));
    }

    @Nullable Object of(Expression expression) {
        return switch (expression) {
            case Expression.Literal(Object value) -> value;
            case Expression.Path path -> ofPath(path);
            case Expression.Call call -> ofCall(call);
            case Expression.Not(Expression inner) -> !holds(inner);
            case Expression.And(Expression left, Expression right) -> holds(left) && holds(right);
            case Expression.Or(Expression left, Expression right) -> holds(left) || holds(right);
            case Expression.Compare(Operator operator, Expression left, Expression right) ->
                    compare(operator, of(left), of(right));
        };
    }

    private @Nullable Object ofPath(Expression.Path path) {
        @Nullable Object value = variables.get(path.root());
        for (var field : path.fields()) {
            value = value instanceof Map<?, ?> thing ? thing.get(field) : null;
        }
        return value instanceof SlotValue slot ? slot.plain() : value;
    }

    private @Nullable Object ofCall(Expression.Call call) {
        return switch (call.function()) {
            case KNOWN -> {
                var value = of(call.arguments().getFirst());
                yield value != null && !value.equals("");
            }
            case COUNT -> list(call).size();
            case FIRST -> list(call).isEmpty() ? null : list(call).getFirst();
            case OFFER -> offer(times(call));
            case NEAR -> near(times(call), String.valueOf(of(call.arguments().getLast())));
            case PROVEN ->
                    variables.get(Memory.PROVEN) instanceof Set<?> proven
                            && proven.contains(of(call.arguments().getFirst()));
            case TODAY -> today.toString();
        };
    }

    private List<?> list(Expression.Call call) {
        return of(call.arguments().getFirst()) instanceof List<?> list ? list : List.of();
    }

    private List<String> times(Expression.Call call) {
        return list(call).stream().map(String::valueOf).sorted().toList();
    }

    /// The first time and the first of the other half of the day, or an hour later, or the next.
    private static List<String> offer(List<String> times) {
        if (times.size() <= 2) {
            return times;
        }
        var first = LocalTime.parse(times.getFirst());
        var rest = times.subList(1, times.size());
        var second =
                rest.stream()
                        .map(LocalTime::parse)
                        .filter(time -> first.isBefore(NOON) && !time.isBefore(NOON))
                        .findFirst()
                        .or(() ->
                                rest.stream()
                                        .map(LocalTime::parse)
                                        .filter(time -> !time.isBefore(first.plusHours(1)))
                                        .findFirst());
        return List.of(times.getFirst(), second.map(LocalTime::toString).orElseGet(rest::getFirst));
    }

    private static List<String> near(List<String> times, String wanted) {
        var aim = LocalTime.parse(wanted);
        var sorted = new ArrayList<>(times);
        sorted.sort(
                Comparator.comparing(time -> Duration.between(aim, LocalTime.parse(time)).abs()));
        var nearest = new ArrayList<>(sorted.subList(0, Math.min(2, sorted.size())));
        Collections.sort(nearest);
        return List.copyOf(nearest);
    }

    private static boolean compare(
            Operator operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case EQUAL -> same(left, right);
            case DIFFERENT -> !same(left, right);
            case LESS -> order(left, right) < 0;
            case MORE -> order(left, right) > 0;
            case IN -> right instanceof List<?> list && list.contains(left);
        };
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number first && right instanceof Number second) {
            return first.longValue() == second.longValue();
        }
        return Objects.equals(left, right);
    }

    /// Numbers by value; dates and times, written as ISO text, by their letters. 0 if one is
    /// missing.
    private static int order(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number first && right instanceof Number second) {
            return Long.compare(first.longValue(), second.longValue());
        }
        return left instanceof String first && right instanceof String second
                ? first.compareTo(second)
                : 0;
    }
}
