package dev.parley.sim.vendor.script;

/// A simulated model; called on the thread of the request, by many at a time.
public interface ModelFunction {
    ModelReply answer(ModelQuestion question);
}
