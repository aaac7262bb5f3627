package dev.parley.dialog.flow;

import dev.parley.dialog.flow.FlowGraph.Proof;
import dev.parley.dialog.yaml.Problems;
import java.util.Set;

/// The rule that holds: a tool that needs to know who the caller is runs only after a passed check
/// of the very person it is about.
final class IdentityCheck {
    private final Flow flow;
    private final Problems problems;

    IdentityCheck(Flow flow, Problems problems) {
        this.flow = flow;
        this.problems = problems;
    }

    /// @param here what surely holds before the call
    void call(Step.Call call, Set<String> here) {
        var identity = flow.tool(call.tool()).identity();
        if (identity == null) {
            return;
        }
        var person = FlowGraph.person(call, identity);
        if (person == null || flow.slots().containsKey(person.root())) {
            problems.add(
                    call.line(),
                    "\"" + identity.of() + "\" must be a value that a tool returned, as it is");
        } else if (!identity.proves() && !here.contains(new Proof(person).fact())) {
            problems.add(
                    call.line(),
                    "step \""
                            + call.name()
                            + "\" can call \""
                            + call.tool()
                            + "\", which needs the caller's identity, without a passed check of "
                            + person.text()
                            + " before; call a tool that proves it, or test it with proven("
                            + person.text()
                            + ")");
        }
    }
}
