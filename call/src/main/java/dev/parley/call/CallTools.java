package dev.parley.call;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.record.CallStore;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Agent;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The tools of one call under way: started and cancelled by the call's thread; each result goes to
/// the mailbox and into the record.
final class CallTools implements AutoCloseable {
    private final String callId;
    private final Agent agent;
    private final ToolRunner runner;
    private final Consumer<Input> mailbox;
    private final CallStore store;
    private final Clock clock;
    private final Map<Long, ToolRunner.Running> running = new HashMap<>();

    CallTools(
            String callId,
            Agent agent,
            ToolRunner runner,
            Consumer<Input> mailbox,
            CallStore store,
            Clock clock) {
        this.callId = callId;
        this.agent = agent;
        this.runner = runner;
        this.mailbox = mailbox;
        this.store = store;
        this.clock = clock;
    }

    void start(Effect.StartTool effect) {
        long id = effect.toolCall();
        for (var tool : agent.tools()) {
            if (tool.name().equals(effect.name())) {
                running.put(id, start(tool, effect));
                return;
            }
        }
        mailbox.accept(new Input.ToolReturned(id, ToolResult.failure("unknown-tool")));
    }

    void cancel(long id) {
        var job = running.remove(id);
        if (job != null) {
            job.cancel();
        }
    }

    /// A result was taken from the mailbox.
    void returned(long id) {
        running.remove(id);
    }

    @Override
    public void close() {
        running.values().forEach(ToolRunner.Running::cancel);
        running.clear();
    }

    private <A extends Record> ToolRunner.Running start(Tool<A> tool, Effect.StartTool effect) {
        long id = effect.toolCall();
        var context =
                new ToolContext(
                        callId,
                        callId + ":" + id,
                        LocalDateTime.now(clock.withZone(agent.zone())),
                        agent.zone());
        return runner.start(
                tool, effect.arguments(), context, ending -> ended(id, tool.name(), ending));
    }

    private void ended(long id, String name, ToolRunner.Ending ending) {
        var result = ending.result();
        store.append(
                new CallStore.Entry.ToolCalled(
                        callId,
                        clock.instant(),
                        id,
                        name,
                        Sensitive.of(ending.argumentsJson()),
                        result.succeeded(),
                        result.error(),
                        Sensitive.of(ending.resultJson()),
                        ending.took().toMillis()));
        if (!result.subject().isEmpty()) {
            store.append(new CallStore.Entry.Concerns(callId, clock.instant(), result.subject()));
        }
        mailbox.accept(new Input.ToolReturned(id, result));
    }
}
