package dev.parley.dialog.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// A regular expression that is searched for in time proportional to the text, whatever the text:
/// all its ways are followed at once (Thompson 1968), so none is tried twice. Letters match in
/// either case. Knows `.`, classes, `\d \w \s \b`, groups, `|`, `* + ?`, `{m,n}` up to 50, `^` and
/// `$`; not look-around and back references, which cannot be matched so. Immutable; any thread.
final class LinearPattern {
    private static final int MOST_STATES = 2_000;
    private static final int MOST_REPEATS = 50;

    /// Of these characters it is known beforehand whether a match can begin with one.
    private static final int FIRST = 128;

    private final String source;
    private final List<Node> nodes = new ArrayList<>();
    private final boolean[] begins = new boolean[FIRST];
    private final int start;
    private final boolean mayBeEmpty;
    private int at;

    /// What stands in the way between two states.
    private sealed interface Node {}

    private record Take(IntPredicate what, int next) implements Node {}

    private record Fork(int first, int second) implements Node {}

    private record Look(Edge edge, int next) implements Node {}

    private record Done() implements Node {}

    private enum Edge {
        START,
        END,
        WORD
    }

    /// Builds the nodes of a part, given what comes behind it.
    private interface Part {
        int before(int next);
    }

    /// Throws IllegalArgumentException that says what is not understood and where.
    LinearPattern(String source) {
        this.source = source;
        var whole = alternatives();
        if (at < source.length()) {
            throw wrong("\")\" without \"(\"");
        }
        nodes.add(new Done());
        this.start = whole.before(0);
        this.mayBeEmpty = learnBegins();
    }

    /// Whether it occurs anywhere in the text.
    boolean occursIn(CharSequence text) {
        int[] now = new int[nodes.size()];
        int[] next = new int[nodes.size()];
        int[] seen = new int[nodes.size()];
        Arrays.fill(seen, -1);
        int[] stack = new int[nodes.size() * 2 + 2];
        int count = 0;
        for (int index = 0; index <= text.length(); index++) {
            if (mayBeginAt(text, index)) {
                count = follow(start, text, index, now, count, seen, stack);
                if (count < 0) {
                    return true;
                }
            }
            if (index == text.length()) {
                return false;
            }
            int kept = 0;
            char c = text.charAt(index);
            for (int i = 0; i < count; i++) {
                if (nodes.get(now[i]) instanceof Take(IntPredicate what, int to) && what.test(c)) {
                    kept = follow(to, text, index + 1, next, kept, seen, stack);
                    if (kept < 0) {
                        return true;
                    }
                }
            }
            var swap = now;
            now = next;
            next = swap;
            count = kept;
        }
        return false;
    }

    private boolean mayBeginAt(CharSequence text, int index) {
        if (mayBeEmpty) {
            return true;
        }
        char c = index < text.length() ? text.charAt(index) : ' ';
        return index < text.length() && (c >= FIRST || begins[c]);
    }

    /// Notes with which characters it can begin, and whether it needs one at all.
    private boolean learnBegins() {
        var seen = new boolean[nodes.size()];
        var stack = new ArrayDeque<Integer>(List.of(start));
        boolean isDone = false;
        while (!stack.isEmpty()) {
            int node = stack.pop();
            if (seen[node]) {
                continue;
            }
            seen[node] = true;
            switch (nodes.get(node)) {
                case Done _ -> isDone = true;
                case Take(IntPredicate what, int _) -> {
                    for (int c = 0; c < FIRST; c++) {
                        begins[c] |= what.test(c);
                    }
                }
                case Fork(int first, int second) -> {
                    stack.push(first);
                    stack.push(second);
                }
                case Look(Edge _, int next) -> stack.push(next);
            }
        }
        return isDone;
    }

    /// Adds what can be reached without a character; -1 if that is the end. `seen` holds for every
    /// node at which index it was reached last.
    private int follow(
            int from, CharSequence text, int index, int[] list, int size, int[] seen, int[] stack) {
        int count = size;
        int top = 0;
        stack[top++] = from;
        while (top > 0) {
            int node = stack[--top];
            if (seen[node] == index) {
                continue;
            }
            seen[node] = index;
            switch (nodes.get(node)) {
                case Done _ -> {
                    return -1;
                }
                case Take _ -> list[count++] = node;
                case Fork(int first, int second) -> {
                    stack[top++] = second;
                    stack[top++] = first;
                }
                case Look(Edge edge, int next) -> {
                    if (isAt(edge, text, index)) {
                        stack[top++] = next;
                    }
                }
            }
        }
        return count;
    }

    private static boolean isAt(Edge edge, CharSequence text, int index) {
        return switch (edge) {
            case START -> index == 0;
            case END -> index == text.length();
            case WORD -> isWord(text, index - 1) != isWord(text, index);
        };
    }

