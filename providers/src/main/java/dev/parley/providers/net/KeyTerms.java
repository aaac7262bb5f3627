package dev.parley.providers.net;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Words that are likely in a call, as far as a vendor takes them. A request with more than it
/// takes would be refused, so tokens are guessed to be short.
public final class KeyTerms {
    private static final int CHARACTERS_A_TOKEN = 3;

    private KeyTerms() {}

    /// The first of them that fit.
    ///
    /// @param most terms
    /// @param tokens of all of them
    public static List<String> within(List<String> terms, int most, int tokens) {
        List<String> taken = new ArrayList<>();
        int left = tokens;
        for (var term : terms) {
            var plain = term.strip();
            left -= plain.length() / CHARACTERS_A_TOKEN + 1;
            if (left < 0 || taken.size() == most) {
                break;
            }
            if (!plain.isEmpty()) {
                taken.add(plain);
            }
        }
        return List.copyOf(taken);
    }

    /// A parameter for each, behind others; empty if there are none.
    public static String query(String name, List<String> terms) {
        var query = new StringBuilder();
        terms.forEach(term ->
                query.append('&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(term, StandardCharsets.UTF_8)));
        return query.toString();
    }
}
