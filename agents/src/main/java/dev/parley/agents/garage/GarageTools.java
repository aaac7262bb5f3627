package dev.parley.agents.garage;

import dev.parley.dialog.Database;
import dev.parley.dialog.Tool;
import java.util.List;

/// What the garage's flow can do in the world, wired in one place.
public final class GarageTools {
    private GarageTools() {}

    /// All tools over the garage's own tables and calendar.
    public static List<Tool<?>> over(Database database, BusinessCalendar calendar) {
        var appointments = new Appointments(database, calendar);
        var prices = new Prices(database);
        return List.of(
                new LookupCustomer(new Customers(database)),
                new AvailableSlots(appointments, calendar),
                new BookAppointment(appointments),
                new TellOpeningHours(calendar),
                new ServicePrice(prices),
                new ListServices(prices),
                new RequestCallback(new CallbackTasks(database)));
    }
}
