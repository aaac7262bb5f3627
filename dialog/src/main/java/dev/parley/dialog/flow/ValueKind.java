package dev.parley.dialog.flow;

/// What a value is, and with it how it is spoken.
public enum ValueKind {
    /// A name or label, spoken as it is.
    TEXT,
    /// True or false; for rules, never spoken.
    FLAG,
    /// "forty two".
    NUMBER,
    /// Whole dollars: "forty dollars".
    MONEY,
    /// "tuesday, november twenty fourth".
    DATE,
    /// "nine thirty", "two o'clock in the afternoon".
    TIME,
    /// Times as a choice: "nine thirty, or two o'clock in the afternoon".
    TIMES,
    /// "five five five, zero one four, two three seven eight".
    DIGITS,
    /// An option of a menu slot, in the words of the flow.
    CHOICE,
    /// A list of things with fields; spoken as a choice of their labels.
    LIST,
    /// A thing with fields, such as the result of a tool; never spoken.
    THING
}
