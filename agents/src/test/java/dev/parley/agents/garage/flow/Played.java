package dev.parley.agents.garage.flow;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Opening;
import dev.parley.dialog.flow.FlowDialogue;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Plays a call from its transcript: what the caller does is taken from it, what the agent does is
/// written down, and both together must be the transcript again. Lines of the caller: `caller:`
/// words, `keys:`, `silence` (`silence 2` for the second in a row), `cut:` what was heard of the
/// last reply.
final class Played {
    private final Garage garage;
    private final FlowDialogue dialogue = new FlowDialogue(GarageFlow.FLOW);
    private final List<String> lines = new ArrayList<>();

    private Played(Garage garage) {
        this.garage = garage;
    }

    static String play(Garage garage, String from, String transcript) {
        var played = new Played(garage);
        played.perform(
                played.dialogue.begin(
                        new Opening(
                                "call-1",
                                LocalDateTime.of(2026, 11, 21, 10, 0),
                                ZoneId.of("America/Chicago"),
                                1,
                                Sensitive.of(from),
                                "+12125550100",
                                Map.of())));
        for (var line : transcript.lines().toList()) {
            played.caller(line);
        }
        return String.join("\n", played.lines) + "\n";
    }

    private void caller(String line) {
        if (line.startsWith("caller:")) {
            lines.add(line);
            perform(dialogue.hear(Sensitive.of(line.substring(7).strip())));
        } else if (line.startsWith("keys:")) {
            lines.add(line);
            perform(dialogue.keys(Sensitive.of(line.substring(5).strip())));
        } else if (line.startsWith("cut:")) {
            lines.add(line);
            dialogue.interrupted(line.substring(4).strip());
        } else if (line.startsWith("silence")) {
            lines.add(line);
            perform(dialogue.silence(line.endsWith("2") ? 2 : 1));
        }
    }

    private void agent(String words) {
        if (!lines.isEmpty() && lines.getLast().startsWith("agent:")) {
            lines.set(lines.size() - 1, lines.getLast() + " " + words);
        } else {
            lines.add("agent: " + words);
        }
    }

    private void perform(List<Act> acts) {
        for (var act : acts) {
            switch (act) {
                case Act.Say say -> agent(String.join(" ", say.sentences()));
                case Act.CallTool call -> {
                    lines.add("tool: " + call.name() + " " + new TreeMap<>(call.arguments()));
                    var result = garage.call(call);
                    if (!result.succeeded()) {
                        lines.add("error: " + result.error());
                    }
                    perform(dialogue.toolReturned(call.id(), result));
                }
                case Act.End end -> lines.add("end: " + end.outcome());
                case Act.Expect _, Act.Note _, Act.Transfer _, Act.HandOver _ -> {}
                case Act.StopTool _, Act.Generate _, Act.StopGenerating _, Act.Summarize _ -> {}
            }
        }
    }
}
