package dev.parley.call.duplex;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.dialog.model.Message;
import java.util.List;

/// How a session begins.
///
/// @param hears wire format of the caller's sound; that of the leg, where the provider takes it
/// @param speaks wire format of the agent's sound
/// @param history what was said before in this call, as heard: for a session that takes over from
///   another
public record Opening(Briefing briefing, Codec hears, Codec speaks, List<Message> history) {
    public Opening {
        history = List.copyOf(history);
    }

    /// A call that begins, in one wire format both ways.
    public static Opening of(Briefing briefing, Codec codec) {
        return new Opening(briefing, codec, codec, List.of());
    }

    public Opening after(List<Message> said) {
        return new Opening(briefing, hears, speaks, said);
    }
}
