package dev.parley.dialog;

/// A file of an agent (flow, rules, words, prompts) that cannot be used: says which file, which
/// line and why.
public final class InvalidFlow extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidFlow(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
    }
}
