package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallModelsTest {
    private static final ModelRequest REQUEST = ModelRequest.of(List.of(new Message.User("hello")));
    private static final Finish STOP = new Finish(Finish.Reason.STOP, Usage.UNKNOWN);

    private final List<Input.Model> mailbox = new ArrayList<>();
    private final ScriptedModel model = new ScriptedModel();
    private final CallModels models =
            new CallModels(
                    model,
                    input -> mailbox.add((Input.Model) input),
                    Meters.NONE.counter(Metric.QUEUE_DROPS, "generated"));

    private ScriptedModel.Writing start(long id) {
        models.start(new Effect.StartGeneration(id, REQUEST));
        return model.writings.getLast();
    }

    private void takeAll() {
        for (int i = 0; i < mailbox.size(); i++) {
            models.taken(mailbox.get(i));
        }
    }

    private String text() {
        var text = new StringBuilder();
        for (var piece : mailbox) {
            if (piece.event() instanceof ModelEvent.Text(var delta)) {
                text.append(delta.reveal());
            }
        }
        return text.toString();
    }

    @Test
    void pieces_come_in_order_with_the_number_of_their_generation() {
        var writing = start(7);
        writing.listener.text("One.");
        writing.listener.toolCall(new ToolCall("c", "find", "{}"));
        writing.listener.done(STOP);
        assertThat(mailbox)
                .containsExactly(
                        new Input.Model(7, new ModelEvent.Text("One.")),
                        new Input.Model(7, new ModelEvent.Called(new ToolCall("c", "find", "{}"))),
                        new Input.Model(7, new ModelEvent.Done(STOP)));
    }

    @Test
    void text_that_nobody_takes_is_put_together() {
        var writing = start(1);
        for (int i = 0; i < 500; i++) {
            writing.listener.text(i + " ");
        }
        assertThat(mailbox).hasSize(CallModels.MAX_WAITING);
        takeAll();
        writing.listener.done(STOP);
        assertThat(mailbox).hasSize(CallModels.MAX_WAITING + 2);
        assertThat(text()).startsWith("0 1 2 ").endsWith("498 499 ");
        assertThat(mailbox.getLast().event()).isEqualTo(new ModelEvent.Done(STOP));
    }

    @Test
    void end_comes_behind_the_text_that_waited() {
        var writing = start(1);
        for (int i = 0; i < 100; i++) {
            writing.listener.text(i + " ");
        }
        writing.listener.done(STOP);
        assertThat(text()).endsWith("98 99 ");
        assertThat(mailbox.getLast().event()).isEqualTo(new ModelEvent.Done(STOP));
    }

    @Test
    void model_that_floods_a_call_is_cut_and_closed() {
        var writing = start(1);
        var line = "a".repeat(1000);
        for (int i = 0; i < 200; i++) {
            writing.listener.text(line);
        }
        assertThat(mailbox).hasSize(CallModels.MAX_WAITING + 2);
        assertThat(mailbox.getLast().event())
                .isInstanceOfSatisfying(
                        ModelEvent.Failed.class,
                        failed ->
                                assertThat(failed.fault().kind())
                                        .isEqualTo(ProviderFailure.OVERLOADED));
        takeAll();
        assertThat(writing.isClosed).isTrue();
    }

    @Test
    void cancelled_generation_is_closed_and_says_nothing_more() {
        var writing = start(1);
        models.cancel(1);
        assertThat(writing.isClosed).isTrue();
        writing.listener.text("late");
        writing.listener.failed(new ProviderFault(ProviderFailure.CLOSED, "late"));
        assertThat(mailbox).isEmpty();
        models.cancel(1);
    }

    @Test
    void model_that_answers_before_it_has_returned_is_heard() {
        model.answers(writing -> {
            writing.listener.text("At once.");
            writing.listener.done(STOP);
        });
        var writing = start(1);
        assertThat(mailbox).hasSize(2);
        takeAll();
        assertThat(writing.isClosed).isTrue();
    }

    @Test
    void end_of_the_call_closes_what_still_writes() {
        var first = start(1);
        var second = start(2);
        models.close();
        assertThat(first.isClosed).isTrue();
        assertThat(second.isClosed).isTrue();
    }

    @Test
    void without_a_model_every_generation_fails() {
        new CallModels(
                        null,
                        input -> mailbox.add((Input.Model) input),
                        Meters.NONE.counter(Metric.QUEUE_DROPS, "generated"))
                .start(new Effect.StartGeneration(3, REQUEST));
        assertThat(mailbox)
                .singleElement()
                .satisfies(piece -> {
                    assertThat(piece.generation()).isEqualTo(3);
                    assertThat(piece.event()).isInstanceOf(ModelEvent.Failed.class);
                });
    }
}
