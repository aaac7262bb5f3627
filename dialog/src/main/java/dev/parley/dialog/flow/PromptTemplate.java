package dev.parley.dialog.flow;

import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.SpokenGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One sentence a flow can say, with typed places for its values, so that a listener can know all
/// sentences beforehand.
///
/// @param step name of the step, empty for sentences that belong to none
/// @param purpose when it is said
/// @param variant which wording of its purpose, from 0
/// @param sentence its place within the wording, from 0
/// @param pieces text and values in order
public record PromptTemplate(
        String step, Purpose purpose, int variant, int sentence, List<Piece> pieces) {
    /// When a sentence is said.
    public enum Purpose {
        /// When a step begins.
        TELL,
        /// A slot is asked for.
        ASK,
        /// Values are read back for a yes.
        CONFIRM,
        /// After a no: what is wrong?
        WHICH,
        /// Keys are asked for.
        KEYPAD,
        HELP,
        SILENCE,
        /// Before a question is asked again.
        AGAIN,
        /// While a tool takes long.
        FILLER
    }

    /// A piece of a sentence.
    public sealed interface Piece {}

    /// Fixed text, as written.
    public record Text(String text) implements Piece {}

    /// A value.
    ///
    /// @param name the expression in the flow file ("customer.first_name", "item.days")
    /// @param kind how it is spoken
    /// @param spoken all its spoken forms if they are known beforehand (the options of a menu)
    /// @param answers the grammar of the answers it was taken from, if it is a slot that has no
    ///   list of spoken forms
    public record Variable(
            String name, ValueKind kind, List<String> spoken, Optional<Grammar> answers)
            implements Piece {
        public Variable {
            spoken = List.copyOf(spoken);
        }
    }

    public PromptTemplate {
        pieces = List.copyOf(pieces);
    }

    public boolean isFixed() {
        return pieces.stream().allMatch(Text.class::isInstance);
    }

    /// The sentence as a grammar of lower case words. `texts` gives the possible values of
    /// variables of kind TEXT, and the labels of kind LIST, by variable name (and of any slot,
    /// which else may be anything that is an answer to its question); another variable without any
    /// makes the grammar impossible, said by an IllegalArgumentException.
    public Grammar grammar(Map<String, List<String>> texts) {
        var parts = new ArrayList<Grammar>();
        for (var piece : pieces) {
            switch (piece) {
                case Text(String text) -> SpokenGrammar.text(text).ifPresent(parts::add);
                case Variable variable -> parts.add(grammar(variable, texts));
            }
        }
        return new Grammar.Sequence(parts);
    }

    private static Grammar grammar(Variable variable, Map<String, List<String>> texts) {
        if (variable.answers.isPresent() && !texts.containsKey(variable.name)) {
            return variable.answers.get();
        }
        return switch (variable.kind()) {
            case DATE -> SpokenGrammar.date();
            case TIME -> SpokenGrammar.time();
            case TIMES -> SpokenGrammar.either(SpokenGrammar.time());
            case NUMBER ->
                    texts.containsKey(variable.name)
                            ? SpokenGrammar.oneOf(values(variable, texts))
                            : SpokenGrammar.number();
            case MONEY -> SpokenGrammar.dollars();
            case DIGITS -> SpokenGrammar.digits(10);
            case CHOICE, TEXT -> SpokenGrammar.oneOf(values(variable, texts));
            case LIST -> SpokenGrammar.either(SpokenGrammar.oneOf(values(variable, texts)));
            case FLAG, THING -> throw new IllegalArgumentException("never spoken: " + variable);
        };
    }

    private static List<String> values(Variable variable, Map<String, List<String>> texts) {
        var values =
                variable.spoken.isEmpty()
                        ? texts.getOrDefault(variable.name, List.of())
                        : variable.spoken;
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected possible values for {" + variable.name + "}, got none");
        }
        return values;
    }
}
