package dev.parley.bench.turns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What callers answer, in the pieces in which people say it.
///
/// @param pieces pauses lie between them
record Answers(String kind, Question question, List<String> pieces) {
    private static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final List<String> NAMES =
            List.of(
                    "lima uniform november delta",
                    "alpha bravo delta india",
                    "tango romeo alpha",
                    "golf oscar mike echo zulu",
                    "papa alpha tango echo lima");
    private static final List<List<String>> DATES =
            List.of(
                    List.of("next", "tuesday"),
                    List.of("december", "the third"),
                    List.of("on the fourth", "of december"),
                    List.of("monday"),
                    List.of("the day after tomorrow"));
    private static final List<List<String>> OPEN =
            List.of(
                    List.of("i would like to book an appointment", "for my car"),
                    List.of("well", "the engine makes a strange noise", "when i start it"),
                    List.of("i have a question", "about my last invoice"),
                    List.of("can you tell me", "when you are open on saturday"),
                    List.of("my name is smith", "and i called yesterday", "about the brakes"),
                    List.of("i need new tires"));

    /// A dozen answers in an order of their own.
    static List<Answers> shuffled(Random random) {
        var answers = new ArrayList<Answers>();
        for (int i = 0; i < 3; i++) {
            answers.add(new Answers("yes or no", Question.YES_NO, List.of(i == 1 ? "no" : "yes")));
            answers.add(
                    new Answers(
                            "phone number",
                            Question.PHONE,
                            List.of(digits(random, 3), digits(random, 3), digits(random, 4))));
            answers.add(new Answers("open speech", Question.OPEN, pick(OPEN, random)));
        }
        for (int i = 0; i < 2; i++) {
            answers.add(
                    new Answers(
                            "spelled word",
                            Question.SPELLED,
                            List.of(NAMES.get(random.nextInt(NAMES.size())).split(" "))));
            answers.add(new Answers("date", Question.DATE, pick(DATES, random)));
        }
        Collections.shuffle(answers, random);
        return answers;
    }

    private static List<String> pick(List<List<String>> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String digits(Random random, int count) {
        var words = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            words.add(DIGITS.get(random.nextInt(10)));
        }
        return String.join(" ", words);
    }
}
