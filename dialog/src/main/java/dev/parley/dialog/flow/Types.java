package dev.parley.dialog.flow;

import dev.parley.dialog.NearestName;
import dev.parley.dialog.flow.ExpressionParser.Mistake;
import java.util.Locale;
import java.util.Map;

/// Finds the type of an expression, or says by [Mistake] what does not fit.
final class Types {
    private final Map<String, Type> variables;

    Types(Map<String, Type> variables) {
        this.variables = variables;
    }

    Type of(Expression expression) {
        return switch (expression) {
            case Expression.Literal(Object value) ->
                    Type.of(
                            switch (value) {
                                case Boolean _ -> ValueKind.FLAG;
                                case Integer _ -> ValueKind.NUMBER;
                                default -> ValueKind.TEXT;
                            });
            case Expression.Path path -> ofPath(path);
            case Expression.Call call -> ofCall(call);
            case Expression.Not(Expression inner) -> flag(inner);
            case Expression.And(Expression left, Expression right) -> both(left, right);
            case Expression.Or(Expression left, Expression right) -> both(left, right);
            case Expression.Compare compare -> ofCompare(compare);
        };
    }

    /// Like [#of], but it must be true or false.
    Type flag(Expression expression) {
        var type = of(expression);
        if (type.kind() != ValueKind.FLAG) {
            throw new Mistake("expected a condition, got a value of type " + word(type));
        }
        return type;
    }

    private Type both(Expression left, Expression right) {
        flag(left);
        return flag(right);
    }

    private Type ofPath(Expression.Path path) {
        var type = variables.get(path.root());
        if (type == null) {
            throw new Mistake(unknown("variable", path.root(), variables));
        }
        for (var name : path.fields()) {
            var field = type.fields().get(name);
            if (type.kind() != ValueKind.THING || field == null) {
                throw new Mistake(
                        unknown("field", name, type.fields()) + " in \"" + path.text() + "\"");
            }
            type = field.type();
        }
        return type;
    }

    private static String unknown(String what, String name, Map<String, ?> known) {
        return "unknown " + what + " \"" + name + "\"" + NearestName.hint(name, known.keySet(), "");
    }

    private Type ofCall(Expression.Call call) {
        return switch (call.function()) {
            case KNOWN, PROVEN -> {
                if (!(call.arguments().getFirst() instanceof Expression.Path)) {
                    throw new Mistake("expected a variable in " + call.function().word() + "(…)");
                }
                of(call.arguments().getFirst());
                yield Type.of(ValueKind.FLAG);
            }
            case COUNT -> {
                var type = of(call.arguments().getFirst());
                if (type.kind() != ValueKind.LIST && type.kind() != ValueKind.TIMES) {
                    throw new Mistake("expected a list in count(…), got " + word(type));
                }
                yield Type.of(ValueKind.NUMBER);
            }
            case FIRST -> {
                var type = of(call.arguments().getFirst());
                yield switch (type.kind()) {
                    case TIMES -> Type.of(ValueKind.TIME);
                    case LIST -> Type.thing(type.fields());
                    default -> throw new Mistake("expected a list in first(…), got " + word(type));
                };
            }
            case OFFER -> times(call);
            case NEAR -> {
                var time = of(call.arguments().getLast());
                if (time.kind() != ValueKind.TIME) {
                    throw new Mistake("expected a time in near(…, time), got " + word(time));
                }
                yield times(call);
            }
            case TODAY -> Type.of(ValueKind.DATE);
        };
    }

    private Type times(Expression.Call call) {
        var type = of(call.arguments().getFirst());
        if (type.kind() != ValueKind.TIMES) {
            throw new Mistake(
                    "expected a list of times in "
                            + call.function().word()
                            + "(…), got "
                            + word(type));
        }
        return Type.of(ValueKind.TIMES);
    }

    private Type ofCompare(Expression.Compare compare) {
        var left = of(compare.left()).kind();
        var right = of(compare.right()).kind();
        boolean fits =
                switch (compare.operator()) {
                    case EQUAL, DIFFERENT -> plain(left) == plain(right);
                    case LESS, MORE -> ordered(left) && plain(left) == plain(right);
                    case IN -> left == ValueKind.TIME && right == ValueKind.TIMES;
                };
        if (!fits) {
            throw new Mistake(
                    "cannot compare "
                            + left.name().toLowerCase(Locale.ROOT)
                            + " with "
                            + right.name().toLowerCase(Locale.ROOT));
        }
        return Type.of(ValueKind.FLAG);
    }

    /// Kinds that are compared as the same plain value.
    private static ValueKind plain(ValueKind kind) {
        return switch (kind) {
            case MONEY -> ValueKind.NUMBER;
            case CHOICE, DATE, TIME, DIGITS -> ValueKind.TEXT;
            case TEXT, FLAG, NUMBER, TIMES, LIST, THING -> kind;
        };
    }

    private static boolean ordered(ValueKind kind) {
        return switch (kind) {
            case NUMBER, MONEY, DATE, TIME -> true;
            case TEXT, FLAG, TIMES, DIGITS, CHOICE, LIST, THING -> false;
        };
    }

    static String word(Type type) {
        return type.kind().name().toLowerCase(Locale.ROOT);
    }
}
