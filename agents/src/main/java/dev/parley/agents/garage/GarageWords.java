package dev.parley.agents.garage;

import dev.parley.agents.garage.DemoCustomer.DemoVehicle;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What the garage may say where its sentences have places for values, for whoever listens to it:
/// names and cars of the demo customers, and labels of appointments.
public final class GarageWords {
    private GarageWords() {}

    /// Possible values by the name they have in the flow.
    public static Map<String, List<String>> spoken() {
        var cars = cars();
        var appointments = appointments();
        Map<String, List<String>> words = new LinkedHashMap<>();
        words.put(
                "customer.first_name",
                DemoCustomers.all().stream().map(DemoCustomer::firstName).toList());
        words.put(
                "name",
                DemoCustomers.all().stream()
                        .map(customer -> customer.firstName() + " " + customer.lastName())
                        .toList());
        words.put("customer.vehicles", cars);
        words.put("vehicle", cars);
        words.put("appointment", appointments);
        words.put("upcoming.appointments", appointments);
        words.put("item.label", appointments);
        words.put(
                "item.days",
                BusinessCalendar.shipped().lines().stream().map(HoursLine::days).toList());
        return words;
    }

    private static List<String> cars() {
        return DemoCustomers.all().stream()
                .flatMap(customer -> customer.vehicles().stream())
                .map(DemoVehicle::label)
                .distinct()
                .toList();
    }

    /// Labels in which every service, day of the month and time of day occurs, on days that the
    /// garage is open: enough to know every pair of their words.
    private static List<String> appointments() {
        var calendar = BusinessCalendar.shipped();
        var services = List.copyOf(calendar.services());
        var labels = new LinkedHashSet<String>();
        var date = LocalDate.of(2026, 1, 1);
        int count = 0;
        while (date.getYear() == 2026) {
            if (date.getDayOfWeek() != DayOfWeek.SUNDAY) {
                var service = services.get(count % services.size());
                var time = LocalTime.of(8 + count % 10, count % 2 * 30);
                labels.add(UpcomingAppointments.label(service, date, time));
                count++;
            }
            date = date.plusDays(count % 3 == 0 ? 2 : 1);
        }
        return List.copyOf(labels);
    }
}
