package dev.parley.dialog.team;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Tool;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/// The plug-ins of this server, as a team may use them.
public interface Colleagues {
    /// Their names.
    Set<String> names();

    /// The agent of this plug-in, which is one of [#names].
    ///
    /// @param language and zone of the team, for an agent that is not open and has none of its own
    Agent agent(String plugin, String language, ZoneId zone);

    /// The tools that this plug-in lends to agents of others; those that its agent has too are the
    /// same ones.
    List<Tool<?>> lent(String plugin);
}
