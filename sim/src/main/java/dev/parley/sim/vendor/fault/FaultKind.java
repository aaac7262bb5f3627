package dev.parley.sim.vendor.fault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What can go wrong with a vendor. `docs/sim-vendors.md` says what each does at each stage.
public enum FaultKind {
    REFUSE("refuse", Form.NONE),
    UNAUTHORIZED("401", Form.NONE),
    PAYMENT("402", Form.NONE),
    RATE("429", Form.RETRY),
    SERVER("5xx", Form.STATUS),
    SLOW_FIRST_BYTE("slow-first-byte", Form.TIME),
    STALL("stall", Form.COUNT_OR_TIME),
    CUT("cut", Form.COUNT),
    ERROR("error", Form.COUNT),
    GARBAGE("garbage", Form.COUNT),
    SPLIT_UTF8("split-utf8", Form.NONE),
    DUPLICATE("duplicate", Form.NONE),
    LATE("late", Form.COUNT),
    WRONG_RATE("wrong-rate", Form.RATE),
    ZERO_BYTES("zero-bytes", Form.NONE),
    TOO_FAST("too-fast", Form.NONE),
    TOO_SLOW("too-slow", Form.TIME);

    private final String text;
    private final Form form;

    /// What may follow the second colon.
    enum Form {
        NONE("no parameter"),
        COUNT("a number of pieces, as 3"),
        TIME("a time, as 800ms or 2s"),
        COUNT_OR_TIME("a number of pieces before it, as 3, or how long it lasts, as 800ms"),
        RETRY("the seconds of Retry-After, \"none\" for no such header, or \"quota\""),
        STATUS("one of 500, 502, 503, 504, 529"),
        RATE("samples a second, as 16000");

        private final String says;

        Form(String says) {
            this.says = says;
        }

        String says() {
            return says;
        }

        boolean accepts(String parameter) {
            return switch (this) {
                case NONE -> parameter.isEmpty();
                case COUNT -> parameter.matches("|\\d{1,4}");
                case TIME -> parameter.matches("|\\d{1,6}(ms|s)");
                case COUNT_OR_TIME -> parameter.matches("|\\d{1,4}|\\d{1,6}(ms|s)");
                case RETRY -> parameter.matches("|\\d{1,4}|none|quota");
                case STATUS -> parameter.matches("|500|502|503|504|529");
                case RATE -> parameter.matches("|[1-9]\\d{3,5}");
            };
        }
    }

    FaultKind(String text, Form form) {
        this.text = text;
        this.form = form;
    }

    Form form() {
        return form;
    }

    /// The stages at which it has a meaning.
    public Set<Stage> stages() {
        return this == WRONG_RATE
                ? EnumSet.of(Stage.STT, Stage.TTS, Stage.DUPLEX)
                : EnumSet.allOf(Stage.class);
    }

    /// Whether it answers instead of the vendor: before anything was said, or, on an open socket,
    /// in the vendor's own form of an error.
    public boolean isRefusal() {
        return switch (this) {
            case REFUSE, UNAUTHORIZED, PAYMENT, RATE, SERVER -> true;
            case SLOW_FIRST_BYTE,
                    STALL,
                    CUT,
                    ERROR,
                    GARBAGE,
                    SPLIT_UTF8,
                    DUPLICATE,
                    LATE,
                    WRONG_RATE,
                    ZERO_BYTES,
                    TOO_FAST,
                    TOO_SLOW ->
                    false;
        };
    }

    static Optional<FaultKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(FaultKind::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text;
    }
}
