package dev.parley.dialog.flow;

import dev.parley.dialog.slot.BirthDateSlot;
import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.DateTimeSlot;
import dev.parley.dialog.slot.DigitsSlot;
import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.NameSlot;
import dev.parley.dialog.slot.PlateSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SpelledSlot;
import dev.parley.dialog.slot.TimeSlot;
import dev.parley.dialog.slot.VinSlot;
import dev.parley.dialog.slot.YearSlot;
import dev.parley.dialog.slot.YesNoSlot;
import java.util.List;

/// A slot of a flow.
///
/// @param names what a caller calls it when it is wrong ("day", "date")
record SlotUse(String name, int line, Source source, List<String> names) {
    sealed interface Source {}

    /// The same answers in every call.
    record Fixed(SlotType type) implements Source {}

    /// A choice among the things of a list that a tool returned.
    record Listed(Expression.Path list, String id, String label) implements Source {}

    SlotUse {
        names = List.copyOf(names);
    }

    Type type() {
        return switch (source) {
            case Listed _ -> Type.ofSlot(ValueKind.CHOICE, name);
            case Fixed(SlotType type) ->
                    Type.ofSlot(
                            switch (type) {
                                case YesNoSlot _ -> ValueKind.FLAG;
                                case MenuSlot _ -> ValueKind.CHOICE;
                                case DateSlot _ -> ValueKind.DATE;
                                case TimeSlot _ -> ValueKind.TIME;
                                case DigitsSlot _ -> ValueKind.DIGITS;
                                case DateTimeSlot _,
                                        NameSlot _,
                                        SpelledSlot _,
                                        PlateSlot _,
                                        VinSlot _,
                                        BirthDateSlot _ ->
                                        ValueKind.TEXT;
                                case YearSlot _ -> ValueKind.NUMBER;
                            },
                            name);
        };
    }
}
