package dev.parley.sim.caller.garage;

import java.util.List;

/// What this caller types to a question of the flow. Pure.
final class KeyAnswers {
    private static final List<String> SERVICES =
            List.of(
                    "oil_change",
                    "tire_rotation",
                    "brake_inspection",
                    "engine_diagnostics",
                    "brake_service");
    private static final List<String> REASONS =
            List.of(
                    "schedule_conflict",
                    "got_service_elsewhere",
                    "vehicle_sold",
                    "issue_resolved",
                    "other");

    private final GarageGoal goal;

    KeyAnswers(GarageGoal goal) {
        this.goal = goal;
    }

    /// Keys for this step; empty if it takes none, or none that this caller knows.
    String to(String step) {
        return switch (step) {
            case "ask_task" ->
                    switch (goal.task()) {
                        case BOOK, JOIN -> "1";
                        case MOVE -> "2";
                        case CANCEL -> "3";
                        case HOURS -> "4";
                        case PRICE -> "5";
                        case SERVICES, PERSON, COMPLAINT, DISCOUNT, LAWYER, NONSENSE -> "0";
                    };
            case "ask_been_here" -> goal.task() == GarageGoal.Task.JOIN ? "2" : "1";
            case "ask_file_number", "ask_number" ->
                    goal.phone().substring(goal.phone().length() - 10);
            case "ask_last_four", "ask_last_four_again" -> goal.lastFour();
            case "ask_which_proof" -> "1";
            case "ask_birth_date" ->
                    "%02d%02d%04d"
                            .formatted(
                                    goal.birthDate().getMonthValue(),
                                    goal.birthDate().getDayOfMonth(),
                                    goal.birthDate().getYear());
            case "ask_service", "ask_price_service" -> oneOf(SERVICES, goal.service());
            case "ask_vehicle" -> "1";
            case "ask_day", "ask_new_day" ->
                    "%02d%02d".formatted(goal.date().getMonthValue(), goal.date().getDayOfMonth());
            case "ask_time" -> "%02d%02d".formatted(goal.time().getHour(), goal.time().getMinute());
            case "ask_year" -> "%04d".formatted(goal.modelYear());
            case "ask_cancel_reason" -> oneOf(REASONS, goal.reason());
            case "ask_papers" -> "3";
            case "ask_book_it", "ask_more" -> "2";
            case "offer_callback", "ask_as_new", "ask_appointment" -> "1";
            default -> "";
        };
    }

    private static String oneOf(List<String> choices, String id) {
        return Integer.toString(1 + Math.max(0, choices.indexOf(id)));
    }
}
