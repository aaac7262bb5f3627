package dev.parley.dialog.slot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Yes or no. Keys: 1 yes, 2 no.
public final class YesNoSlot implements SlotType {
    private static final List<String> YES =
            List.of(
                    "yes",
                    "yes please",
                    "yeah",
                    "yep",
                    "yup",
                    "sure",
                    "correct",
                    "right",
                    "that's right",
                    "that is right",
                    "that's correct",
                    "that is correct",
                    "that's fine",
                    "that is fine",
                    "that's good",
                    "that's it",
                    "it is",
                    "of course",
                    "absolutely",
                    "exactly",
                    "definitely",
                    "certainly",
                    "okay",
                    "ok",
                    "all right",
                    "alright",
                    "sounds good",
                    "sounds great",
                    "perfect",
                    "please do",
                    "go ahead",
                    "do it",
                    "i do",
                    "i am",
                    "yes i do",
                    "yes it is",
                    "that works",
                    "fine",
                    "affirmative",
                    "true");
    private static final List<String> NO =
            List.of(
                    "no",
                    "nope",
                    "nah",
                    "no thank you",
                    "no thanks",
                    "no thank",
                    "not really",
                    "not at all",
                    "wrong",
                    "that's wrong",
                    "that is wrong",
                    "it's wrong",
                    "it is wrong",
                    "incorrect",
                    "that's incorrect",
                    "not correct",
                    "not right",
                    "that's not right",
                    "that is not right",
                    "that's not correct",
                    "that is not correct",
                    "it is not",
                    "it's not",
                    "it isn't",
                    "that isn't right",
                    "i don't",
                    "i do not",
                    "i'm not",
                    "don't",
                    "do not",
                    "please don't",
                    "never",
                    "negative",
                    "false",
                    "not that");
    private static final List<String> EMPTY =
            List.of(
                    "thank you",
                    "thanks",
                    "thank",
                    "please",
                    "very much",
                    "well",
                    "oh",
                    "that",
                    "so",
                    "much",
                    "indeed",
                    "sorry");
    private static final List<String> SAID =
            List.of(
                    "yes",
                    "yes please",
                    "yeah",
                    "sure",
                    "correct",
                    "that's right",
                    "yes that's right",
                    "yeah that's right",
                    "that's correct",
                    "yes that's correct",
                    "that is correct",
                    "yes it is",
                    "okay",
                    "sounds good",
                    "yes that's fine",
                    "no",
                    "no thank you",
                    "no thanks",
                    "nope",
                    "no that's wrong",
                    "that's wrong",
                    "that's not right",
                    "no that's not right",
                    "no it's not");

    private final List<String> moreYes;
    private final List<String> moreNo;
    private final List<String> yes;
    private final List<String> no;

    public YesNoSlot() {
        this(List.of(), List.of());
    }

    /// @param moreYes phrases that mean yes to this question alone
    /// @param moreNo phrases that mean no to this question alone ("that's all")
    public YesNoSlot(List<String> moreYes, List<String> moreNo) {
        this.moreYes = List.copyOf(moreYes);
        this.moreNo = List.copyOf(moreNo);
        this.yes = longestFirst(YES, moreYes);
        this.no = longestFirst(NO, moreNo);
    }

    @Override
    public Grammar grammar() {
        var said = new ArrayList<>(SAID);
        said.addAll(moreYes);
        said.addAll(moreNo);
        moreNo.forEach(phrase -> said.add("no " + phrase));
        moreYes.forEach(phrase -> said.add("yes " + phrase));
        return Grammar.anyOf(said.stream().distinct().map(Grammar::words).toList());
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var reader = new Reader(words);
        boolean saidYes = false;
        boolean saidNo = false;
        while (!reader.atEnd()) {
            int noLength = lengthOf(no, reader);
            int yesLength = lengthOf(yes, reader);
            if (noLength > 0 && noLength >= yesLength) {
                saidNo = true;
                reader.back(reader.mark() + noLength);
            } else if (yesLength > 0) {
                saidYes = true;
                reader.back(reader.mark() + yesLength);
            } else if (!reader.takeAny(EMPTY)) {
                return Optional.empty();
            }
        }
        return saidYes == saidNo ? Optional.empty() : Optional.of(new SlotValue.Answer(saidYes));
    }

    private static List<String> longestFirst(List<String> common, List<String> own) {
        var all = new ArrayList<>(common);
        own.forEach(phrase -> all.add(Utterance.of(phrase).text()));
        all.sort(Comparator.comparingInt((String phrase) -> phrase.split(" ").length).reversed());
        return all;
    }

    private static int lengthOf(List<String> phrases, Reader reader) {
        int start = reader.mark();
        boolean taken = reader.takeAny(phrases);
        int length = reader.mark() - start;
        reader.back(start);
        return taken ? length : 0;
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return false;
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        return switch (keys) {
            case "1" -> Optional.of(new SlotValue.Answer(true));
            case "2" -> Optional.of(new SlotValue.Answer(false));
            default -> Optional.empty();
        };
    }

    @Override
    public int maxKeys() {
        return 1;
    }

    @Override
    public String spoken(SlotValue value) {
        return value.equals(new SlotValue.Answer(true)) ? "yes" : "no";
    }
}
