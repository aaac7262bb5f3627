/// Teams of agents that are written in YAML: who is in them and who may hand over to whom, read and
/// checked as a whole. Uses flows, prompts and teams; pure, files come in as text.
@NullMarked
package dev.parley.dialog.team;

import org.jspecify.annotations.NullMarked;
