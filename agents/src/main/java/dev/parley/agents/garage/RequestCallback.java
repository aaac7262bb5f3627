package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// `request_callback`: writes down that a person will call back, once for each idempotency key.
/// Error no-number if neither the caller's number nor one on file can be called.
final class RequestCallback implements Tool<RequestCallback.Arguments> {
    private static final int LONGEST_REASON = 500;

    /// The customer is empty or absent for a caller who is not known.
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(@Nullable String customerId, String phone, String reason) {}

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
        String customer = arguments.customerId();
        var wish =
                new CallbackTasks.Wish(
                        customer == null ? OptionalLong.empty() : Written.id(customer),
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
