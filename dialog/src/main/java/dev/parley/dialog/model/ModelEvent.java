package dev.parley.dialog.model;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.ProviderFault;

/// What a [LanguageModel.Listener] is told of one answer, as a value: text and tool calls in order,
/// then exactly one of [Done] and [Failed].
public sealed interface ModelEvent {
    /// The next piece of text, of any length but none; pieces may have been put together.
    record Text(Sensitive<String> delta) implements ModelEvent {
        public Text(String delta) {
            this(Sensitive.of(delta));
        }
    }

    /// The model wishes to call a tool; what it wrote is not checked.
    record Called(ToolCall call) implements ModelEvent {}

    /// The answer is complete.
    record Done(Finish finish) implements ModelEvent {}

    /// It is not and will not be; what came before may have been spoken already.
    record Failed(ProviderFault fault) implements ModelEvent {}

    /// Whether nothing follows.
    default boolean isLast() {
        return switch (this) {
            case Text _, Called _ -> false;
            case Done _, Failed _ -> true;
        };
    }
}
