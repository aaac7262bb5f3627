package dev.parley.it.speech;

import dev.parley.agents.garage.BusinessCalendar;
import dev.parley.agents.garage.DemoCustomer;
import dev.parley.agents.garage.DemoCustomers;
import dev.parley.call.conversation.Effect;
import dev.parley.dialog.ToolResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The tools of the garage without a database: every bookable time is free, and what is booked is
/// remembered.
final class MemoryDesk {
    private final BusinessCalendar calendar = BusinessCalendar.shipped();
    private final Instant now;
    private final List<String> booked = new ArrayList<>();

    MemoryDesk(Instant now) {
        this.now = now;
    }

    /// "oil_change 2026-11-24 09:30" for each booking.
    List<String> booked() {
        return booked;
    }

    ToolResult call(Effect.StartTool call) {
        return switch (call.name()) {
            case "lookup_customer" -> lookup(text(call, "phone"));
            case "get_available_slots" -> slots(text(call, "service"), text(call, "date"));
            case "book_appointment" -> book(call);
            default -> ToolResult.failure("failed");
        };
    }

    private static ToolResult lookup(String phone) {
        DemoCustomer customer =
                DemoCustomers.all().stream()
                        .filter(each -> each.phone().equals(phone))
                        .findFirst()
                        .orElseThrow();
        List<Map<String, String>> vehicles =
                customer.vehicles().stream()
                        .map(vehicle ->
                                Map.of("vehicle_id", vehicle.label(), "label", vehicle.label()))
                        .toList();
        return ToolResult.success(
                Map.of(
                        "found",
                        true,
                        "customer_id",
                        phone,
                        "first_name",
                        customer.firstName(),
                        "last_name",
                        customer.lastName(),
                        "vehicles",
                        vehicles));
    }

    private ToolResult slots(String service, String date) {
        var day = LocalDate.parse(date);
        var length = calendar.duration(service).orElseThrow();
        var free = times(day, length);
        var next = calendar.nextOpenDay(day, now);
        var closed = calendar.notBookable(day, now);
        return ToolResult.success(
                Map.of(
                        "open",
                        closed.isEmpty(),
                        "reason",
                        closed.orElse(free.isEmpty() ? "full" : ""),
                        "slots",
                        free,
                        "next_open_date",
                        next.map(LocalDate::toString).orElse(""),
                        "next_slots",
                        next.map(open -> times(open, length)).orElse(List.of())));
    }

    private List<String> times(LocalDate day, java.time.Duration length) {
        return calendar.slots(day, length, List.of(), now).stream().map(Object::toString).toList();
    }

    private ToolResult book(Effect.StartTool call) {
        booked.add(text(call, "service") + " " + text(call, "date") + " " + text(call, "time"));
        return ToolResult.success(
                Map.of(
                        "appointment_id",
                        "a" + booked.size(),
                        "date",
                        text(call, "date"),
                        "time",
                        text(call, "time")));
    }

    private static String text(Effect.StartTool call, String name) {
        return String.valueOf(call.arguments().get(name));
    }
}
