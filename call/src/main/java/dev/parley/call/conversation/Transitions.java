package dev.parley.call.conversation;

import java.util.ArrayList;
import java.util.List;

/// All arrows of all machines of a conversation, for coverage and diagrams.
public final class Transitions {
    private Transitions() {}

    public static List<Transition<?>> all() {
        var all = new ArrayList<Transition<?>>();
        all.addAll(List.of(Floor.Move.values()));
        all.addAll(List.of(CallerSight.Move.values()));
        all.addAll(List.of(Turns.Move.values()));
        all.addAll(List.of(BargeIn.Move.values()));
        all.addAll(List.of(Reply.Move.values()));
        all.addAll(List.of(TakeBack.Move.values()));
        all.addAll(List.of(SilenceWatch.Move.values()));
        all.addAll(List.of(KeypadEntry.Move.values()));
        all.addAll(List.of(WrittenWords.Move.values()));
        all.addAll(List.of(Presence.Move.values()));
        all.addAll(List.of(Transfer.Move.values()));
        all.addAll(List.of(ToolCalls.Move.values()));
        all.addAll(List.of(Generations.Move.values()));
        all.addAll(List.of(Foresight.Move.values()));
        all.addAll(List.of(Summaries.Move.values()));
        all.addAll(List.of(CallLimits.Move.values()));
        all.addAll(List.of(Farewell.Move.values()));
        return all;
    }

    /// The machine to which an arrow belongs.
    public static String machineOf(Transition<?> transition) {
        return transition.from().getDeclaringClass().getEnclosingClass().getSimpleName();
    }
}
