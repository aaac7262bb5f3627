package dev.parley.sim.caller.garage;

import dev.parley.dialog.slot.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares what the agent reads back with what the caller wants. Pure.
final class ReadBack {
    private final GarageGoal goal;

    ReadBack(GarageGoal goal) {
        this.goal = goal;
    }

    /// The name of the first part that is not what was wanted ("the day"); empty if all are right.
    Optional<String> wrongPart(Map<String, String> gaps) {
        return gaps.entrySet().stream()
                .filter(gap -> !isRight(gap.getKey(), gap.getValue()))
                .map(gap -> part(gap.getKey()))
                .findFirst();
    }

    private boolean isRight(String gap, String heard) {
        return switch (gap) {
            case "service" -> near(heard, goal.service().replace('_', ' '));
            case "vehicle", "car" -> near(heard, Spoken.heard(goal.vehicle()));
            case "day" -> near(heard, Spoken.heard(Spoken.date(goal.date())));
            case "time" -> near(heard, Spoken.heard(Spoken.time(goal.time())));
            case "name" -> near(heard, Spoken.heard(goal.firstName() + " " + goal.lastName()));
            case "year" -> near(heard, Wording.year(goal.modelYear()));
            case "first_name" -> isSpelled(heard, goal.firstName());
            case "last_name" -> isSpelled(heard, goal.lastName());
            case "number" -> near(heard, Spoken.digits(goal.phone()).replace(",", ""));
            case "cancel_reason" -> heard.equals(Wording.reasonRead(goal.reason()));
            default -> true;
        };
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
        return heard.replace("capital ", "").equals(Wording.spelled(name));
    }

    /// Whether what was heard is the same but for at most one word of three or more.
    private static boolean near(String heard, String expected) {
        List<String> wanted = new ArrayList<>(List.of(expected.split(" ")));
        int count = wanted.size();
        for (var word : heard.split(" ")) {
            wanted.remove(word);
        }
        return wanted.size() <= (count >= 3 ? 1 : 0);
    }
}
