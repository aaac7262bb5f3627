package dev.parley.dialog.team;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.dialog.InvalidFlow;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// All that a team is made of, as text: kept with its calls, so that they can be held again.
///
/// @param file name of the team's file
/// @param yaml its text
/// @param files texts of the files it names, by these names
/// @param plugins definitions of the plug-ins' agents in it, by the names of the plug-ins
public record TeamText(
        String file, String yaml, Map<String, String> files, Map<String, String> plugins) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEGINNING = "{\"team\":";
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    public TeamText {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        plugins = Collections.unmodifiableMap(new TreeMap<>(plugins));
    }

    /// Whether a definition is one of a team, and not of a single agent.
    public static boolean isOne(String definition) {
        return definition.startsWith(BEGINNING);
    }

    /// As a definition. The same text for the same team.
    public String definition() {
        var node = JSON.createObjectNode();
        node.put("team", yaml).put("file", file);
        node.set("files", JSON.valueToTree(files));
        node.set("plugins", JSON.valueToTree(plugins));
        return node.toString();
    }

    /// Throws [InvalidFlow] if it is no definition of a team.
    public static TeamText of(String definition) {
        try {
            var node = JSON.readTree(definition);
            return new TeamText(
                    node.path("file").asText(),
                    node.path("team").asText(),
                    JSON.convertValue(node.path("files"), TEXTS),
                    JSON.convertValue(node.path("plugins"), TEXTS));
        } catch (JsonProcessingException e) {
            throw new InvalidFlow("team", 1, "expected the definition of a team as JSON");
        }
    }
}
