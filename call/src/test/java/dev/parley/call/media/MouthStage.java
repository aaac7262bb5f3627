package dev.parley.call.media;

import dev.parley.call.conversation.Input;
import dev.parley.call.leg.LegTraits;
import dev.parley.meter.Meters;
import java.util.ArrayList;
import java.util.List;

/// A mouth with everything around it made by hand.
final class MouthStage {
    final HandWheel time = new HandWheel();
    final FakeVoice voice = new FakeVoice();
    final List<Input> told = new ArrayList<>();
    final FakeLeg leg;
    final Mouth mouth;

    MouthStage(LegTraits traits) {
        this(traits, FixedSentences.NONE, Tap.NONE);
    }

    MouthStage(LegTraits traits, FixedSentences fixed, Tap tap) {
        leg = new FakeLeg(traits, time::nanos);
        mouth =
                new Mouth(
                        leg,
                        time.wheel::seat,
                        voice,
                        fixed,
                        this::tell,
                        tap,
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
