package dev.parley.sim.vendor.script;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Names of constants as they are written in a script: `FIRST_TOKEN` is `first-token`.
final class Kebab {
    private Kebab() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Class<E> type, String text, String what) {
        for (var constant : type.getEnumConstants()) {
            if (of(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "%s: unknown \"%s\"; expected one of %s"
                        .formatted(
                                what,
                                text,
                                Arrays.stream(type.getEnumConstants())
                                        .map(Kebab::of)
                                        .collect(Collectors.joining(", "))));
    }
}
