/// The example agents, written as a user would write one: a flow in YAML, tools in plain Java,
/// tables of their own. They know dialogs, never sound, carriers or providers.
@NullMarked
package dev.parley.agents;

import org.jspecify.annotations.NullMarked;
