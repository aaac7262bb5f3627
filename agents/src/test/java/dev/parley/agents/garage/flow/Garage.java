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
    private String nextDay = "2026-11-25";

    Garage() {
        vehicles.add(Map.of("vehicle_id", "3", "label", "Honda Civic"));
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
            case "request_callback" -> {
                callbacks.add(call.arguments());
                yield ToolResult.success(Map.of("task_id", "5"));
            }
            default -> throw new IllegalArgumentException("no such tool: " + call.name());
        };
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
