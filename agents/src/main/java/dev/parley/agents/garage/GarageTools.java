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
        var changes = new AppointmentChanges(database, calendar);
        var customers = new Customers(database);
        var newcomers = new Newcomers(database);
        var checks = new IdentityChecks(database);
        var prices = new Prices(database);
        return List.of(
                new LookupCustomer(customers),
                new SearchCustomers(new CustomerSearches(database)),
                new VerifyIdentity(checks),
                new OpenCustomer(customers, checks),
                new CreateCustomer(newcomers),
                new AddVehicle(newcomers, checks),
                new NotePapers(new VehiclePapers(database), checks),
                new AvailableSlots(appointments, calendar),
                new BookAppointment(appointments),
                new UpcomingAppointments(changes, checks),
                new SlotsToMove(changes, checks, calendar),
                new RescheduleAppointment(changes, checks),
                new CancelAppointment(changes, checks),
                new TellOpeningHours(calendar),
                new ServicePrice(prices),
                new ListServices(prices),
                new RequestCallback(new CallbackTasks(database)));
    }
}
