package dev.parley.agents.garage.flow;

import dev.parley.dialog.Act.CallTool;
import dev.parley.dialog.ToolResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A garage for tests: answers tools like the real one, from a few facts. Single calls can be made
/// to fail.
final class Garage {
    static final String SARAH = "+12125550147";

    private final List<Map<String, String>> vehicles = new ArrayList<>();
    private final Map<String, List<String>> free = new LinkedHashMap<>();
    private final Map<String, String> closed = new LinkedHashMap<>();
    private final Map<String, Deque<ToolResult>> next = new LinkedHashMap<>();
    final List<Map<String, Object>> bookings = new ArrayList<>();
    final List<Map<String, Object>> callbacks = new ArrayList<>();
    final List<Map<String, Object>> created = new ArrayList<>();
    final List<Map<String, Object>> added = new ArrayList<>();
    final List<Map<String, Object>> papers = new ArrayList<>();
    final List<Map<String, Object>> moves = new ArrayList<>();
    final List<Map<String, Object>> cancellations = new ArrayList<>();
    private final List<Map<String, String>> appointments = new ArrayList<>();
    private int attempts;
    private String nextDay = "2026-11-25";

    Garage() {
        vehicles.add(Map.of("vehicle_id", "3", "label", "Honda Civic"));
        appointments.add(
                appointment(
                        "51", "the oil change on monday, november twenty third, at ten o'clock"));
        free.put("2026-11-24", List.of("08:00", "09:30", "10:00", "14:00", "15:30"));
        free.put("2026-11-25", List.of("09:00", "11:00"));
        free.put("2026-11-27", List.of("13:00"));
        free.put("2026-11-30", List.of());
        closed.put("2026-11-22", "sunday");
        closed.put("2026-11-26", "holiday");
    }

    Garage andVehicle(String id, String label) {
        vehicles.add(Map.of("vehicle_id", id, "label", label));
        return this;
    }

    Garage andAppointment(String id, String label) {
        appointments.add(appointment(id, label));
        return this;
    }

    Garage withoutAppointments() {
        appointments.clear();
        return this;
    }

    private static Map<String, String> appointment(String id, String label) {
        return Map.of("appointment_id", id, "label", label);
    }

    Garage nextFreeDay(String date) {
        nextDay = date;
        return this;
    }

    /// The next call of this tool returns this instead.
    Garage once(String tool, ToolResult result) {
        next.computeIfAbsent(tool, _ -> new ArrayDeque<>()).add(result);
        return this;
    }

    ToolResult call(CallTool call) {
        var prepared = next.get(call.name());
        if (prepared != null && !prepared.isEmpty()) {
            return prepared.remove();
        }
        return switch (call.name()) {
            case "lookup_customer" -> lookup(call.arguments());
            case "get_available_slots" -> slots(call.arguments());
            case "book_appointment" -> {
                bookings.add(call.arguments());
                yield ToolResult.success(
                        Map.of(
                                "appointment_id", "99",
                                "date", text(call, "date"),
                                "time", text(call, "time"),
                                "service", text(call, "service")));
            }
            case "opening_hours" ->
                    ToolResult.success(
                            Map.of(
                                    "lines",
                                    List.of(
                                            hours("Monday to Friday", "08:00", "18:00"),
                                            hours("Saturday", "09:00", "15:00"))));
            case "service_price" -> ToolResult.success(Map.of("from", 40, "to", 80));
            case "search_customers" -> search(call);
            case "verify_identity" -> verify(call);
            case "open_customer" -> lookup(Map.of("phone", SARAH));
            case "create_customer" -> {
                created.add(call.arguments());
                yield customer("8", "Maria", List.of(car("9", "Ford Focus")));
            }
            case "add_vehicle" -> {
                added.add(call.arguments());
                vehicles.addFirst(car("9", text(call, "car")));
                yield lookup(Map.of("phone", SARAH));
            }
            case "note_papers" -> {
                papers.add(call.arguments());
                yield ToolResult.success(Map.of("noted", true));
            }
            case "get_upcoming_appointments" ->
                    ToolResult.success(Map.of("appointments", List.copyOf(appointments)));
            case "get_slots_to_move" -> slots(call.arguments());
            case "reschedule_appointment" -> {
                moves.add(call.arguments());
                yield ToolResult.success(
                        Map.of(
                                "appointment_id", text(call, "appointment_id"),
                                "date", text(call, "date"),
                                "time", text(call, "time")));
            }
            case "cancel_appointment" -> {
                cancellations.add(call.arguments());
                yield ToolResult.success(Map.of("appointment_id", text(call, "appointment_id")));
            }
            case "request_callback" -> {
                callbacks.add(call.arguments());
                yield ToolResult.success(Map.of("task_id", "5"));
            }
            default -> throw new IllegalArgumentException("no such tool: " + call.name());
        };
    }

    /// Known by the last four digits of her number, her birthday, her plate and her vehicle number.
    private ToolResult verify(CallTool call) {
        attempts++;
        var right =
                switch (text(call, "proof")) {
                    case "phone" -> "0147";
                    case "birth_date" -> "1982-03-05";
                    case "plate" -> "ABC123";
                    default -> "1HGCM82633A004352";
                };
        boolean verified = attempts <= 3 && text(call, "answer").equals(right);
        return ToolResult.success(
                Map.of("verified", verified, "more_tries", !verified && attempts < 3));
    }

    private static ToolResult search(CallTool call) {
        boolean found =
                text(call, "phone").equals("2125550147")
                        || (text(call, "last_name").equals("Wilson")
                                && text(call, "plate").equals("ABC123"));
        return ToolResult.success(
                Map.of(
                        "found",
                        found,
                        "customer_id",
                        found ? "7" : "",
                        "first_name",
                        "",
                        "vehicles",
                        List.of()));
    }

    private static ToolResult customer(String id, String name, List<Map<String, String>> vehicles) {
        return ToolResult.success(
                Map.of(
                        "found", true,
                        "customer_id", id,
                        "first_name", name,
                        "vehicles", vehicles));
    }

    private static Map<String, String> car(String id, String label) {
        return Map.of("vehicle_id", id, "label", label);
    }

    private static String text(CallTool call, String name) {
        return String.valueOf(call.arguments().get(name));
    }

    private static Map<String, String> hours(String days, String opens, String closes) {
        return Map.of("days", days, "opens", opens, "closes", closes);
    }

    private ToolResult lookup(Map<String, Object> arguments) {
        boolean found = SARAH.equals(arguments.get("phone"));
        return ToolResult.success(
                Map.of(
                        "found", found,
                        "customer_id", found ? "7" : "",
                        "first_name", found ? "Sarah" : "",
                        "last_name", found ? "Wilson" : "",
                        "vehicles", found ? List.copyOf(vehicles) : List.of()));
    }

    private ToolResult slots(Map<String, Object> arguments) {
        var date = String.valueOf(arguments.get("date"));
        var times = free.getOrDefault(date, List.of());
        return ToolResult.success(
                Map.of(
                        "open", !closed.containsKey(date),
                        "reason", closed.getOrDefault(date, times.isEmpty() ? "full" : ""),
                        "slots", times,
                        "next_open_date", nextDay,
                        "next_slots", free.getOrDefault(nextDay, List.of())));
    }
}