    private static boolean isWord(CharSequence text, int index) {
        return index >= 0 && index < text.length() && isWord(text.charAt(index));
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private int node(Node node) {
        if (nodes.size() >= MOST_STATES) {
            throw new IllegalArgumentException(
                    "the pattern \""
                            + source
                            + "\" is too large: more than "
                            + MOST_STATES
                            + " states; use fewer repetitions");
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    private Part alternatives() {
        var left = row();
        while (isNext('|')) {
            at++;
            var first = left;
            var second = row();
            left = next -> node(new Fork(first.before(next), second.before(next)));
        }
        return left;
    }

    private Part row() {
        Part row = next -> next;
        while (at < source.length() && !isNext('|') && !isNext(')')) {
            var first = row;
            var second = repeated();
            row = next -> first.before(second.before(next));
        }
        return row;
    }

    private Part repeated() {
        var one = atom();
        while (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
            char sign = source.charAt(at++);
            var part = one;
            one =
                    switch (sign) {
                        case '*' -> many(part);
                        case '+' -> next -> part.before(many(part).before(next));
                        case '?' -> next -> node(new Fork(part.before(next), next));
                        default -> counted(part);
                    };
            if (isNext('?') || isNext('+')) {
                throw wrong("greed makes no difference here: leave out the second sign");
            }
        }
        return one;
    }

    private Part many(Part part) {
        return next -> {
            int loop = node(new Fork(next, next));
            int body = part.before(loop);
            nodes.set(loop, new Fork(body, next));
            return loop;
        };
    }

    private Part counted(Part part) {
        int close = source.indexOf('}', at);
        var text = close < 0 ? "" : source.substring(at, close);
        if (!text.matches("\\d{1,3}(?:,\\d{0,3})?")) {
            throw wrong("expected a number or two in braces");
        }
        at = close + 1;
        int comma = text.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? text : text.substring(0, comma));
        boolean isOpen = comma == text.length() - 1;
        int most = comma < 0 ? least : isOpen ? least : Integer.parseInt(text.substring(comma + 1));
        if (most > MOST_REPEATS || least > most) {
            throw wrong("expected at most " + MOST_REPEATS + " repetitions, the fewer first");
        }
        return next -> {
            int behind = isOpen ? many(part).before(next) : next;
            for (int i = least; i < most; i++) {
                behind = node(new Fork(part.before(behind), next));
            }
            for (int i = 0; i < least; i++) {
                behind = part.before(behind);
            }
            return behind;
        };
    }

    private Part atom() {
        char c = source.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> take(characters());
            case '.' -> take(any -> any != '\n');
            case '^' -> look(Edge.START);
            case '$' -> look(Edge.END);
            case '\\' -> escaped();
            case '*', '+', '?', '{' -> throw wrong("nothing before \"" + c + "\" to repeat");
            default -> take(letter(c));
        };
    }

    private Part group() {
        if (source.startsWith("?:", at)) {
            at += 2;
        } else if (isNext('?')) {
            throw wrong("look-around and flags are not supported");
        }
        var inner = alternatives();
        if (!isNext(')')) {
            throw wrong("\"(\" without \")\"");
        }
        at++;
        return inner;
    }

    private Part escaped() {
        if (isNext('b')) {
            at++;
            return look(Edge.WORD);
        }
        return take(escape());
    }

    private IntPredicate escape() {
        if (at == source.length()) {
            throw wrong("nothing behind the last backslash");
        }
        char c = source.charAt(at++);
        return switch (c) {
            case 'd' -> Character::isDigit;
            case 'D' -> any -> !Character.isDigit(any);
            case 'w' -> LinearPattern::isWord;
            case 'W' -> any -> !isWord(any);
            case 's' -> Character::isWhitespace;
            case 'S' -> any -> !Character.isWhitespace(any);
            case 'n' -> any -> any == '\n';
            case 't' -> any -> any == '\t';
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw wrong("\"\\" + c + "\" is not supported");
                }
                yield any -> any == c;
            }
        };
    }

    private IntPredicate characters() {
        boolean isNot = isNext('^');
        at += isNot ? 1 : 0;
        IntPredicate all = _ -> false;
        int first = at;
        while (at < source.length() && (source.charAt(at) != ']' || at == first)) {
            char c = source.charAt(at++);
            if (c == '\\') {
                all = all.or(escape());
            } else if (isNext('-') && at + 1 < source.length() && source.charAt(at + 1) != ']') {
                char last = source.charAt(at + 1);
                at += 2;
                if (last < c) {
                    throw wrong("expected a range from the lower character to the higher");
                }
                all = all.or(range(c, last));
            } else {
                all = all.or(letter(c));
            }
        }
        if (at >= source.length()) {
            throw wrong("\"[\" without \"]\"");
        }
        at++;
        return isNot ? all.negate() : all;
    }

    private static IntPredicate range(char first, char last) {
        return any -> {
            int low = Character.toLowerCase(any);
            int high = Character.toUpperCase(any);
            return (any >= first && any <= last)
                    || (low >= first && low <= last)
                    || (high >= first && high <= last);
        };
    }

    private static IntPredicate letter(char c) {
        int low = Character.toLowerCase(c);
        return any -> any == c || Character.toLowerCase(any) == low;
    }

    private Part take(IntPredicate what) {
        return next -> node(new Take(what, next));
    }

    private Part look(Edge edge) {
        return next -> node(new Look(edge, next));
    }

    private boolean isNext(char c) {
        return at < source.length() && source.charAt(at) == c;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "the pattern \"" + source + "\", character " + at + ": " + what);
    }

    @Override
    public String toString() {
        return source;
    }
}
