package dev.parley.dialog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody may have meant by a name that does not exist: for error messages of files
/// and settings.
public final class NearestName {
    private NearestName() {}

    /// The known name with the fewest letters to change, if that is at most a third of them (or
    /// two).
    public static Optional<String> to(String name, Collection<String> known) {
        int limit = Math.max(2, name.length() / 3);
        return known.stream()
                .filter(other -> distance(name, other) <= limit)
                .min(Comparator.comparingInt(other -> distance(name, other)));
    }

    /// The end of an error message: `; did you mean "x"?`, or `otherwise` if nothing is near.
    public static String hint(String name, Collection<String> known, String otherwise) {
        return to(name, known).map(near -> "; did you mean \"" + near + "\"?").orElse(otherwise);
    }

    /// Levenshtein distance.
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
