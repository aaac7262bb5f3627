/// Guided flows: a YAML file, checked when it is loaded, that holds a conversation by itself. Pure:
/// no clock, thread or I/O. May use `dialog.slot`, the ports of `dialog`, and what its block `talk`
/// is made of: prompts, guards and speakable text. Who finds out what callers mean by other words
/// ([OpenQuestion], [Meant]) is none of its business.
///
/// A file has `slots` (typed answers), `tools` (what they return, whether they write), `phrases`
/// and `steps`. A step may `say` something and then does one thing: `ask` for a slot, `confirm`
/// values for a tool that writes, `call` a tool, `set` or `clear` variables, `go` on, or `end`.
/// Values stand in braces, rules are `{when: condition, to: step}`. The order of work at load is
/// [FlowReader], [FlowCheck], [ValueCheck]; in a call it is [FlowDialogue].
@NullMarked
package dev.parley.dialog.flow;

import org.jspecify.annotations.NullMarked;
