package dev.parley.agents.garage;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// `request_callback`: writes down that a person will call back, once for each idempotency key.
/// Error no-number if neither the caller's number nor one on file can be called.
final class RequestCallback implements Tool<RequestCallback.Arguments> {
    private static final int LONGEST_REASON = 500;

    /// @param customerId empty for a caller who is not known
    record Arguments(String customerId, String phone, String reason) {
        /// From what a flow gives: the customer may be left out, nothing else.
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Arguments of(Map<String, String> given) {
            if (!List.of("customer_id", "phone", "reason").containsAll(given.keySet())) {
                throw new IllegalArgumentException(
                        "expected customer_id, phone and reason, got " + given.keySet());
            }
            return new Arguments(
                    given.getOrDefault("customer_id", ""),
                    present(given, "phone"),
                    present(given, "reason"));
        }

        private static String present(Map<String, String> given, String name) {
            String value = given.get(name);
            if (value == null) {
                throw new IllegalArgumentException("expected the argument " + name + ", got none");
            }
            return value;
        }
    }

    private final CallbackTasks tasks;

    RequestCallback(CallbackTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "request_callback";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        var wish =
                new CallbackTasks.Wish(
                        Written.id(arguments.customerId()),
                        PhoneNumber.parse(arguments.phone()),
                        reason(arguments.reason()),
                        context.callId(),
                        context.idempotencyKey());
        OptionalLong task = tasks.add(wish);
        return task.isPresent()
                ? ToolResult.success(Map.of("task_id", Long.toString(task.getAsLong())))
                : ToolResult.failure("no-number");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    /// A call-back with half a reason is better than none.
    private static String reason(String given) {
        String reason = given.strip();
        if (reason.isEmpty()) {
            return "not said";
        }
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }
}
