package dev.parley.sim.vendor.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One fault and where it strikes, written `target:fault@point` or `target:fault@point:parameter`.
///
/// The target is a stage (`llm`, `stt`, `tts`, `duplex`), a simulated vendor by name (`deepgram`),
/// or one stage of a vendor (`deepgram.tts`). The point is `always`, or `turn`, `request` or
/// `connection` with a number from 1, and a plus if it lasts from there on (`turn3+`).
public record FaultRule(
        String target, FaultKind kind, Point point, long number, boolean lasts, String parameter) {
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9.-]*):([a-z0-9-]+)@([a-z]+)(\\d{0,6})(\\+?)(?::(.*))?");

    /// What the number counts.
    public enum Point {
        ALWAYS,
        TURN,
        REQUEST,
        CONNECTION
    }

    /// Reads a rule.
    ///
    /// @throws IllegalArgumentException which says what is wrong with it, what was expected, and
    ///   gives an example
    public static FaultRule parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text, "expected target:fault@point, with :parameter behind it if need be");
        }
        var kind =
                FaultKind.named(form.group(2))
                        .orElseThrow(() ->
                                wrong(
                                        text,
                                        "unknown fault \"%s\"; expected one of %s"
                                                .formatted(form.group(2), FaultKind.names())));
        var point = point(text, form.group(3), form.group(4), form.group(5));
        var parameter = form.group(6) == null ? "" : form.group(6);
        if (!kind.form().accepts(parameter) || text.endsWith(":")) {
            throw wrong(
                    text,
                    "\"%s\" takes %s, got \"%s\"".formatted(kind, kind.form().says(), parameter));
        }
        var rule =
                new FaultRule(
                        form.group(1),
                        kind,
                        point,
                        point == Point.ALWAYS ? 0 : Long.parseLong(form.group(4)),
                        !form.group(5).isEmpty(),
                        parameter);
        for (var stage : Stage.values()) {
            if (rule.stageOfTarget().equals(stage.toString()) && !kind.stages().contains(stage)) {
                throw wrong(
                        text,
                        "\"%s\" has no meaning for %s; it applies to %s"
                                .formatted(
                                        kind,
                                        stage,
                                        kind.stages().stream()
                                                .map(Stage::toString)
                                                .collect(Collectors.joining(", "))));
            }
        }
        return rule;
    }

    private static Point point(String text, String name, String number, String plus) {
        for (var point : Point.values()) {
            if (point.name().toLowerCase(Locale.ROOT).equals(name)) {
                boolean isCounted = point != Point.ALWAYS;
                if (isCounted == number.isEmpty() || (!isCounted && !plus.isEmpty())) {
                    throw wrong(
                            text,
                            isCounted
                                    ? "\"%s\" needs a number from 1".formatted(name)
                                    : "\"always\" takes no number");
                }
                if (isCounted && Long.parseLong(number) == 0) {
                    throw wrong(text, "%ss are counted from 1".formatted(name));
                }
                return point;
            }
        }
        throw wrong(
                text,
                "unknown point \"%s\"; expected always, turnN, requestN or connectionN"
                        .formatted(name));
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "fault \"%s\": %s; for example llm:stall@turn3, stt:429@always:2, deepgram.tts:cut@request2+:4"
                        .formatted(text, why));
    }

    /// The vendor that it is about; empty if it is about a stage of whichever.
    public Optional<String> vendor() {
        for (var stage : Stage.values()) {
            if (target.equals(stage.toString())) {
                return Optional.empty();
            }
            if (target.endsWith("." + stage)) {
                return Optional.of(target.substring(0, target.lastIndexOf('.')));
            }
        }
        return Optional.of(target);
    }

    private String stageOfTarget() {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    /// Whether it is about this vendor and stage.
    public boolean isAbout(String vendor, Stage stage) {
        return kind.stages().contains(stage)
                && (target.equals(stage.toString())
                        || target.equals(vendor)
                        || target.equals(vendor + "." + stage));
    }

    boolean strikesAt(Moment moment) {
        long now =
                switch (point) {
                    case ALWAYS -> 0;
                    case TURN -> moment.turn();
                    case REQUEST -> moment.request();
                    case CONNECTION -> moment.connection();
                };
        return point == Point.ALWAYS || now == number || (lasts && now > number);
    }

    /// The parameter as a number of pieces.
    public int count(int otherwise) {
        return parameter.matches("\\d+") ? Integer.parseInt(parameter) : otherwise;
    }

    /// The parameter as a time.
    public Duration time(Duration otherwise) {
        if (parameter.endsWith("ms")) {
            return Duration.ofMillis(
                    Long.parseLong(parameter.substring(0, parameter.length() - 2)));
        }
        return parameter.endsWith("s")
                ? Duration.ofSeconds(Long.parseLong(parameter.substring(0, parameter.length() - 1)))
                : otherwise;
    }

    @Override
    public String toString() {
        return target
                + ":"
                + kind
                + "@"
                + point.name().toLowerCase(Locale.ROOT)
                + (point == Point.ALWAYS ? "" : number + (lasts ? "+" : ""))
                + (parameter.isEmpty() ? "" : ":" + parameter);
    }
}
