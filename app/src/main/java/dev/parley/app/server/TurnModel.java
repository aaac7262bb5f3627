package dev.parley.app.server;

import dev.parley.app.settings.Settings;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.speech.JudgeQueue;
import dev.parley.call.speech.TurnJudgePlugin;
import dev.parley.meter.Meters;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The model that judges whether turns are over, where the settings name one. What runs it is a
/// module that a server need not have.
final class TurnModel {
    private static final Logger log = LoggerFactory.getLogger(TurnModel.class);

    private static final String SETTING = "setting \"" + Settings.TURN_MODEL + "\": ";

    private TurnModel() {}

    /// @throws StartRefused if there is no such module, or the file is no such model
    static JudgeQueue open(Path model, ConversationSettings turns, Meters meters) {
        return open(
                model,
                turns,
                meters,
                ServiceLoader.load(TurnJudgePlugin.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    static JudgeQueue open(
            Path model, ConversationSettings turns, Meters meters, List<TurnJudgePlugin> plugins) {
        if (plugins.isEmpty()) {
            throw new StartRefused(
                    SETTING
                            + "expected a module that runs the model, found none on the class path; build it"
                            + " with: ./parley build onnx (elsewhere: put the jars of onnx/target/lib"
                            + " on the class path), or leave the setting out");
        }
        try {
            var judge = plugins.getFirst().open(model);
            log.atInfo().addKeyValue("judge", judge.name()).log("model of turns opened");
            return new JudgeQueue(judge, turns.endpointing().judge().timeout(), meters);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StartRefused(SETTING + e.getMessage(), e);
        }
    }
}
