package dev.parley.dialog.flow;

import dev.parley.dialog.NearestName;
import dev.parley.dialog.flow.Expression.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Reads `known(time) and time in free.slots`. Words: and, or, not, in, ==, !=, <, >, true, false,
/// numbers, 'text', paths, functions, brackets. A mistake throws [Mistake] with what was expected.
final class ExpressionParser {
    private static final Pattern TOKENS =
            Pattern.compile("\\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(\\d+)|'([^']*)'|(==|!=|[<>().,]))");
    private static final int DEEPEST = 20;

    private final String source;
    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;

    /// What is wrong with an expression or a template.
    static final class Mistake extends RuntimeException {
        private static final long serialVersionUID = 1;

        Mistake(String reason) {
            super(reason);
        }
    }

    private ExpressionParser(String source) {
        this.source = source;
    }

    static Expression parse(String source) {
        var parser = new ExpressionParser(source);
        parser.tokenize();
        var expression = parser.either();
        if (parser.at < parser.tokens.size()) {
            throw parser.expected("nothing more");
        }
        return expression;
    }

    private void tokenize() {
        var matcher = TOKENS.matcher(source.stripTrailing());
        int end = 0;
        while (end < source.stripTrailing().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new Mistake(
                        "cannot read \""
                                + source.substring(end).strip()
                                + "\" in \""
                                + source
                                + "\"");
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
    }

    private Expression either() {
        if (++depth > DEEPEST) {
            throw new Mistake("expected at most " + DEEPEST + " brackets inside each other");
        }
        var left = both();
        while (take("or")) {
            left = new Expression.Or(left, both());
        }
        depth--;
        return left;
    }

    private Expression both() {
        var left = condition();
        while (take("and")) {
            left = new Expression.And(left, condition());
        }
        return left;
    }

    private Expression condition() {
        if (take("not")) {
            if (++depth > DEEPEST) {
                throw new Mistake("expected at most " + DEEPEST + " negations inside each other");
            }
            var negated = new Expression.Not(condition());
            depth--;
            return negated;
        }
        var left = value();
        for (var operator : Operator.values()) {
            if (take(word(operator))) {
                return new Expression.Compare(operator, left, value());
            }
        }
        return left;
    }

    private static String word(Operator operator) {
        return switch (operator) {
            case EQUAL -> "==";
            case DIFFERENT -> "!=";
            case LESS -> "<";
            case MORE -> ">";
            case IN -> "in";
        };
    }

    private Expression value() {
        if (take("(")) {
            var inner = either();
            expect(")");
            return inner;
        }
        if (at == tokens.size()) {
            throw expected("a value");
        }
        var token = tokens.get(at++);
        if (token.startsWith("'")) {
            return new Expression.Literal(token.substring(1, token.length() - 1));
        }
        if (token.matches("\\d{1,9}")) {
            return new Expression.Literal(Integer.parseInt(token));
        }
        if (token.equals("true") || token.equals("false")) {
            return new Expression.Literal(Boolean.valueOf(token));
        }
        if (!token.matches("[A-Za-z_]\\w*") || List.of("and", "or", "in").contains(token)) {
            at--;
            throw expected("a value");
        }
        return take("(") ? call(token) : path(token);
    }

    private Expression call(String name) {
        var function =
                Arrays.stream(Expression.Function.values())
                        .filter(known -> known.word().equals(name))
                        .findFirst();
        if (function.isEmpty()) {
            var known =
                    Arrays.stream(Expression.Function.values())
                            .map(Expression.Function::word)
                            .toList();
            var hint =
                    NearestName.hint(name, known, "; expected one of " + String.join(", ", known));
            throw new Mistake("unknown function \"" + name + "\"" + hint);
        }
        var arguments = new ArrayList<Expression>();
        while (!take(")")) {
            if (!arguments.isEmpty()) {
                expect(",");
            }
            arguments.add(either());
        }
        if (arguments.size() != function.get().arguments()) {
            throw new Mistake(
                    "function \""
                            + name
                            + "\" takes "
                            + function.get().arguments()
                            + " values, got "
                            + arguments.size());
        }
        return new Expression.Call(function.get(), arguments);
    }

    private Expression path(String root) {
        var fields = new ArrayList<String>();
        while (take(".")) {
            if (at == tokens.size() || !tokens.get(at).matches("[A-Za-z_]\\w*")) {
                throw expected("a field name");
            }
            fields.add(tokens.get(at++));
        }
        return new Expression.Path(root, fields);
    }

    private boolean take(String token) {
        boolean found = at < tokens.size() && tokens.get(at).equals(token);
        if (found) {
            at++;
        }
        return found;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw expected("\"" + token + "\"");
        }
    }

    private Mistake expected(String what) {
        var got = at < tokens.size() ? "\"" + tokens.get(at) + "\"" : "the end";
        return new Mistake("expected " + what + ", got " + got + " in \"" + source + "\"");
    }
}
