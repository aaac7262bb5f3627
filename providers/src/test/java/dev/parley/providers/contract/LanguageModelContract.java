package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolChoice;
import dev.parley.dialog.model.ToolSpec;
import dev.parley.dialog.provider.ProviderFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every client of a language model passes. Waits for what must come with generous limits and
/// measures no time.
public abstract class LanguageModelContract {
    private static final ToolSpec FIND =
            new ToolSpec(
                    "find_slot",
                    "Finds a free time.",
                    "{\"type\":\"object\",\"properties\":{\"day\":{\"type\":\"string\"}}}");
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ModelRequest REQUEST =
            ModelRequest.of(
                            List.of(
                                    new Message.Instruction(
                                            "You answer the telephone of a garage."),
                                    new Message.User("Hello.")))
                    .withLimits(new ModelLimits(LONG, LONG, LONG, LONG));

    private ModelStage stage;
    private LanguageModel model;

    /// A fresh client against a fresh server.
    protected abstract ModelStage open() throws Exception;

    @BeforeEach
    final void opens() throws Exception {
        stage = open();
        model = stage.model();
    }

    @AfterEach
    final void closes() throws Exception {
        model.close();
        stage.close();
    }

    @Test
    void text_comes_in_order_and_ends_once() throws Exception {
        var answer = ask(new ModelStage.Play.Says(List.of("Good ", "morning", ".")));
        assertThat(answer.awaitEnd().text()).isEqualTo("Good morning.");
        assertThat(answer.finish().reason()).isEqualTo(Finish.Reason.STOP);
    }

    @Test
    void each_piece_is_told_as_it_comes() throws Exception {
        var answer = ask(new ModelStage.Play.Stalls(List.of("Good ")));
        assertThat(answer.awaitText().text()).isEqualTo("Good ");
    }

    @Test
    void odd_text_arrives_as_it_was_sent() throws Exception {
        var odd =
                List.of("\"quoted\" \\ ", "line\nline\r\n\t", "Grüße, 漢字 ", "\uD83D\uDE00 \u0000.");
        assertThat(ask(new ModelStage.Play.Says(odd)).awaitEnd().text())
                .isEqualTo(String.join("", odd));
    }

    @Test
    void answer_without_text_is_complete() throws Exception {
        var answer = ask(new ModelStage.Play.Says(List.of()));
        assertThat(answer.awaitEnd().text()).isEmpty();
        assertThat(answer.finish().reason()).isEqualTo(Finish.Reason.STOP);
    }

    @Test
    void odd_and_empty_words_of_a_caller_can_be_sent() throws Exception {
        for (var words : List.of("", " ", "\u0000\"\\\n", "漢字 \uD83D\uDE00", "a".repeat(20_000))) {
            stage.next(new ModelStage.Play.Says(List.of("Yes.")));
            var answer = new HeardAnswer();
            var _ =
                    model.generate(
                            ModelRequest.of(List.of(new Message.User(words)))
                                    .withLimits(REQUEST.limits()),
                            answer);
            assertThat(answer.awaitEnd().finish().reason()).isEqualTo(Finish.Reason.STOP);
        }
    }

    @Test
    void tool_call_comes_whole_after_the_text_before_it() throws Exception {
        stage.next(
                new ModelStage.Play.Calls(
                        List.of("One moment."), "find_slot", "{\"day\":\"2026-12-01\"}"));
        var answer = new HeardAnswer();
        var _ = model.generate(REQUEST.withTools(List.of(FIND), ToolChoice.AUTO), answer);
        answer.awaitEnd();
        assertThat(answer.text()).isEqualTo("One moment.");
        assertThat(answer.finish().reason()).isEqualTo(Finish.Reason.TOOL_CALLS);
        assertThat(answer.calls()).hasSize(1);
        assertThat(answer.calls().getFirst().name()).isEqualTo("find_slot");
        assertThat(answer.calls().getFirst().id()).isNotEmpty();
        assertThat(answer.calls().getFirst().argumentsJson().reveal())
                .isEqualTo("{\"day\":\"2026-12-01\"}");
    }

