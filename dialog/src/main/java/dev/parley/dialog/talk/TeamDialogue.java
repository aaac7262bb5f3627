package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.flow.Entry;
import dev.parley.dialog.history.Turn;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call of a [Team]: one agent has it at a time, with its own prompt, tools and rules. Who may
/// hand over to whom is decided here; what another agent started is of no use to the one that has
/// the call.
final class TeamDialogue implements Dialogue, TeamMember.Ways {
    /// In one call; then it stays where it is.
    static final int MOST_HANDOFFS = 5;

    private static final int LONGEST_STATE = 3_000;

    private final Team team;
    private @Nullable Opening opening;
    private String agent;
    private Dialogue dialogue;
    private StandIn current;
    private long tools;
    private long generations;
    private long summaries;
    private int handoffs;

    /// Whether the caller was spoken to in this call.
    private boolean hasSpoken;

    /// Since the caller's last turn.
    private final StringBuilder said = new StringBuilder();

    /// What was said since then before the call was handed over; null if it was not.
    private @Nullable String saidBefore;

    TeamDialogue(Team team) {
        this.team = team;
        this.agent = team.first();
        this.dialogue = team.dialogue(agent);
        this.current = new StandIn(dialogue, 0, 0, 0);
    }

    @Override
    public List<Act> begin(Opening first) {
        opening = first;
        join();
        return passed(current.begin(first));
    }

    private void join() {
        if (dialogue instanceof TeamMember member) {
            member.mayHandOver(this);
        }
    }

    @Override
    public List<String> targets() {
        return team.handoffs().stream()
                .filter(way -> way.from().equals(agent))
                .map(Handoff::to)
                .toList();
    }

    @Override
    public Optional<String> refusal(String to) {
        var way = way(to);
        if (way.isEmpty()) {
            return Optional.of("no-such-hand-over");
        }
        if (handoffs == MOST_HANDOFFS) {
            return Optional.of("too-many-hand-overs");
        }
        return way.get().when().holds(facts(), today())
                ? Optional.empty()
                : Optional.of("hand-over-not-allowed-yet");
    }

    private LocalDate today() {
        return opening == null ? LocalDate.EPOCH : opening.wall().toLocalDate();
    }

    private Optional<Handoff> way(String to) {
        return team.handoffs().stream()
                .filter(way -> way.from().equals(agent) && way.to().equals(to))
                .findFirst();
    }

    private Map<String, Object> facts() {
        return dialogue instanceof TeamMember member ? member.facts() : Map.of();
    }

    /// The acts of the agent that has the call, and of the next if it hands over.
    private List<Act> passed(List<Act> acts) {
        var all = new ArrayList<Act>();
        for (var act : acts) {
            switch (act) {
                case Act.CallTool(long id, var _, var _, var _) -> tools = Math.max(tools, id);
                case Act.Generate(long id, var _, var _) -> generations = Math.max(generations, id);
                case Act.Summarize(long id, var _) -> summaries = Math.max(summaries, id);
                case Act.Say(var sentences, var _) -> sentences.forEach(this::says);
                case Act.HandOver(var to) -> {
                    if (refusal(to).isEmpty()) {
                        all.addAll(handOver(way(to).orElseThrow()));
                        return all;
                    }
                    all.add(new Act.Note("hand-over-refused", Map.of("from", agent), false));
                    continue;
                }
                case Act.End(var outcome) -> {
                    if (refusal(outcome).isEmpty()) {
                        all.addAll(handOver(way(outcome).orElseThrow()));
                        return all;
                    }
                    var instead = way(outcome).isPresent() ? keepsCall() : List.<Act>of();
                    if (!instead.isEmpty()) {
                        all.add(new Act.Note("hand-over-refused", Map.of("from", agent), false));
                        all.addAll(instead);
                        return all;
                    }
                }
                case Act.Expect _,
                        Act.StopTool _,
                        Act.StopGenerating _,
                        Act.Note _,
                        Act.Transfer _ -> {}
            }
            all.add(act);
        }
        return all;
    }

    private List<Act> keepsCall() {
        return dialogue instanceof TeamMember member
                ? current.behind(member.keepsCall())
                : List.of();
    }

    private void says(String sentence) {
        hasSpoken = true;
        said.append(said.isEmpty() ? "" : " ").append(sentence.strip());
    }

    private List<Act> handOver(Handoff way) {
        handoffs++;
        var known = way.of(facts());
        var entry = new Entry(way.at(), known, hasSpoken);
        var state = known.isEmpty() ? "" : WishedCall.outcome(known, LONGEST_STATE);
        List<Turn> turns =
                dialogue instanceof TeamMember member ? member.lastTurns(way.items()) : List.of();
        var acts = new ArrayList<Act>();
        acts.add(new Act.Note("handed-over", Map.of("from", way.from(), "to", way.to()), false));
        if (!way.announcement().isBlank()) {
            acts.add(Act.Say.of(way.announcement()));
            says(way.announcement());
        }
        saidBefore = said.toString();
        agent = way.to();
        dialogue = team.dialogue(agent);
        current = new StandIn(dialogue, tools, generations, summaries);
        join();
        acts.addAll(passed(taken(new TeamMember.Luggage(turns, state, way.announcement(), entry))));
        return acts;
    }

    private List<Act> taken(TeamMember.Luggage luggage) {
        var first = opening;
        if (first == null) {
            throw new IllegalStateException("a call is handed over before it began");
        }
        return dialogue instanceof TeamMember member
                ? current.behind(member.takeOver(first, luggage))
                : current.begin(first);
    }

    private void callerIsNext() {
        said.setLength(0);
        saidBefore = null;
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        callerIsNext();
        return passed(current.hear(words));
    }

    @Override
    public Optional<ModelRequest> foresee(Sensitive<String> words) {
        return current.foresee(words);
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        callerIsNext();
        return passed(current.keys(digits));
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        return passed(current.toolReturned(toolCall, result));
    }

    @Override
    public List<Act> generated(long generation, ModelEvent event) {
        return passed(current.generated(generation, event));
    }

    @Override
    public void summarized(long summary, Sensitive<String> text) {
        current.summarized(summary, text);
    }

    @Override
    public List<Act> silence(int count) {
        return passed(current.silence(count));
    }

    @Override
    public List<Act> wrapUp() {
        return passed(current.wrapUp());
    }

    @Override
    public List<Act> transferFailed(String reason) {
        return passed(current.transferFailed(reason));
    }

    /// The agent that has the call is told what was heard of its own words.
    @Override
    public void interrupted(String heard) {
        var others = saidBefore;
        boolean isMore = others == null || heard.startsWith(others);
        current.interrupted(
                others == null ? heard : isMore ? heard.substring(others.length()).strip() : "");
    }

    /// Not once the call was handed over.
    @Override
    public boolean takeBack() {
        return saidBefore == null && current.takeBack();
    }

    @Override
    public Completeness completeness(String partialWords) {
        return current.completeness(partialWords);
    }

    @Override
    public int toCome(String partialWords) {
        return current.toCome(partialWords);
    }
}
