package dev.parley.app.records;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.People;
import dev.parley.store.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What was known of a person, as traces to look for.
final class KnownOf {
    private static final Pattern MAIL = Pattern.compile("\\S+@\\S+\\.\\S+");
    private static final Pattern VEHICLE_NUMBER = Pattern.compile("[A-HJ-NPR-Z0-9]{17}");
    private static final Pattern SIGN =
            Pattern.compile(".*(plate|licen[cs]e|vin|mail|address|birth|passport|phone).*");
    private static final int LEAST_SIGN = 5;
    private static final int LEAST_WORDS = 5;
    private static final int MOST_WORDS = 200;

    private KnownOf() {}

    /// What no other person shares: subject, numbers, full name, marks. None of it may be left.
    static List<Trace> signs(Person person, List<People.Export> exports) {
        Set<String> numbers = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        person.names().forEach(name -> add(name.reveal(), numbers, names));
        for (var export : exports) {
            export.tables()
                    .values()
                    .forEach(rows -> rows.forEach(row -> signs(row, numbers, names)));
        }
        List<Trace> traces = new ArrayList<>();
        numbers.forEach(number -> traces.add(Trace.number(number)));
        names.forEach(name -> traces.add(Trace.name(name)));
        return traces;
    }

    private static void signs(Map<String, Object> row, Set<String> numbers, Set<String> names) {
        if (row.get("first_name") instanceof String first
                && row.get("last_name") instanceof String last) {
            names.add(first + " " + last);
        }
        row.forEach((column, value) -> {
            if (value instanceof String text
                    && (MAIL.matcher(text).matches()
                            || VEHICLE_NUMBER.matcher(text).matches()
                            || (text.length() >= LEAST_SIGN
                                    && SIGN.matcher(column.toLowerCase(Locale.ROOT)).matches()))) {
                add(text, numbers, names);
            }
        });
    }

    private static void add(String text, Set<String> numbers, Set<String> names) {
        if (text.matches("\\+[0-9]{7,15}")) {
            numbers.add(text);
        } else if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            names.add(text);
        }
    }

    /// What they said, in sentences of some length; others may have said the same.
    static List<Trace> words(List<Sensitive<String>> said) {
        return said.stream()
                .map(Sensitive::reveal)
                .filter(words -> words.split("\\W+").length >= LEAST_WORDS)
                .limit(MOST_WORDS)
                .map(Trace::words)
                .toList();
    }
}