    @Test
    void outcome_of_a_tool_can_be_sent_back() throws Exception {
        stage.next(new ModelStage.Play.Calls(List.of(), "find_slot", "{}"));
        var first = new HeardAnswer();
        var _ = model.generate(REQUEST.withTools(List.of(FIND), ToolChoice.AUTO), first);
        var call = first.awaitEnd().calls().getFirst();
        var messages = new ArrayList<>(REQUEST.messages());
        messages.add(new Message.Assistant(dev.parley.compliance.Sensitive.of(""), List.of(call)));
        messages.add(new Message.ToolOutcome(call.id(), "{\"slots\":[]}"));
        stage.next(new ModelStage.Play.Says(List.of("Nothing is free.")));
        var second = new HeardAnswer();
        var _ =
                model.generate(
                        ModelRequest.of(messages)
                                .withLimits(REQUEST.limits())
                                .withTools(List.of(FIND), ToolChoice.AUTO),
                        second);
        assertThat(second.awaitEnd().text()).isEqualTo("Nothing is free.");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderFailure.class,
            names = {"KEY", "QUOTA", "RATE", "OVERLOADED", "ENGINE", "RETIRED"})
    void refusal_is_named_by_its_kind(ProviderFailure kind) throws Exception {
        var answer = ask(new ModelStage.Play.Refuses(kind)).awaitEnd();
        assertThat(answer.fault().kind()).isEqualTo(kind);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void cut_before_the_first_token_fails() throws Exception {
        assertThat(ask(new ModelStage.Play.Cuts(List.of())).awaitEnd().fault().kind())
                .isEqualTo(ProviderFailure.NETWORK);
    }

    @Test
    void cut_in_the_middle_fails_after_what_came() throws Exception {
        var answer = ask(new ModelStage.Play.Cuts(List.of("Good ", "mor"))).awaitEnd();
        assertThat(answer.fault().kind()).isEqualTo(ProviderFailure.NETWORK);
        assertThat("Good mor").startsWith(answer.text());
    }

    @Test
    void after_a_cut_the_next_answer_comes() throws Exception {
        ask(new ModelStage.Play.Cuts(List.of("Good "))).awaitEnd();
        assertThat(ask(new ModelStage.Play.Says(List.of("Again."))).awaitEnd().text())
                .isEqualTo("Again.");
    }

    @Test
    void first_token_that_does_not_come_is_a_time_out() throws Exception {
        stage.next(new ModelStage.Play.Stalls(List.of()));
        var answer = new HeardAnswer();
        var _ =
                model.generate(
                        REQUEST.withLimits(new ModelLimits(LONG, SHORT, LONG, LONG)), answer);
        assertThat(answer.awaitEnd().fault().kind()).isEqualTo(ProviderFailure.TIMED_OUT);
        awaitNothingBusy();
    }

    @Test
    void next_token_that_does_not_come_is_a_time_out() throws Exception {
        stage.next(new ModelStage.Play.Stalls(List.of("Good ")));
        var answer = new HeardAnswer();
        var _ =
                model.generate(
                        REQUEST.withLimits(new ModelLimits(LONG, LONG, SHORT, LONG)), answer);
        assertThat(answer.awaitEnd().fault().kind()).isEqualTo(ProviderFailure.TIMED_OUT);
        assertThat(answer.text()).isEqualTo("Good ");
        awaitNothingBusy();
    }

    @Test
    void answer_that_does_not_end_is_a_time_out() throws Exception {
        stage.next(new ModelStage.Play.Stalls(List.of("Good ")));
        var answer = new HeardAnswer();
        var _ =
                model.generate(
                        REQUEST.withLimits(new ModelLimits(LONG, LONG, LONG, SHORT)), answer);
        assertThat(answer.awaitEnd().fault().kind()).isEqualTo(ProviderFailure.TIMED_OUT);
        awaitNothingBusy();
    }

    @Test
    void cancelled_at_once_tells_nothing() throws Exception {
        stage.next(new ModelStage.Play.Stalls(List.of()));
        var cancelled = new HeardAnswer();
        model.generate(REQUEST, cancelled).close();
        // The play may not have been taken; the next request would get it.
        awaitNothingBusy();
        assertThat(cancelled.told()).isZero();
    }

    @Test
    void cancelled_before_the_first_token_stops_the_provider() throws Exception {
        stage.next(new ModelStage.Play.Stalls(List.of()));
        var cancelled = new HeardAnswer();
        var generation = model.generate(REQUEST, cancelled);
        awaitBusy();
        generation.close();
        awaitNothingBusy();
        assertThat(ask(new ModelStage.Play.Says(List.of("Next."))).awaitEnd().text())
                .isEqualTo("Next.");
        assertThat(cancelled.told()).isZero();
    }

    @Test
    void cancelled_in_the_middle_tells_nothing_more_and_stops_the_provider() throws Exception {
        stage.next(new ModelStage.Play.Stalls(List.of("Good ")));
        var cancelled = new HeardAnswer();
        var generation = model.generate(REQUEST, cancelled);
        cancelled.awaitText();
        generation.close();
        awaitNothingBusy();
        generation.close();
        assertThat(ask(new ModelStage.Play.Says(List.of("Next."))).awaitEnd().text())
                .isEqualTo("Next.");
        assertThat(cancelled.told()).isEqualTo(1);
    }

    @Test
    void cancelled_by_its_own_listener_tells_nothing_more() throws Exception {
        stage.next(new ModelStage.Play.Says(List.of("One.", "Two.", "Three.")));
        var generation = new AtomicReference<LanguageModel.@Nullable Generation>();
        var known = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var heard = new HeardAnswer();
        var texts = new AtomicInteger();
        LanguageModel.Listener listener =
                new LanguageModel.Listener() {
                    @Override
                    public void text(String delta) {
                        texts.incrementAndGet();
                        heard.text(delta);
                        try {
                            boolean _ = known.await(60, TimeUnit.SECONDS);
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        Objects.requireNonNull(generation.get()).close();
                        closed.countDown();
                    }

                    @Override
                    public void toolCall(dev.parley.dialog.model.ToolCall call) {
                        heard.toolCall(call);
                    }

                    @Override
                    public void done(Finish finish) {
                        heard.done(finish);
                    }

                    @Override
                    public void failed(dev.parley.dialog.provider.ProviderFault fault) {
                        heard.failed(fault);
                    }
                };
        generation.set(model.generate(REQUEST, listener));
        known.countDown();
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ask(new ModelStage.Play.Says(List.of("Next."))).awaitEnd().text())
                .isEqualTo("Next.");
        assertThat(texts.get()).isEqualTo(1);
        assertThat(heard.told()).isEqualTo(1);
    }

    @Test
    void answers_side_by_side_do_not_mix() throws Exception {
        var answers = new ArrayList<HeardAnswer>();
        for (int i = 0; i < 20; i++) {
            answers.add(ask(new ModelStage.Play.Says(List.of("a", "b", "c", "d"))));
        }
        for (var answer : answers) {
            assertThat(answer.awaitEnd().text()).isEqualTo("abcd");
        }
    }

    @Test
    void cancelling_one_answer_leaves_the_others() throws Exception {
        stage.next(new ModelStage.Play.Stalls(List.of("Never")));
        var cancelled = new HeardAnswer();
        var generation = model.generate(REQUEST, cancelled);
        cancelled.awaitText();
        var other = ask(new ModelStage.Play.Says(List.of("All ", "is ", "well.")));
        generation.close();
        assertThat(other.awaitEnd().text()).isEqualTo("All is well.");
    }

    @Test
    void closing_the_model_ends_answers_in_progress() throws Exception {
        var answer = ask(new ModelStage.Play.Stalls(List.of("Good ")));
        answer.awaitText();
        model.close();
        assertThat(answer.awaitEnd().fault().kind()).isEqualTo(ProviderFailure.CLOSED);
        awaitNothingBusy();
    }

    @Test
    void closed_model_answers_that_it_is_closed() throws Exception {
        model.close();
        model.close();
        var answer = new HeardAnswer();
        var generation = model.generate(REQUEST, answer);
        assertThat(answer.awaitEnd().fault().kind()).isEqualTo(ProviderFailure.CLOSED);
        generation.close();
    }

    private HeardAnswer ask(ModelStage.Play play) {
        stage.next(play);
        var answer = new HeardAnswer();
        var _ = model.generate(REQUEST, answer);
        return answer;
    }

    private void awaitNothingBusy() throws InterruptedException {
        Patience.until("the provider stopped", () -> stage.busy() == 0);
    }

    private void awaitBusy() throws InterruptedException {
        Patience.until("the provider works", () -> stage.busy() > 0);
    }
}
