package dev.parley.sim.vendor.openai;

import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.script.VendorScript;
import java.nio.charset.StandardCharsets;

/// Server-sent events as lines, in the form the script wants.
final class EventLines {
    private final String end;
    private final String data;
    private final boolean hasComments;
    private final boolean hasMark;

    EventLines(VendorScript script) {
        this.end = script.is(Switch.CRLF) ? "\r\n" : "\n";
        this.data = script.is(Switch.SPACE_AFTER_DATA) ? "data: " : "data:";
        this.hasComments = script.is(Switch.COMMENTS);
        this.hasMark = script.is(Switch.BYTE_ORDER_MARK);
    }

    /// What comes before the first event.
    byte[] start() {
        return (hasMark ? "\uFEFF" : "").getBytes(StandardCharsets.UTF_8);
    }

    byte[] event(String json) {
        return ((hasComments ? ": ping" + end + end : "") + data + json + end + end)
                .getBytes(StandardCharsets.UTF_8);
    }
}
