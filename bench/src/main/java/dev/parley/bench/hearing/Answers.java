package dev.parley.bench.hearing;

import dev.parley.dialog.flow.SlotListening;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.BirthDateSlot;
import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.DigitsSlot;
import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.NameSlot;
import dev.parley.dialog.slot.PhraseList;
import dev.parley.dialog.slot.PlateSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.SpelledSlot;
import dev.parley.dialog.slot.TimeSlot;
import dev.parley.dialog.slot.Utterance;
import dev.parley.dialog.slot.VinSlot;
import dev.parley.dialog.slot.YearSlot;
import dev.parley.dialog.slot.YesNoSlot;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/// A kind of question with the answers that callers give to it, the same ones in every run.
///
/// @param target share of answers to be understood on a clean telephone line, 0 for none
/// @param noisyTarget the same at 10 dB of pink noise
/// @param confirmed whether what is understood is read back before it counts
/// @param answers what is said; each has a value of the slot
record Answers(
        String kind,
        double target,
        double noisyTarget,
        boolean confirmed,
        SlotType slot,
        SlotListening listening,
        List<String> answers) {
    static final AskedAt AT = new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final long SEED = 41;
    private static final int MOST_TRIES = 10_000;
    private static final String PLATE_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";
    private static final String VIN_CHARACTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
    private static final List<String> SPELLED =
            List.of(
                    "Okonkwo",
                    "Nguyen",
                    "Kowalski",
                    "Schmidt",
                    "Quach",
                    "Vazquez",
                    "Zeller",
                    "Abdi",
                    "Ivanov",
                    "Tran",
                    "Jeffries",
                    "Lund",
                    "Xu",
                    "Patel",
                    "Brandt",
                    "Gomez",
                    "Haddad",
                    "Yilmaz",
                    "Dupont",
                    "Eriksen");

    /// @param count answers of each kind
    static List<Answers> all(int count) {
        return all(count, _ -> true);
    }

    /// For somebody who cannot say everything.
    ///
    /// @param count answers of each kind, fewer or none if there are no more that can be said
    static List<Answers> all(int count, Predicate<String> canSay) {
        var random = new Random(SEED);
        return List.of(
                fromGrammar("yes/no", 0.97, 0, false, new YesNoSlot(), count, canSay),
                fromGrammar("menu", 0.97, 0, true, menu(), count, canSay),
                fromGrammar("date", 0.97, 0, true, new DateSlot(), count, canSay),
                fromGrammar("time", 0.97, 0, true, time(), count, canSay),
                fromValues(
                        "phone",
                        0.95,
                        0.7,
                        new DigitsSlot(10, 10),
                        count,
                        canSay,
                        _ -> digits(random, 10)),
                fromValues(
                        "4 digits",
                        0,
                        0,
                        new DigitsSlot(4, 4),
                        count,
                        canSay,
                        _ -> digits(random, 4)),
                fromGrammar("name", 0, 0, true, new NameSlot(NameSlot.Part.FULL), count, canSay),
                fromValues(
                        "spelled",
                        0,
                        0,
                        new SpelledSlot(2, 20, false),
                        count,
                        canSay,
                        i -> SPELLED.get(i % SPELLED.size())),
                fromValues("plate", 0, 0, new PlateSlot(), count, canSay, _ -> plate(random)),
                fromValues("VIN", 0, 0, new VinSlot(), count, canSay, _ -> vin(random)),
                fromGrammar("year", 0, 0, true, new YearSlot(1985), count, canSay),
                fromGrammar("birth date", 0, 0, true, new BirthDateSlot(), count, canSay));
    }

    private static TimeSlot time() {
        return new TimeSlot(LocalTime.of(8, 0), LocalTime.of(18, 0), 15);
    }

    private static MenuSlot menu() {
        return new MenuSlot(
                List.of(
                        option("oil", "an oil change", "oil change", "the oil change"),
                        option("brakes", "a brake inspection", "brake inspection", "my brakes"),
                        option("tires", "a tire rotation", "tire rotation", "new tires"),
                        option("battery", "a battery check", "battery check", "a new battery"),
                        option("engine", "engine diagnostics", "the engine light"),
                        option("air", "air conditioning service", "the air conditioning"),
                        option("state", "a state inspection", "state inspection"),
                        option("other", "something else", "another service")),
                List.of("i need", "i would like", "it's for"),
                true);
    }

    private static MenuSlot.Option option(String id, String... names) {
        return new MenuSlot.Option(id, names[0], List.of(names));
    }

    /// Answers as callers word them: sentences of the grammar that have a value.
    private static Answers fromGrammar(
            String kind,
            double target,
            double noisyTarget,
            boolean confirmed,
            SlotType slot,
            int count,
            Predicate<String> canSay) {
        var phrases = new ArrayList<>(PhraseList.of(slot.grammar(), 3000, SEED));
        phrases.removeIf(
                phrase -> !canSay.test(phrase) || slot.read(Utterance.of(phrase), AT).isEmpty());
        Collections.shuffle(phrases, new Random(SEED));
        var some = phrases.subList(0, Math.min(count, phrases.size()));
        return new Answers(
                kind,
                target,
                noisyTarget,
                confirmed,
                slot,
                SlotListening.to(kind, slot),
                List.copyOf(some));
    }

    /// Values said as we say them ourselves, with a pause between groups.
    private static Answers fromValues(
            String kind,
            double target,
            double noisyTarget,
            SlotType slot,
            int count,
            Predicate<String> canSay,
            Function<Integer, String> value) {
        var answers = new LinkedHashSet<String>();
        for (int i = 0; answers.size() < count && i < MOST_TRIES; i++) {
            var letters = new SlotValue.Letters(value.apply(i));
            var spoken = slot.spoken(letters);
            if (canSay.test(spoken) && slot.read(Utterance.of(spoken), AT).isPresent()) {
                answers.add(spoken);
            }
        }
        return new Answers(
                kind,
                target,
                noisyTarget,
                true,
                slot,
                SlotListening.to(kind, slot),
                List.copyOf(answers));
    }

    private static String digits(Random random, int count) {
        return pick(random, "0123456789", count);
    }

    private static String plate(Random random) {
        return random.nextBoolean()
                ? pick(random, PLATE_LETTERS, 3) + digits(random, 4)
                : digits(random, 1) + pick(random, PLATE_LETTERS, 3) + digits(random, 3);
    }

    /// Random ones, most of which have a wrong check digit and are drawn again.
    private static String vin(Random random) {
        return pick(random, VIN_CHARACTERS, 17);
    }

    private static String pick(Random random, String characters, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
