package dev.parley.app.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of the talk page by the path under which they are served. Nothing but these paths is
/// ever looked up, so no request can reach another file.
final class TalkPage {
    /// Below the resource folder `web/talk` and the path `/talk/`.
    static final List<String> FILES =
            List.of(
                    "talk.css",
                    "icon.svg",
                    "main.js",
                    "session.js",
                    "trouble.js",
                    "wire.js",
                    "sound/capture-worklet.js",
                    "sound/devices.js",
                    "sound/microphone.js",
                    "sound/playback-worklet.js",
                    "sound/resampler.js",
                    "sound/speaker.js",
                    "sound/worklets.js",
                    "view/dom.js",
                    "view/keypad.js",
                    "view/latency.js",
                    "view/level.js",
                    "view/peaks.js",
                    "view/record.js",
                    "view/transcript.js",
                    "view/waveform.js");

    private TalkPage() {}

    static Map<String, Asset> read() {
        var assets = new LinkedHashMap<String, Asset>();
        assets.put("/talk", Asset.read("/web/talk/index.html"));
        for (var file : FILES) {
            assets.put("/talk/" + file, Asset.read("/web/talk/" + file));
        }
        return assets;
    }
}
