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

    /// How many letters are added, left out, changed, or in the place of their neighbour.
    private static int distance(String from, String to) {
        var steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : least(from, to, steps, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int least(String from, String to, int[][] steps, int i, int j) {
        boolean isSame = from.charAt(i - 1) == to.charAt(j - 1);
        int least =
                Math.min(
                        steps[i - 1][j - 1] + (isSame ? 0 : 1),
                        Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean isSwapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return isSwapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
