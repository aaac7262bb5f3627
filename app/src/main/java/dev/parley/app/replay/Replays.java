package dev.parley.app.replay;

import dev.parley.app.records.RecordsDesk;
import dev.parley.app.records.SoundTable;
import dev.parley.app.server.RecordKeys;
import dev.parley.app.server.StartRefused;
import dev.parley.app.settings.Settings;
import dev.parley.app.team.ClosedPlugins;
import dev.parley.app.team.Teams;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.ConversationContent;
import dev.parley.call.journal.Replay;
import dev.parley.call.journal.Rerun;
import dev.parley.dialog.Agent;
import dev.parley.dialog.AgentPlugin;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.team.TeamReader;
import dev.parley.dialog.team.TeamText;
import dev.parley.store.CallRecord;
import dev.parley.store.Journals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds journals of calls and replays them. Blocks.
public final class Replays {
    private Replays() {}

    /// A call that can be replayed.
    ///
    /// @param gaps what its record has of the gaps behind turns of the caller, in words, by their
    ///   numbers; empty if it has nothing
    public record Found(CallJournal journal, Map<Integer, String> gaps) {
        public Found {
            gaps = Map.copyOf(gaps);
        }
    }

    /// The journal of a call of this data folder: from the database, and from files that wait for
    /// it; from the files alone if the database cannot be opened.
    public static Optional<Found> find(Settings settings, String callId)
            throws SQLException, IOException, InterruptedException {
        Optional<CallJournal> stored = Optional.empty();
        Map<Integer, String> gaps = Map.of();
        StartRefused refused = null;
        try (var desk = RecordsDesk.open(settings)) {
            stored = desk.calls().journal(callId);
            gaps = desk.calls().find(callId).map(Replays::gaps).orElse(gaps);
        } catch (StartRefused e) {
            refused = e;
        }
        var found = Journals.call(settings.data(), RecordKeys.of(settings), callId, stored);
        if (found.isEmpty() && refused != null) {
            throw refused;
        }
        var known = gaps;
        return found.map(journal -> new Found(journal, known));
    }

    private static Map<Integer, String> gaps(CallRecord call) {
        Map<Integer, String> gaps = new HashMap<>();
        for (var turn : call.turns()) {
            var sound = turn.sound();
            if (sound != null) {
                gaps.put(turn.number(), SoundTable.words(sound, turn.latency()));
            }
        }
        return gaps;
    }

    /// The journal in a file that `calls export` wrote.
    public static CallJournal read(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            return CallJournal.read(lines);
        }
    }

    /// Replays it as it was held.
    ///
    /// @throws IllegalArgumentException if it cannot be, with the reason
    public static Replay.Result asItWas(CallJournal journal) {
        var happened = journal.happened();
        if (happened.isEmpty() || journal.conversation().isEmpty()) {
            throw new IllegalArgumentException(
                    "no journal is kept of call %s: its words were removed by age, it was held by an earlier version, or the database that has the rest of it is away"
                            .formatted(journal.callId()));
        }
        var machines = ConversationContent.read(journal.conversation().text());
        return Replay.run(
                happened, machines.around(dialogue(journal, journal.definition().text())));
    }

    /// Holds the call again with other settings of the conversation.
    ///
    /// @throws IllegalArgumentException if the call cannot be replayed as it was
    public static Rerun.Result against(CallJournal journal, ConversationSettings settings) {
        var phrases = ConversationContent.read(journal.conversation().text()).phrases();
        return Rerun.run(
                whole(journal),
                new ConversationContent(settings, phrases)
                        .around(dialogue(journal, journal.definition().text())));
    }

    /// Holds the call again with another definition of its agent.
    ///
    /// @param definition of the agent, as [dev.parley.dialog.Agent#definition] gives it
    public static Rerun.Result against(CallJournal journal, String definition) {
        var machines = ConversationContent.read(journal.conversation().text());
        return Rerun.run(whole(journal), machines.around(dialogue(journal, definition)));
    }

    /// The definition that the call's agent has today: as this version ships it, or by the file of
    /// its team.
    ///
    /// @throws IllegalArgumentException if it is a team, and none of the settings' is called so
    public static String definitionNow(CallJournal journal, Settings settings) {
        if (!TeamText.isOne(journal.definition().text())) {
            return plugin(journal.agent()).flatMap(AgentPlugin::definition).orElse("");
        }
        var today = new ClosedPlugins(Teams.plugins(), Map.of());
        return settings.teams().stream()
                .map(file -> Teams.read(file, today))
                .filter(team -> team.name().equals(journal.agent()))
                .findFirst()
                .map(Agent::definition)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "calls of team \"%s\" cannot be compared with today's: no file of the setting \"teams\" is called so"
                                        .formatted(journal.agent())));
    }

    private static List<Replay.Redone> whole(CallJournal journal) {
        var result = asItWas(journal);
        result.difference()
                .ifPresent(step -> {
                    throw new IllegalArgumentException(
                            "call %s is not replayed as it was (step %d differs), so nothing can be compared with it; see ./parley replay %1$s"
                                    .formatted(journal.callId(), step.happened().number()));
                });
        return result.steps();
    }

    private static Dialogue dialogue(CallJournal journal, String definition) {
        if (TeamText.isOne(definition)) {
            var text = TeamText.of(definition);
            return TeamReader.read(text, new ClosedPlugins(Teams.plugins(), text.plugins()))
                    .newDialogue();
        }
        return plugin(journal.agent())
                .flatMap(plugin -> plugin.dialogues(definition))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "calls of agent \"%s\" cannot be replayed: it is not on the class path, or does not make dialogues of a definition (AgentPlugin.dialogues)"
                                        .formatted(journal.agent())))
                .get();
    }

    private static Optional<AgentPlugin> plugin(String agent) {
        return Teams.plugins().stream().filter(plugin -> plugin.name().equals(agent)).findFirst();
    }
}
