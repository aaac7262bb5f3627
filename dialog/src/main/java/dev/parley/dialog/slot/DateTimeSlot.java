package dev.parley.dialog.slot;

import static dev.parley.dialog.slot.Grammar.maybe;
import static dev.parley.dialog.slot.Grammar.sequence;
import static dev.parley.dialog.slot.Grammar.words;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A day with its time, in either order. Keys: month, day, hour and minute, eight digits. An hour
/// that the clock change of that day leaves out is no answer, nor is a split that could be read two
/// ways ("november twenty one ten").
public record DateTimeSlot(DateSlot day, TimeSlot time) implements SlotType {
    @Override
    public Grammar grammar() {
        return sequence(
                maybe("how about", "i would like", "on"),
                Grammar.anyOf(
                        List.of(
                                sequence(day.bare(), words(time.joint()), time.bare()),
                                sequence(time.bare(), words(day.joint()), day.bare()))),
                maybe("please"));
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        Set<LocalDateTime> found = new LinkedHashSet<>();
        int size = words.words().size();
        for (int split = 1; split < size; split++) {
            var front = words.part(0, split);
            var rear = words.part(split, size);
            join(day.read(front, at), time.read(rear, at), at).ifPresent(found::add);
            join(day.read(rear, at), time.read(front, at), at).ifPresent(found::add);
        }
        return found.size() == 1
                ? Optional.of(new SlotValue.DayAndClock(found.iterator().next()))
                : Optional.empty();
    }

    private static Optional<LocalDateTime> join(
            Optional<SlotValue> day, Optional<SlotValue> time, AskedAt at) {
        if (day.isEmpty() || time.isEmpty()) {
            return Optional.empty();
        }
        var dateTime =
                LocalDate.parse(day.get().plain().toString())
                        .atTime(LocalTime.parse(time.get().plain().toString()));
        boolean exists = !at.zone().getRules().getValidOffsets(dateTime).isEmpty();
        return exists ? Optional.of(dateTime) : Optional.empty();
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return time.mayGoOn(words) || endsInBareHour(words);
    }

    private boolean endsInBareHour(Utterance words) {
        int size = words.words().size();
        return size > 1 && time.mayGoOn(words.part(size - 1, size)) && words.words().contains("at");
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        if (!keys.matches("\\d{8}")) {
            return Optional.empty();
        }
        return join(day.keyed(keys.substring(0, 4), at), time.keyed(keys.substring(4), at), at)
                .map(SlotValue.DayAndClock::new);
    }

    @Override
    public int maxKeys() {
        return 8;
    }

    @Override
    public String spoken(SlotValue value) {
        var dateTime = LocalDateTime.parse(value.plain().toString());
        return Spoken.date(dateTime.toLocalDate()) + ", at " + Spoken.time(dateTime.toLocalTime());
    }
}
