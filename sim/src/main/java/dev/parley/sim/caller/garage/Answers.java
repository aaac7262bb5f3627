package dev.parley.sim.caller.garage;

import dev.parley.dialog.slot.Spoken;
import java.time.LocalDate;
import java.util.List;

/// What this caller says to a question of the flow, each in several wordings. Pure.
final class Answers {
    private final GarageGoal goal;

    Answers(GarageGoal goal) {
        this.goal = goal;
    }

    /// Wordings of the answer to this step; none if it asks for nothing that this caller knows.
    List<String> to(String step) {
        return switch (step) {
            case "ask_task" -> Wording.task(goal.task());
            case "ask_been_here" ->
                    goal.task() == GarageGoal.Task.JOIN
                            ? List.of("no i am new", "no")
                            : List.of("yes i have", "yes");
            case "ask_as_new" -> Wording.yes();
            case "ask_file_number", "ask_number" ->
                    List.of(digits(goal.phone().substring(goal.phone().length() - 10)));
            case "ask_file_name" -> List.of(Spoken.heard(goal.lastName()));
            case "ask_last_four", "ask_last_four_again" -> List.of(digits(goal.lastFour()));
            case "ask_which_proof" -> List.of("the last four digits", "last four digits");
            case "ask_birth_date" -> Wording.birthDate(goal.birthDate());
            case "ask_name", "ask_kept_name" ->
                    List.of(
                            Spoken.heard(goal.firstName() + " " + goal.lastName()),
                            "my name is " + Spoken.heard(goal.firstName() + " " + goal.lastName()));
            case "ask_first_name" -> List.of(Wording.spelled(goal.firstName()));
            case "ask_last_name" -> List.of(Wording.spelled(goal.lastName()));
            case "ask_car" -> Wording.car(goal.vehicle());
            case "ask_year" -> List.of(Wording.year(goal.modelYear()));
            case "ask_service", "ask_price_service" -> Wording.service(goal.service());
            case "ask_vehicle" -> Wording.vehicle(goal.vehicle());
            case "ask_day", "ask_new_day" -> day(goal.date());
            case "ask_time" -> Wording.time(goal.time());
            case "ask_cancel_reason" -> Wording.reason(goal.reason());
            case "ask_papers", "ask_book_it" -> List.of("no thank you", "no");
            case "offer_callback" -> Wording.yes();
            default -> List.of();
        };
    }

    List<String> day(LocalDate date) {
        return Wording.date(date, goal.today());
    }

    private static String digits(String digits) {
        return Spoken.digits(digits).replace(",", "");
    }
}
