package dev.parley.dialog.slot;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/// A caller's answer, understood.
public sealed interface SlotValue {
    /// The value for tools and rules: true/false, an option's id, "2026-11-24", "09:30",
    /// "2026-11-24T09:30", digits, a name, letters and digits, 2019.
    Object plain();

    record Answer(boolean yes) implements SlotValue {
        @Override
        public Object plain() {
            return yes;
        }
    }

    record Option(String id) implements SlotValue {
        @Override
        public Object plain() {
            return id;
        }
    }

    record Day(LocalDate date) implements SlotValue {
        @Override
        public Object plain() {
            return date.toString();
        }
    }

    record Clock(LocalTime time) implements SlotValue {
        @Override
        public Object plain() {
            return time.toString();
        }
    }

    record DayAndClock(LocalDateTime dateTime) implements SlotValue {
        @Override
        public Object plain() {
            return dateTime.toString();
        }
    }

    /// @param text as it is written: "Maria Lopez"
    /// @param listed whether it is in the list of common names; if not, its spelling is a guess
    record Name(String text, boolean listed) implements SlotValue {
        @Override
        public Object plain() {
            return text;
        }
    }

    /// What was spelled: a name as it is written, a plate or vehicle number in capitals.
    record Letters(String text) implements SlotValue {
        @Override
        public Object plain() {
            return text;
        }
    }

    record Year(int year) implements SlotValue {
        @Override
        public Object plain() {
            return year;
        }
    }

    record Code(String digits) implements SlotValue {
        @Override
        public Object plain() {
            return digits;
        }
    }
}
