package dev.parley.call.conversation;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A dialogue for tests: answers with what it was given, in order, and remembers what it was told.
final class Partner implements Dialogue {
    final List<String> told = new ArrayList<>();

    /// The words of which it was asked how complete they are.
    final List<String> read = new ArrayList<>();

    /// Its own ending of a call that may cost no more.
    List<Act> ending = List.of();

    boolean takesBack;
    boolean throwing;
    Completeness complete = Completeness.OPEN;

    /// Whether it would ask a model about any words.
    boolean foresees;

    int toCome;
    private final Deque<List<Act>> answers = new ArrayDeque<>();

    Partner answers(Act... acts) {
        answers.add(Arrays.asList(acts));
        return this;
    }

    private List<Act> next(String what) {
        told.add(what);
        if (throwing) {
            throw new IllegalStateException("the test said so");
        }
        return answers.isEmpty() ? List.of() : answers.poll();
    }

    @Override
    public List<Act> wrapUp() {
        told.add("wrap up");
        return ending;
    }

    @Override
    public List<Act> begin(Opening opening) {
        return next("begin");
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        return next("hear " + words.reveal());
    }

    /// What it would ask about these words.
    static ModelRequest about(String words) {
        return ModelRequest.of(List.of(new Message.User(words)));
    }

    @Override
    public Optional<ModelRequest> foresee(Sensitive<String> words) {
        return foresees ? Optional.of(about(words.reveal())) : Optional.empty();
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        return next("keys " + digits.reveal());
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        return next("tool " + toolCall);
    }

    /// Says every piece of text as it comes.
    @Override
    public List<Act> generated(long generation, ModelEvent event) {
        return switch (event) {
            case ModelEvent.Text(var delta) -> {
                told.add("generated " + generation + " " + delta.reveal());
                yield List.of(Act.Say.of(delta.reveal()));
            }
            case ModelEvent.Called(var call) -> next("called " + generation + " " + call.name());
            case ModelEvent.Done _ -> next("done " + generation);
            case ModelEvent.Failed(var fault) -> next("failed " + generation + " " + fault.kind());
        };
    }

    @Override
    public void summarized(long summary, Sensitive<String> text) {
        told.add("summarized " + summary + " " + text.reveal());
    }

    @Override
    public List<Act> silence(int count) {
        told.add("silence " + count);
        return List.of();
    }

    @Override
    public void interrupted(String heard) {
        told.add("interrupted " + heard);
    }

    @Override
    public boolean takeBack() {
        told.add("take back");
        return takesBack;
    }

    @Override
    public Completeness completeness(String partialWords) {
        read.add(partialWords);
        return complete;
    }

    @Override
    public int toCome(String partialWords) {
        return toCome;
    }

    @Override
    public List<Act> transferFailed(String reason) {
        return next("transfer failed " + reason);
    }
}
