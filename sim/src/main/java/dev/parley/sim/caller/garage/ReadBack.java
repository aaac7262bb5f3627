package dev.parley.sim.caller.garage;

import dev.parley.dialog.slot.Spoken;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compares what the agent reads back with what the caller wants. Pure.
final class ReadBack {
    /// Words that make a date or a time another one.
    private static final Set<String> DATES_AND_TIMES =
            IntStream.range(0, 366)
                    .mapToObj(day -> LocalDate.of(2028, 1, 1).plusDays(day))
                    .flatMap(date ->
                            Stream.concat(
                                    words(Spoken.date(date)),
                                    words(Spoken.number(date.getDayOfYear() % 60))))
                    .filter(word -> !word.equals("and"))
                    .collect(Collectors.toUnmodifiableSet());

    private static Stream<String> words(String text) {
        return Stream.of(Spoken.heard(text).split(" "));
    }

    private final GarageGoal goal;

    ReadBack(GarageGoal goal) {
        this.goal = goal;
    }

    /// The name of the first part that is not what was wanted ("the day"); empty if all are right.
    Optional<String> wrongPart(Map<String, String> gaps) {
        // Year and car are read without a word between them: one ear's year is the other's car.
        var together = gaps.getOrDefault("year", "") + " " + gaps.getOrDefault("car", "");
        return gaps.entrySet().stream()
                .filter(gap ->
                        switch (gap.getKey()) {
                            case "year", "car" -> !holdsAll(gap.getKey(), together);
                            default -> !isRight(gap.getKey(), gap.getValue());
                        })
                .map(gap -> part(gap.getKey()))
                .findFirst();
    }

    private boolean isRight(String gap, String heard) {
        return switch (gap) {
            case "service" -> near(heard, goal.service().replace('_', ' '));
            case "vehicle" -> near(heard, Spoken.heard(goal.vehicle()));
            case "day" -> near(heard, Spoken.heard(Spoken.date(goal.date())));
            case "time" -> near(heard, Spoken.heard(Spoken.time(goal.time())));
            case "name" ->
                    near(heard, Spoken.heard(goal.firstName() + " " + goal.lastName()))
                            || (isSpelled(heard, goal.firstName())
                                    && isSpelled(heard, goal.lastName()));
            case "first_name" -> isSpelled(heard, goal.firstName());
            case "last_name" -> isSpelled(heard, goal.lastName());
            case "number" -> near(heard, Spoken.digits(goal.phone()).replace(",", ""));
            case "cancel_reason" -> holds(heard, Wording.reasonRead(goal.reason()));
            default -> true;
        };
    }

    private boolean holdsAll(String gap, String together) {
        return holds(
                together,
                gap.equals("year") ? Wording.year(goal.modelYear()) : Spoken.heard(goal.vehicle()));
    }

    private static String part(String gap) {
        return switch (gap) {
            case "vehicle" -> "the car";
            case "first_name" -> "the first name";
            case "last_name" -> "the last name";
            case "cancel_reason" -> "the reason";
            default -> "the " + gap;
        };
    }

    private static boolean isSpelled(String heard, String name) {
        return holds(heard.replace("capital ", ""), Wording.spelled(name));
    }

    private static boolean holds(String heard, String words) {
        return (" " + heard + " ").contains(" " + words + " ");
    }

    /// Whether what was heard is the same but for at most one word of three or more, and holds no
    /// other day, hour or number.
    private static boolean near(String heard, String expected) {
        List<String> wanted = new ArrayList<>(List.of(expected.split(" ")));
        int count = wanted.size();
        for (var word : heard.split(" ")) {
            if (!wanted.remove(word) && DATES_AND_TIMES.contains(word)) {
                return false;
            }
        }
        return wanted.size() <= (count >= 3 ? 1 : 0);
    }
}
