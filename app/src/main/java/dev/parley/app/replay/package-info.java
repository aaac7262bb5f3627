/// Replays of calls for an operator: where a journal comes from, and how its replay is shown.
@NullMarked
package dev.parley.app.replay;

import org.jspecify.annotations.NullMarked;
