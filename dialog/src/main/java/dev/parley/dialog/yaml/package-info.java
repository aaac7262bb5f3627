/// Files of an agent, written in YAML: mappings that know their lines, and everything wrong with a
/// file told at once.
@NullMarked
package dev.parley.dialog.yaml;

import org.jspecify.annotations.NullMarked;
