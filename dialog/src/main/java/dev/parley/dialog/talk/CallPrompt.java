package dev.parley.dialog.talk;

import dev.parley.dialog.Act;
import dev.parley.dialog.Opening;
import dev.parley.dialog.flow.FlowTalk;
import dev.parley.dialog.prompt.Prompt;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A prompt as one call has it: the variant of the call, with the values of its beginning.
///
/// @param text as the model gets it
record CallPrompt(Prompt.Variant variant, String text) {
    /// What a prompt may have as variables.
    static final List<String> VARIABLES = FlowTalk.VARIABLES;

    static CallPrompt of(Prompt prompt, Opening opening) {
        var variant = prompt.of(opening.callId());
        var values = new LinkedHashMap<String, String>();
        for (var name : prompt.variables()) {
            values.put(
                    name,
                    switch (name) {
                        case "today" -> written("EEEE, yyyy-MM-dd", opening);
                        case "time" -> written("HH:mm", opening);
                        case "zone" -> opening.zone().getId();
                        default -> throw new IllegalStateException("no such variable: " + name);
                    });
        }
        return new CallPrompt(variant, prompt.with(variant, values));
    }

    private static String written(String pattern, Opening opening) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(opening.wall());
    }

    /// Which wording the call has, for its record.
    Act.Note note() {
        return new Act.Note(
                "prompt", Map.of("variant", variant.name(), "version", variant.version()), false);
    }
}
