package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.util.List;
import java.util.Optional;

/// A dialogue that takes over in the middle of a call: what it starts is numbered behind what was
/// started before.
final class StandIn implements Dialogue {
    private final Dialogue dialogue;
    private final long tools;
    private final long generations;
    private final long summaries;

    /// @param tools tool calls so far
    /// @param generations generations so far
    /// @param summaries summaries so far
    StandIn(Dialogue dialogue, long tools, long generations, long summaries) {
        this.dialogue = dialogue;
        this.tools = tools;
        this.generations = generations;
        this.summaries = summaries;
    }

    /// The same acts, numbered behind what was before.
    List<Act> behind(List<Act> acts) {
        return acts.stream().map(this::behind).toList();
    }

    private Act behind(Act act) {
        return switch (act) {
            case Act.CallTool(long id, var name, var arguments, var filler) ->
                    new Act.CallTool(tools + id, name, arguments, filler);
            case Act.StopTool(long id) -> new Act.StopTool(tools + id);
            case Act.Generate(long id, var request, var filler) ->
                    new Act.Generate(generations + id, request, filler);
            case Act.StopGenerating(long id) -> new Act.StopGenerating(generations + id);
            case Act.Summarize(long id, var request) -> new Act.Summarize(summaries + id, request);
            case Act.Say _, Act.Expect _, Act.Note _, Act.Transfer _, Act.HandOver _, Act.End _ ->
                    act;
        };
    }

    @Override
    public List<Act> begin(Opening opening) {
        return behind(dialogue.begin(opening));
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        return behind(dialogue.hear(words));
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        return behind(dialogue.keys(digits));
    }

    /// What was started before it took over is of no use to it.
    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        return toolCall <= tools
                ? List.of()
                : behind(dialogue.toolReturned(toolCall - tools, result));
    }

    @Override
    public List<Act> generated(long generation, ModelEvent event) {
        return generation <= generations
                ? List.of()
                : behind(dialogue.generated(generation - generations, event));
    }

    @Override
    public void summarized(long summary, Sensitive<String> text) {
        if (summary > summaries) {
            dialogue.summarized(summary - summaries, text);
        }
    }

    @Override
    public Optional<ModelRequest> foresee(Sensitive<String> words) {
        return dialogue.foresee(words);
    }

    @Override
    public List<Act> wrapUp() {
        return behind(dialogue.wrapUp());
    }

    @Override
    public List<Act> silence(int count) {
        return behind(dialogue.silence(count));
    }

    @Override
    public List<Act> transferFailed(String reason) {
        return behind(dialogue.transferFailed(reason));
    }

    @Override
    public void interrupted(String heard) {
        dialogue.interrupted(heard);
    }

    @Override
    public boolean takeBack() {
        return dialogue.takeBack();
    }

    @Override
    public Completeness completeness(String partialWords) {
        return dialogue.completeness(partialWords);
    }

    @Override
    public int toCome(String partialWords) {
        return dialogue.toCome(partialWords);
    }
}
