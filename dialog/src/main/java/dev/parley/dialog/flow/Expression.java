package dev.parley.dialog.flow;

import java.util.List;

/// A rule's condition or a value: a tiny language without loops, effects or escape. Parsed by
/// [ExpressionParser], typed by [Types], computed by [Values].
sealed interface Expression {
    record Literal(Object value) implements Expression {}

    /// A variable and its fields: `customer.vehicles`.
    record Path(String root, List<String> fields) implements Expression {
        public Path {
            fields = List.copyOf(fields);
        }

        String text() {
            return fields.isEmpty() ? root : root + "." + String.join(".", fields);
        }
    }

    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Not(Expression of) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    record Compare(Operator operator, Expression left, Expression right) implements Expression {}

    enum Operator {
        EQUAL,
        DIFFERENT,
        LESS,
        MORE,
        IN
    }

    enum Function {
        /// Whether a variable has a value: `known(time)`.
        KNOWN("known", 1),
        /// How many things a list holds.
        COUNT("count", 1),
        /// The first of a list.
        FIRST("first", 1),
        /// Two times of a list to offer: the first, and the first of the other half of the day.
        OFFER("offer", 1),
        /// The two times of a list nearest to a time.
        NEAR("near", 2),
        /// Whether the caller proved to be this person: `proven(customer.customer_id)`.
        PROVEN("proven", 1),
        /// Today's date.
        TODAY("today", 0);

        private final String word;
        private final int arguments;

        Function(String word, int arguments) {
            this.word = word;
            this.arguments = arguments;
        }

        String word() {
            return word;
        }

        int arguments() {
            return arguments;
        }
    }
}
