package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.flow.FlowDialogue;
import dev.parley.dialog.history.History;
import dev.parley.dialog.history.Turn;
import java.util.List;
import java.util.Map;

/// A flow of a team that talks by its own sentences alone: keeps in mind what was said, for the
/// agent that gets the call next.
final class HeardFlow implements TeamMember {
    /// Nobody is asked about it while the flow has the call, so more than can go along is no use.
    private static final History.Budget BUDGET = new History.Budget(3_000, 2, 1_000, 1_000);

    private final FlowDialogue flow;
    private final HeardTalk heard = new HeardTalk(new History(BUDGET));

    HeardFlow(FlowDialogue flow) {
        this.flow = flow;
    }

    @Override
    public List<Act> begin(Opening opening) {
        return said(flow.begin(opening));
    }

    /// A flow hands over by its end alone.
    @Override
    public void mayHandOver(Ways ways) {}

    @Override
    public List<Act> takeOver(Opening opening, Luggage luggage) {
        heard.takeOver(luggage.turns(), luggage.state(), luggage.announcement());
        return said(flow.takeOver(opening, luggage.entry()));
    }

    @Override
    public List<Act> keepsCall() {
        return said(flow.sayGoodbye());
    }

    @Override
    public List<Turn> lastTurns(int items) {
        return heard.last(items);
    }

    @Override
    public Map<String, Object> facts() {
        return flow.facts();
    }

    private List<Act> said(List<Act> acts) {
        for (var act : acts) {
            if (act instanceof Act.Say(var sentences, var _)) {
                sentences.forEach(heard::flowSays);
            }
        }
        return acts;
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        heard.callerSays(words.reveal());
        return said(flow.hear(words));
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        heard.callerSays("(keys)");
        return said(flow.keys(digits));
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        heard.nextReply();
        return said(flow.toolReturned(toolCall, result));
    }

    @Override
    public List<Act> silence(int count) {
        heard.nextReply();
        return said(flow.silence(count));
    }

    @Override
    public List<Act> wrapUp() {
        heard.nextReply();
        return said(flow.wrapUp());
    }

    @Override
    public List<Act> transferFailed(String reason) {
        return said(flow.transferFailed(reason));
    }

    @Override
    public void interrupted(String words) {
        heard.heardOnly(words);
        flow.interrupted(words);
    }

    @Override
    public boolean takeBack() {
        if (!flow.takeBack()) {
            return false;
        }
        heard.takeBack();
        return true;
    }

    @Override
    public Completeness completeness(String partialWords) {
        return flow.completeness(partialWords);
    }

    @Override
    public int toCome(String partialWords) {
        return flow.toCome(partialWords);
    }
}
