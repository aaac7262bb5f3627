package dev.parley.bench.turns;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import java.util.ArrayList;
import java.util.List;

/// An agent that asks one question after the other and thanks for each answer.
final class Interview implements Dialogue {
    private final List<String> opening;
    private final List<String> heard = new ArrayList<>();
    private Question asked;
    private Question next;
    private int takenBack;

    /// @param opening sentences the agent begins with
    Interview(List<String> opening, Question first) {
        this.opening = List.copyOf(opening);
        this.asked = first;
        this.next = first;
    }

    /// The question that follows the next answer.
    void then(Question following) {
        next = following;
    }

    /// Every turn the agent answered, taken back ones included.
    List<String> heard() {
        return heard;
    }

    int takenBack() {
        return takenBack;
    }

    @Override
    public List<Act> begin(Opening call) {
        return List.of(new Act.Say(opening, true), new Act.Expect(asked.expectation()));
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        heard.add(words.reveal());
        asked = next;
        return List.of(Act.Say.of("Thank you."), new Act.Expect(asked.expectation()));
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        return List.of();
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        return List.of();
    }

    @Override
    public List<Act> silence(int count) {
        return List.of(Act.Say.of("Go on."));
    }

    @Override
    public boolean takeBack() {
        takenBack++;
        return true;
    }

    @Override
    public Completeness completeness(String partialWords) {
        return asked.completeness(partialWords);
    }

    @Override
    public int toCome(String partialWords) {
        return asked.toCome(partialWords);
    }
}
