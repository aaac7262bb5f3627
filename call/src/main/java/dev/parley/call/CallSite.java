package dev.parley.call;

import dev.parley.audio.vad.VoiceActivity;
import dev.parley.call.conversation.Machines;
import dev.parley.call.cost.Costs;
import dev.parley.call.media.FixedSentences;
import dev.parley.call.media.PacingWheel;
import dev.parley.call.media.Recordings;
import dev.parley.call.record.CallStore;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.TurnJudging;
import dev.parley.dialog.Agent;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a [Switchboard] is made of. It uses these parts and does not close them.
///
/// @param agents by name
/// @param defaultAgent name of the agent for offers that ask for none
/// @param recognizer null for scripted servers: every finished turn has no words
/// @param judging where turns are judged; null to judge none
/// @param voiceActivity opens a detector for a leg of this rate; its own rate must be that or 16
///   kHz
/// @param wheels the pacing wheel for a leg; asked on the leg's IO thread
/// @param recordings where calls are recorded; null to keep none
/// @param echoGuard whether the agent's own voice is looked for in the caller's sound
/// @param languageModel writes for dialogues that ask for it; null for none: every generation fails
/// @param machines the conversation around a dialogue
/// @param maxCalls calls at once, exactly
/// @param toolThreads threads that run tools
/// @param clock wall time, for records and for the agents' date; never for measuring
/// @param settingsHash SHA-256 of the effective settings, hex, kept with every call
/// @param costs what the calls cost, and may
public record CallSite(
        Map<String, Agent> agents,
        String defaultAgent,
        @Nullable Recognizer recognizer,
        Synthesizer voice,
        FixedSentences fixedSentences,
        @Nullable TurnJudging judging,
        IntFunction<VoiceActivity> voiceActivity,
        CallStore store,
        Meters meters,
        Supplier<PacingWheel> wheels,
        @Nullable Recordings recordings,
        boolean echoGuard,
        @Nullable LanguageModel languageModel,
        Machines machines,
        int maxCalls,
        int toolThreads,
        Clock clock,
        String settingsHash,
        Costs costs) {
    public CallSite {
        agents = Map.copyOf(agents);
        if (!agents.containsKey(defaultAgent)) {
            throw new IllegalArgumentException(
                    "default agent: expected one of "
                            + agents.keySet()
                            + ", got \""
                            + defaultAgent
                            + "\"");
        }
        if (maxCalls < 1 || toolThreads < 1) {
            throw new IllegalArgumentException(
                    "expected at least 1 call and 1 tool thread, got "
                            + maxCalls
                            + " and "
                            + toolThreads);
        }
    }
}
