package dev.parley.dialog.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.flow.Flow;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `promises` of a tool in a flow's file, up to the guard before the model's voice.
class PromisesOfFlowTest {
    private static final String BOOKED = "I have booked you in for that.";
    private static final String CANCELLED = "Your appointment has been cancelled.";

    private static Flow flow(String promises) {
        var yaml =
                TalkedFlow.YAML.replace("book: {writes: true,", "book: {writes: true, " + promises);
        return Flow.load("workshop.yaml", yaml, TalkedFlow.CHECKS);
    }

    /// At the question behind the booking, asked something odd.
    private static TalkedFlow booked(Flow flow) {
        return TalkedFlow.readBack(flow)
                .hear("yes")
                .returned(Map.of("number", "a1"))
                .hear("how are you");
    }

    @Test
    void tool_that_declares_what_it_promises_allows_just_that() {
        var flow = flow("promises: [booking],");
        assertThat(booked(flow).writes(BOOKED + " Fine. ").said()).startsWith(BOOKED);
        var other = booked(flow).writes(CANCELLED + " Fine. ");
        assertThat(other.said()).doesNotContain(CANCELLED, "Fine.");
        assertThat(other.notes()).contains("stopped");
    }

    @Test
    void tool_of_another_promise_allows_no_booking() {
        var flow = flow("promises: [message, cancellation],");
        assertThat(booked(flow).writes(BOOKED + " Fine. ").said()).doesNotContain(BOOKED);
        assertThat(booked(flow).writes(CANCELLED + " Fine. ").said()).startsWith(CANCELLED);
    }

    @Test
    void tool_that_writes_and_does_not_say_allows_everything() {
        var flow = flow("");
        assertThat(booked(flow).writes(BOOKED + " Fine. ").said()).startsWith(BOOKED);
        assertThat(booked(flow).writes(CANCELLED + " Fine. ").said()).startsWith(CANCELLED);
    }

    @Test
    void nothing_is_promised_before_the_tool_ran_nor_after_it_failed() {
        var flow = flow("promises: [booking],");
        var before = TalkedFlow.readBack(flow).hear("how are you").writes(BOOKED + " Fine. ");
        assertThat(before.said()).doesNotContain(BOOKED);
        var failed = TalkedFlow.readBack(flow).hear("yes");
        failed.dialogue.toolReturned(2, ToolResult.failure("slot-taken"));
        assertThat(failed.hear("how are you").asksModel()).isFalse();
    }

    @Test
    void unknown_promise_is_told_with_its_line() {
        assertThatThrownBy(() -> flow("promises: [bookings],"))
                .isInstanceOf(InvalidFlow.class)
                .hasMessageContaining("unknown kind of promise \"bookings\"")
                .hasMessageContaining("did you mean \"booking\"?");
    }
}
