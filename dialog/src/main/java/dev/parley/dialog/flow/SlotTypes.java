package dev.parley.dialog.flow;

import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.Spoken;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The slot types of a call: those of the flow, and menus made from lists that tools returned.
final class SlotTypes {
    private static final List<String> LEADS = List.of("the", "my", "for the", "for my", "it's the");
    private static final int MOST_LISTED = 9;

    private final Flow flow;

    SlotTypes(Flow flow) {
        this.flow = flow;
    }

    SlotType of(String slot, Map<String, Object> variables) {
        return switch (flow.slot(slot).source()) {
            case SlotUse.Fixed(SlotType type) -> type;
            case SlotUse.Listed listed -> menu(listed, variables);
        };
    }

    private static MenuSlot menu(SlotUse.Listed listed, Map<String, Object> variables) {
        var things = new Values(variables, LocalDate.EPOCH).of(listed.list());
        var labels = new ArrayList<String>();
        var ids = new ArrayList<String>();
        if (things instanceof List<?> list) {
            for (var thing : list) {
                if (thing instanceof Map<?, ?> fields && ids.size() < MOST_LISTED) {
                    ids.add(String.valueOf(fields.get(listed.id())));
                    labels.add(String.valueOf(fields.get(listed.label())));
                }
            }
        }
        var options = new ArrayList<MenuSlot.Option>();
        for (int i = 0; i < ids.size(); i++) {
            options.add(
                    new MenuSlot.Option(ids.get(i), Spoken.text(labels.get(i)), names(labels, i)));
        }
        return new MenuSlot(options, LEADS, true);
    }

    /// The whole label, and each beginning-less part of it that no other label ends with or holds.
    private static List<String> names(List<String> labels, int own) {
        var words = List.of(Spoken.heard(labels.get(own)).split(" "));
        var names = new LinkedHashSet<String>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = words.size(); to > from; to--) {
                var name = String.join(" ", words.subList(from, to));
                if (isOwn(labels, own, name)) {
                    names.add(name);
                }
            }
        }
        names.remove("");
        return List.copyOf(names);
    }

    private static boolean isOwn(List<String> labels, int own, String name) {
        for (int i = 0; i < labels.size(); i++) {
            if (i != own && (" " + Spoken.heard(labels.get(i)) + " ").contains(" " + name + " ")) {
                return false;
            }
        }
        return true;
    }
}
