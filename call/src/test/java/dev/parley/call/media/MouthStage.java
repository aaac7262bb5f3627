package dev.parley.call.media;

import dev.parley.call.conversation.Input;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.Onlooker;
import dev.parley.meter.Meters;
import java.util.ArrayList;
import java.util.List;

/// A mouth with everything around it made by hand.
final class MouthStage {
    final HandWheel time = new HandWheel();
    final FakeVoice voice = new FakeVoice();
    final List<Input> told = new ArrayList<>();
    final Spoken spoken = new Spoken(0);
    final FakeLeg leg;
    final Mouth mouth;

    MouthStage(LegTraits traits) {
        this(traits, FixedSentences.NONE, Tap.NONE, false);
    }

    /// A mouth whose leg is watched.
    static MouthStage watched(LegTraits traits) {
        return new MouthStage(traits, FixedSentences.NONE, Tap.NONE, true);
    }

    MouthStage(LegTraits traits, boolean isTextOnly) {
        this(traits, FixedSentences.NONE, Tap.NONE, false, isTextOnly);
    }

    MouthStage(LegTraits traits, FixedSentences fixed, Tap tap) {
        this(traits, fixed, tap, false);
    }

    private MouthStage(LegTraits traits, FixedSentences fixed, Tap tap, boolean isWatched) {
        this(traits, fixed, tap, isWatched, false);
    }

    private MouthStage(
            LegTraits traits,
            FixedSentences fixed,
            Tap tap,
            boolean isWatched,
            boolean isTextOnly) {
        leg = new FakeLeg(traits, time::nanos, isWatched);
        leg.isTextOnly = isTextOnly;
        mouth =
                new Mouth(
                        leg,
                        time.wheel::seat,
                        voice,
                        fixed,
                        this::tell,
                        tap,
                        spoken,
                        MediaCounters.of(Meters.NONE),
                        time::nanos);
        mouth.start();
        time.pass(1);
    }

    /// As the call's thread does: the voice goes on when a sentence began or failed.
    private void tell(Input input) {
        told.add(input);
        if (input instanceof Input.Mouth.SentenceStarted
                || input instanceof Input.Mouth.SpeechFailed) {
            mouth.advance();
        }
        switch (input) {
            case Input.Mouth.SentenceStarted(long reply, int sentence) -> {
                if (sentence == 0) {
                    mouth.showProgress(reply, 0);
                }
            }
            case Input.Mouth.SentencePlayed(long reply, int sentence, boolean _) ->
                    mouth.showProgress(reply, sentence + 1);
            default -> {}
        }
    }

    /// What was shown as heard: "240 1.0 at 5".
    List<String> progress() {
        return leg.seen.stream()
                .filter(seen -> seen.sight() instanceof Onlooker.Sight.Progress)
                .map(seen -> {
                    var shown = (Onlooker.Sight.Progress) seen.sight();
                    return "%d %d.%d at %d"
                            .formatted(
                                    seen.nanos() / 1_000_000,
                                    shown.reply(),
                                    shown.sentence(),
                                    shown.heardChars());
                })
                .toList();
    }

    /// Speaks a whole sentence of so many frames, whose samples have the reply's number.
    void say(long reply, int sentence, String text, int frames) {
        mouth.speak(reply, sentence, text);
        voice.last().whole(frames, (int) reply);
    }

    /// The carrier confirms the mark at this place in the order of marks.
    void confirm(int index) {
        mouth.played(leg.only(FakeLeg.Sent.Mark.class).get(index).id());
    }

    void confirmAll() {
        var marks = leg.only(FakeLeg.Sent.Mark.class);
        if (!marks.isEmpty()) {
            mouth.played(marks.getLast().id());
        }
    }

    <T extends Input> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
