package dev.parley.dialog.flow;

import dev.parley.dialog.flow.ExpressionParser.Mistake;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.BirthDateSlot;
import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.DateTimeSlot;
import dev.parley.dialog.slot.DigitsSlot;
import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.NameSlot;
import dev.parley.dialog.slot.PlateSlot;
import dev.parley.dialog.slot.SpelledSlot;
import dev.parley.dialog.slot.TimeSlot;
import dev.parley.dialog.slot.Utterance;
import dev.parley.dialog.slot.VinSlot;
import dev.parley.dialog.slot.YearSlot;
import dev.parley.dialog.slot.YesNoSlot;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the slots of a flow file.
final class SlotReader {
    private static final List<String> SLOT_TYPES =
            List.of(
                    "yes-no",
                    "menu",
                    "date",
                    "time",
                    "date-time",
                    "digits",
                    "name",
                    "spelled",
                    "plate",
                    "vin",
                    "year",
                    "birth-date");
    private static final List<String> NAME_PARTS = List.of("first", "last", "full");

    private final Problems problems;

    SlotReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, SlotUse> slots(YamlMap map) {
        var slots = new LinkedHashMap<String, SlotUse>();
        for (var name : map.keys()) {
            var slot = map.map(name, "slot \"" + name + "\"");
            var names = slot.texts("names").stream().map(YamlMap.Text::value).toList();
            var source = source(slot);
            slot.done();
            if (source != null) {
                slots.put(
                        name,
                        new SlotUse(
                                name,
                                map.lineOf(name),
                                source,
                                names.isEmpty() ? List.of(name.replace('_', ' ')) : names));
            }
        }
        return slots;
    }

    private SlotUse.@Nullable Source source(YamlMap slot) {
        var type = slot.text("type");
        try {
            return switch (type) {
                case "yes-no" ->
                        new SlotUse.Fixed(new YesNoSlot(words(slot, "yes"), words(slot, "no")));
                case "menu" -> slot.has("list") ? listed(slot) : new SlotUse.Fixed(menu(slot));
                case "date" -> new SlotUse.Fixed(new DateSlot());
                case "time" -> new SlotUse.Fixed(time(slot));
                case "date-time" -> new SlotUse.Fixed(new DateTimeSlot(new DateSlot(), time(slot)));
                case "digits" ->
                        new SlotUse.Fixed(
                                new DigitsSlot(
                                        slot.whole("shortest", 1, 1, 32),
                                        slot.whole("longest", 32, 1, 32)));
                case "name" -> new SlotUse.Fixed(name(slot));
                case "spelled" ->
                        new SlotUse.Fixed(
                                new SpelledSlot(
                                        slot.whole("shortest", 1, 1, 32),
                                        slot.whole("longest", 24, 1, 32),
                                        slot.flag("figures", false)));
                case "plate" -> new SlotUse.Fixed(new PlateSlot());
                case "vin" -> new SlotUse.Fixed(new VinSlot());
                case "year" ->
                        new SlotUse.Fixed(new YearSlot(slot.whole("earliest", 1960, 1900, 2100)));
                case "birth-date" -> new SlotUse.Fixed(new BirthDateSlot());
                default -> {
                    if (!type.isEmpty()) {
                        problems.unknown(slot.lineOf("type"), "slot type", type, SLOT_TYPES);
                    }
                    yield null;
                }
            };
        } catch (IllegalArgumentException e) {
            problems.add(slot.line(), String.valueOf(e.getMessage()));
            return null;
        } catch (Mistake mistake) {
            problems.add(slot.line(), String.valueOf(mistake.getMessage()));
            return null;
        }
    }

    private List<String> words(YamlMap map, String key) {
        var words = new ArrayList<String>();
        for (var text : map.texts(key)) {
            if (!text.value().matches("[A-Za-z0-9' ]*")) {
                problems.add(
                        text.line(),
                        "a recognizer knows words of the letters a to z, got \""
                                + text.value()
                                + "\"");
            }
            words.add(Utterance.of(text.value()).text());
        }
        return words;
    }

    private SlotUse.@Nullable Source listed(YamlMap slot) {
        if (ExpressionParser.parse(slot.text("list")) instanceof Expression.Path path) {
            return new SlotUse.Listed(path, slot.text("id"), slot.text("label", Type.LABEL));
        }
        slot.wrong("list", "a list that a tool returns", slot.text("list"));
        return null;
    }

    private MenuSlot menu(YamlMap slot) {
        var options = new ArrayList<MenuSlot.Option>();
        var map = slot.map("options", "options");
        for (var id : map.keys()) {
            if (map.isMap(id)) {
                var option = map.map(id, "option \"" + id + "\"");
                var names = new ArrayList<>(words(option, "hear"));
                var spoken = option.text("say", names.isEmpty() ? "" : names.getFirst());
                option.done();
                checkNames(map, id, names);
                options.add(new MenuSlot.Option(id, spoken, names));
            } else {
                var names = words(map, id);
                checkNames(map, id, names);
                options.add(
                        new MenuSlot.Option(id, names.isEmpty() ? id : names.getFirst(), names));
            }
        }
        var menu = new MenuSlot(options, words(slot, "lead"), slot.flag("by-place", false));
        checkReadable(slot, menu);
        return menu;
    }

    private void checkNames(YamlMap map, String id, List<String> names) {
        if (names.isEmpty() || names.contains("")) {
            problems.add(map.lineOf(id), "option \"" + id + "\" needs words to be heard by");
        }
    }

    /// Every name must lead to its own option.
    private void checkReadable(YamlMap slot, MenuSlot menu) {
        var at = new AskedAt(LocalDateTime.of(2026, 1, 1, 0, 0), ZoneOffset.UTC);
        for (var option : menu.options()) {
            for (var name : option.names()) {
                var read = menu.read(Utterance.of(name), at);
                if (read.isEmpty() || !read.get().plain().equals(option.id())) {
                    problems.add(
                            slot.lineOf("options"),
                            "\"" + name + "\" could mean more than option \"" + option.id() + "\"");
                }
            }
        }
    }

    private NameSlot name(YamlMap slot) {
        var part = slot.text("part", "full");
        if (!NAME_PARTS.contains(part)) {
            problems.unknown(slot.lineOf("part"), "part of a name", part, NAME_PARTS);
            return new NameSlot(NameSlot.Part.FULL);
        }
        return new NameSlot(NameSlot.Part.valueOf(part.toUpperCase(Locale.ROOT)));
    }

    private TimeSlot time(YamlMap slot) {
        return new TimeSlot(
                clock(slot, "earliest", LocalTime.of(7, 0)),
                clock(slot, "latest", LocalTime.of(19, 0)),
                slot.whole("grid", 15, 5, 60));
    }

    private static LocalTime clock(YamlMap slot, String key, LocalTime otherwise) {
        var text = slot.text(key, otherwise.toString());
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException _) {
            slot.wrong(key, "a time such as 09:00", text);
            return otherwise;
        }
    }
}
