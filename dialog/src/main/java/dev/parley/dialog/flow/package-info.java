/// Guided flows: a YAML file, checked when it is loaded, that holds a conversation by itself. Pure:
/// no clock, thread or I/O. May use `dialog.slot` and the ports of `dialog`.
@NullMarked
package dev.parley.dialog.flow;

import org.jspecify.annotations.NullMarked;
