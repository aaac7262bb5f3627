package dev.parley.dialog.talk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.dialog.flow.OpenQuestion;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.BirthDateSlot;
import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.DateTimeSlot;
import dev.parley.dialog.slot.DigitsSlot;
import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.NameSlot;
import dev.parley.dialog.slot.PlainForm;
import dev.parley.dialog.slot.PlateSlot;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.SpelledSlot;
import dev.parley.dialog.slot.TimeSlot;
import dev.parley.dialog.slot.VinSlot;
import dev.parley.dialog.slot.YearSlot;
import dev.parley.dialog.slot.YesNoSlot;
import java.util.Optional;

/// How a program writes the answer to a slot, and how it is read: as the JSON Schema of each type,
/// and back through the very reading that callers' keys and words go through. Names that a tool
/// returned are in no schema: such options are told by their place.
final class SlotForm {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SlotForm() {}

    static ObjectNode schema(OpenQuestion.Slot slot) {
        return switch (slot.type()) {
            case YesNoSlot _ -> NODES.objectNode().put("type", "boolean");
            case MenuSlot menu -> slot.isListed() ? places(menu) : options(menu);
            case DateSlot _ -> text("a day from today on, as YYYY-MM-DD");
            case TimeSlot _ -> text("a time of day, as HH:MM of 24 hours");
            case DateTimeSlot _ -> text("a day and time, as YYYY-MM-DDTHH:MM");
            case DigitsSlot(int shortest, int longest) ->
                    text("digits, all that the caller said")
                            .put("pattern", "^[0-9]{" + shortest + "," + longest + "}$");
            case NameSlot _ -> text("a name, as it is written");
            case SpelledSlot _ -> text("what the caller spelled, as it is written");
            case PlateSlot _ -> text("a licence plate, letters and digits");
            case VinSlot _ -> text("a vehicle number of 17 letters and digits");
            case YearSlot _ -> NODES.objectNode().put("type", "integer");
            case BirthDateSlot _ -> text("a date of birth, as YYYY-MM-DD");
        };
    }

    private static ObjectNode text(String description) {
        return NODES.objectNode().put("type", "string").put("description", description);
    }

    private static ObjectNode options(MenuSlot menu) {
        var schema = NODES.objectNode().put("type", "string");
        var names = schema.putArray("enum");
        menu.options().forEach(option -> names.add(option.id()));
        return schema;
    }

    private static ObjectNode places(MenuSlot menu) {
        return NODES.objectNode()
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", menu.options().size())
                .put("description", "the number of the option");
    }

    /// What is expected, in words, for a model whose value was none.
    static String expected(OpenQuestion.Slot slot) {
        return switch (slot.type()) {
            case YesNoSlot _ -> "true or false";
            case MenuSlot _ -> slot.isListed() ? "the number of an option" : "one of the options";
            case DateSlot _ -> "a day from today on within twelve months, as YYYY-MM-DD";
            case TimeSlot _ -> "a time as HH:MM";
            case DateTimeSlot _ -> "a day to come with a time, as YYYY-MM-DDTHH:MM";
            case DigitsSlot(int shortest, int longest) -> shortest + " to " + longest + " digits";
            case NameSlot _ -> "a name";
            case SpelledSlot _, PlateSlot _, VinSlot _ -> "its letters and digits, all of them";
            case YearSlot _ -> "a year that can be";
            case BirthDateSlot _ -> "a day in the past, as YYYY-MM-DD";
        };
    }

    /// The value, if it is one of this slot.
    ///
    /// @param written as JSON has it: a text, a number or a truth
    static Optional<SlotValue> value(OpenQuestion.Slot slot, Object written, AskedAt at) {
        return slot.isListed() && slot.type() instanceof MenuSlot menu
                ? menu.keyed(String.valueOf(written), at)
                : PlainForm.read(slot.type(), written, at);
    }
}
