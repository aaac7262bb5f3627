package dev.parley.sim.conversation;

import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.EndpointingSettings;
import dev.parley.call.conversation.EndpointingSettings.Detection;
import dev.parley.call.conversation.EndpointingSettings.Mode;
import dev.parley.call.conversation.InterruptionSettings;
import dev.parley.call.conversation.InterruptionSettings.By;
import dev.parley.call.conversation.InterruptionSettings.OnSpeech;
import dev.parley.call.conversation.JudgeSettings;
import dev.parley.call.conversation.SilenceSettings;
import java.time.Duration;
import java.util.SplittableRandom;

/// What kind of call it is going to be: who calls, how well the engines work, what breaks. Drawn
/// once from the seed of the call.
///
/// @param writing the caller writes as well as speaks
/// @param holding the call is held now and then
/// @param looping what calls makes sounds without words, and the dialogue gets nowhere
/// @param echoing the agent's voice comes back in the caller's sound
/// @param generating models write for the dialogue; not where echoes are known by their words,
///   which only reach back over replies of few sentences
/// @param roaming the caller's connection breaks, and may come back
record Weather(
        Caller caller,
        Engine recognizer,
        Engine voice,
        boolean disordered,
        boolean throwing,
        int stallPercent,
        boolean writing,
        boolean roaming,
        boolean holding,
        boolean looping,
        boolean echoing,
        boolean generating,
        ConversationSettings settings) {
    boolean isManual() {
        return settings.endpointing().detection() == Detection.MANUAL;
    }

    boolean isByRecognizer() {
        return settings.endpointing().detection() == Detection.RECOGNIZER;
    }

    enum Caller {
        TALKATIVE,
        SILENT,
        INTERRUPTING,
        LISTENING,
        TYPING,
        NEVER_STOPS
    }

    enum Engine {
        PROMPT,
        SLOW,
        FAILING,
        LATE,
        DUPLICATING
    }

    /// @param extras draws of their own for what only some calls have
    /// @param ends the same for what ends turns
    /// @param manners the same for how a caller interrupts
    /// @param judges the same for what a model says of turns
    /// @param models the same for what models write
    static Weather draw(
            SplittableRandom random,
            SplittableRandom extras,
            SplittableRandom ends,
            SplittableRandom manners,
            SplittableRandom judges,
            SplittableRandom models) {
        var endpointing = endpointing(ends);
        if (judges.nextInt(100) < 30) {
            endpointing = endpointing.with(JudgeSettings.off().on());
        }
        boolean byVoice = endpointing.detection() == Detection.VOICE_ACTIVITY;
        var caller = caller(random.nextInt(100));
        boolean echoing = byVoice && caller == Caller.SILENT && manners.nextBoolean();
        return new Weather(
                caller,
                engine(random.nextInt(100)),
                engine(random.nextInt(100)),
                random.nextInt(100) < 20,
                random.nextInt(100) < 3,
                random.nextInt(100) < 30 ? 10 : 0,
                extras.nextInt(100) < 20,
                extras.nextInt(100) < 15,
                ends.nextInt(100) < 12,
                ends.nextInt(100) < 4,
                echoing,
                !echoing && models.nextInt(100) < 25,
                settings(random, caller)
                        .with(endpointing)
                        .with(
                                byVoice
                                        ? interruption(manners, echoing)
                                        : InterruptionSettings.defaults().withoutWords()));
    }

    private static EndpointingSettings endpointing(SplittableRandom ends) {
        int draw = ends.nextInt(100);
        var detection =
                draw < 75
                        ? Detection.VOICE_ACTIVITY
                        : draw < 90 ? Detection.RECOGNIZER : Detection.MANUAL;
        return EndpointingSettings.defaults()
                .with(detection)
                .with(ends.nextBoolean() ? Mode.FIXED : Mode.DYNAMIC);
    }

    private static InterruptionSettings interruption(SplittableRandom random, boolean echoing) {
        var normal = InterruptionSettings.defaults();
        boolean isNormal = random.nextInt(2) == 0;
        int draw = isNormal ? 99 : random.nextInt(100);
        int by = isNormal ? 0 : random.nextInt(4);
        return new InterruptionSettings(
                draw >= 8,
                by == 1 ? By.VOICE : by == 2 ? By.WORDS : By.EITHER,
                isNormal ? normal.minSpeech() : Duration.ofMillis(random.nextLong(200, 800)),
                isNormal ? normal.minWords() : 1 + random.nextInt(3),
                draw % 4 == 0,
                draw % 3 == 0 ? Duration.ofMillis(random.nextLong(500, 8000)) : Duration.ZERO,
                draw < 50 ? OnSpeech.PAUSE : OnSpeech.TALK_ON,
                isNormal
                        ? normal.falseStopTimeout()
                        : Duration.ofMillis(random.nextLong(500, 2500)),
                draw % 10 != 1,
                echoing);
    }

    private static Caller caller(int draw) {
        if (draw < 30) {
            return Caller.TALKATIVE;
        } else if (draw < 40) {
            return Caller.SILENT;
        } else if (draw < 65) {
            return Caller.INTERRUPTING;
        } else if (draw < 80) {
            return Caller.LISTENING;
        }
        return draw < 95 ? Caller.TYPING : Caller.NEVER_STOPS;
    }

    private static Engine engine(int draw) {
        if (draw < 50) {
            return Engine.PROMPT;
        } else if (draw < 65) {
            return Engine.SLOW;
        } else if (draw < 75) {
            return Engine.FAILING;
        }
        return draw < 85 ? Engine.LATE : Engine.DUPLICATING;
    }

    private static ConversationSettings settings(SplittableRandom random, Caller caller) {
        var normal = ConversationSettings.defaults();
        boolean impatient = random.nextInt(100) < 50;
        long justOverAMinute = caller == Caller.NEVER_STOPS ? 64_000 : 75_000;
        var max =
                switch (random.nextInt(10)) {
                    case 0 -> Duration.ofMillis(random.nextLong(1_000, 20_000));
                    case 1, 2, 3, 4 -> Duration.ofMillis(random.nextLong(60_001, justOverAMinute));
                    default -> Duration.ofMinutes(3);
                };
        var settings =
                normal.within(
                        max,
                        Duration.ofMillis(
                                random.nextInt(6) == 0
                                        ? random.nextLong(10, 800)
                                        : random.nextLong(3000, 30_000)));
        return impatient
                ? settings.with(
                        new SilenceSettings(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(2)))
                : settings;
    }
}
