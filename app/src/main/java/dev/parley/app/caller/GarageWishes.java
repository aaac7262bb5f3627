package dev.parley.app.caller;

import dev.parley.agents.garage.BusinessCalendar;
import dev.parley.agents.garage.DemoCustomers;
import dev.parley.sim.caller.garage.GarageCaller;
import dev.parley.sim.caller.garage.GarageWish;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Draws who calls the garage and what they want: a demo customer, one of their cars, a service,
/// and a day and time at which the garage is open. The same seed on the same day draws the same.
public final class GarageWishes {
    /// Times that the local voice says clearly.
    private static final Set<LocalTime> TIMES =
            Set.of(
                    LocalTime.of(8, 30),
                    LocalTime.of(9, 0),
                    LocalTime.of(9, 30),
                    LocalTime.of(13, 30),
                    LocalTime.of(14, 0),
                    LocalTime.of(14, 30),
                    LocalTime.of(15, 0));

    private static final int DAYS_AHEAD = 14;

    private GarageWishes() {}

    public static GarageWish draw(long seed, Instant now) {
        var calendar = BusinessCalendar.shipped();
        var today = LocalDate.ofInstant(now, calendar.zone());
        var random = new Random(seed);
        var customer = pick(DemoCustomers.all(), random);
        var vehicle = pick(customer.vehicles(), random);
        var service = pick(GarageCaller.services(), random);
        var length =
                calendar.duration(service)
                        .orElseThrow(() ->
                                new IllegalStateException("the garage has no service " + service));
        while (true) {
            var date = today.plusDays(1 + random.nextInt(DAYS_AHEAD));
            var times =
                    calendar.slots(date, length, List.of(), now).stream()
                            .filter(TIMES::contains)
                            .toList();
            // The voice says "six" so that it is heard as three, two, or nothing.
            if (date.getDayOfMonth() % 10 != 6 && !times.isEmpty()) {
                return new GarageWish(
                        customer.firstName(),
                        customer.phone(),
                        vehicle.label(),
                        service,
                        date,
                        pick(times, random),
                        today);
            }
        }
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
