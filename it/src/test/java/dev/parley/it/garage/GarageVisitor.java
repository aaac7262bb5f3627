package dev.parley.it.garage;

import dev.parley.agents.garage.DemoCustomer;
import dev.parley.agents.garage.DemoCustomers;
import dev.parley.sim.caller.garage.GarageGoal;
import dev.parley.sim.caller.garage.GarageGoal.Task;
import dev.parley.sim.caller.garage.Manner;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// One caller of the suite: who phones, from where, what for, and how they behave.
///
/// @param from the number they call from, which may not be the one that the garage has of them
record GarageVisitor(GarageGoal goal, Manner manner, String from) {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final LocalDate BIRTH_DATE = LocalDate.of(1980, 3, 14);
    private static final List<LocalDate> DAYS =
            List.of(
                    LocalDate.of(2026, 11, 24),
                    LocalDate.of(2026, 11, 25),
                    LocalDate.of(2026, 11, 27),
                    LocalDate.of(2026, 11, 30),
                    LocalDate.of(2026, 12, 1),
                    LocalDate.of(2026, 12, 2),
                    LocalDate.of(2026, 12, 3));
    private static final List<LocalTime> TIMES =
            List.of(
                    LocalTime.of(8, 30),
                    LocalTime.of(9, 0),
                    LocalTime.of(9, 30),
                    LocalTime.of(13, 30),
                    LocalTime.of(14, 0),
                    LocalTime.of(14, 30),
                    LocalTime.of(15, 0));
    private static final List<String> SERVICES =
            List.of("oil_change", "tire_rotation", "brake_inspection", "engine_diagnostics");
    private static final List<String> REASONS =
            List.of(
                    "schedule_conflict",
                    "got_service_elsewhere",
                    "vehicle_sold",
                    "issue_resolved",
                    "other");

    private static final String[][] NEWCOMERS = {
        {"Anna", "Moore", "Honda Civic", "2019"},
        {"Martin", "White", "Ford Focus", "2017"},
        {"Laura", "Harris", "Toyota Corolla", "2021"},
        {"Thomas", "Young", "Nissan Altima", "2018"},
        {"Karen", "King", "Honda Accord", "2015"},
        {"Steven", "Scott", "Ford Explorer", "2014"},
        {"Emma", "Green", "Jeep Cherokee", "2020"},
        {"George", "Adams", "Ford Mustang", "2012"},
        {"Oren", "Vasko", "Honda Civic", "2013"},
        {"Ilka", "Tamm", "Toyota Corolla", "2011"},
    };

    /// Everybody, always in the same order.
    static List<GarageVisitor> all() {
        var all = new ArrayList<GarageVisitor>();
        for (var manner : manners(14, true)) {
            all.add(known(Task.BOOK, manner, all.size()));
        }
        for (int i = 0; i < NEWCOMERS.length; i++) {
            all.add(newcomer(i, i == 3 ? Manner.OFF_TOPIC : Manner.CALM, all.size()));
        }
        for (var manner : manners(11, true)) {
            all.add(known(Task.MOVE, manner, all.size()));
        }
        for (var manner : manners(10, false)) {
            all.add(known(Task.CANCEL, manner, all.size()));
        }
        for (int i = 0; i < 3; i++) {
            var known = known(Task.BOOK, Manner.CALM, all.size());
            all.add(new GarageVisitor(known.goal, known.manner, "+12125550377"));
        }
        for (var task :
                List.of(
                        Task.HOURS,
                        Task.PRICE,
                        Task.PRICE,
                        Task.SERVICES,
                        Task.PERSON,
                        Task.PERSON,
                        Task.COMPLAINT,
                        Task.COMPLAINT,
                        Task.DISCOUNT,
                        Task.LAWYER,
                        Task.NONSENSE,
                        Task.NONSENSE)) {
            all.add(known(task, Manner.CALM, all.size()));
        }
        all.add(known(Task.HOURS, Manner.KEYS_ONLY, all.size()));
        all.add(known(Task.PRICE, Manner.IMPATIENT, all.size()));
        return List.copyOf(all);
    }

    private static List<Manner> manners(int count, boolean withDays) {
        var manners = new ArrayList<Manner>();
        for (var manner : Manner.values()) {
            boolean aboutDays = manner == Manner.CHANGES_MIND || manner == Manner.CORRECTS;
            if (withDays || !aboutDays) {
                manners.add(manner);
            }
        }
        while (manners.size() < count) {
            manners.add(Manner.CALM);
        }
        return manners.subList(0, count);
    }

    private static GarageVisitor known(Task task, Manner manner, int number) {
        List<DemoCustomer> customers = DemoCustomers.all();
        var customer = customers.get(number % customers.size());
        var car = customer.vehicles().getFirst();
        return new GarageVisitor(
                new GarageGoal(
                        task,
                        customer.firstName(),
                        customer.lastName(),
                        customer.phone(),
                        car.label(),
                        car.modelYear(),
                        SERVICES.get(number % SERVICES.size()),
                        DAYS.get(number % DAYS.size()),
                        TIMES.get(number % TIMES.size()),
                        REASONS.get(number % REASONS.size()),
                        BIRTH_DATE,
                        TODAY),
                manner,
                customer.phone());
    }

    private static GarageVisitor newcomer(int index, Manner manner, int number) {
        var newcomer = NEWCOMERS[index];
        var phone = "+121255504%02d".formatted(10 + index);
        return new GarageVisitor(
                new GarageGoal(
                        Task.JOIN,
                        newcomer[0],
                        newcomer[1],
                        phone,
                        newcomer[2],
                        Integer.parseInt(newcomer[3]),
                        SERVICES.get(number % SERVICES.size()),
                        DAYS.get(number % DAYS.size()),
                        TIMES.get(number % TIMES.size()),
                        "other",
                        BIRTH_DATE,
                        TODAY),
                manner,
                phone);
    }
}
