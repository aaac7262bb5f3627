/// What simulated vendors say, hear and sound like, how long they take, and how they read what
/// their documentation leaves open. Read from YAML or made in Java.
@NullMarked
package dev.parley.sim.vendor.script;

import org.jspecify.annotations.NullMarked;
