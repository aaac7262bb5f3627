package dev.parley.dialog.flow;

import dev.parley.dialog.Tool;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a flow file is checked against when it is loaded: the tools its agent has, with the names
/// of their arguments in lower snake case.
public record FlowChecks(Map<String, List<String>> tools) {
    public FlowChecks {
        tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
    }

    /// The checks for these tools; argument names are their record components.
    public static FlowChecks of(List<? extends Tool<?>> tools) {
        var shapes = new LinkedHashMap<String, List<String>>();
        for (var tool : tools) {
            shapes.put(
                    tool.name(),
                    Arrays.stream(tool.arguments().getRecordComponents())
                            .map(RecordComponent::getName)
                            .map(FlowChecks::snake)
                            .toList());
        }
        return new FlowChecks(shapes);
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
