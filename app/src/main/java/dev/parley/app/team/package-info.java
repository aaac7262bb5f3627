/// Teams of agents by setting: their files, and the plug-ins that are in them, with and without a
/// running server.
@NullMarked
package dev.parley.app.team;

import org.jspecify.annotations.NullMarked;
