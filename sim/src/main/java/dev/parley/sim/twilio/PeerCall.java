package dev.parley.sim.twilio;

import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Whom a [TwilioPeer] calls and as whom: immutable, made by `PeerCall.to(uri)` and the `with…`
/// methods.
///
/// @param url the media socket, `ws://` or `wss://`
/// @param callSid Twilio's name of the call
/// @param streamSid Twilio's name of the stream
/// @param parameters `customParameters` of `start`; Parley reads `agent`, `From` and `To`
/// @param faults what this peer does wrong from the beginning
/// @param receiveBuffer bytes of the receive buffer of the connection; 0 for the system's choice
public record PeerCall(
        URI url,
        String accountSid,
        String callSid,
        String streamSid,
        Map<String, String> parameters,
        Set<PeerFault> faults,
        int receiveBuffer) {

    public PeerCall {
        parameters = Map.copyOf(parameters);
        faults = Set.copyOf(faults);
        if (!"ws".equals(url.getScheme()) && !"wss".equals(url.getScheme())) {
            throw new IllegalArgumentException("expected a ws:// or wss:// URL, got " + url);
        }
    }

    /// A call with fresh ids and no parameters.
    public static PeerCall to(URI url) {
        return new PeerCall(
                url, sid("AC"), sid("CA"), sid("MZ"), Map.of(), EnumSet.noneOf(PeerFault.class), 0);
    }

    /// Adds a custom parameter: `call.with("From", "+15550100").with("agent", "garage")`.
    public PeerCall with(String name, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new PeerCall(url, accountSid, callSid, streamSid, more, faults, receiveBuffer);
    }

    /// Does this wrong from the beginning.
    public PeerCall breaking(PeerFault fault) {
        var more = EnumSet.of(fault);
        more.addAll(faults);
        return new PeerCall(url, accountSid, callSid, streamSid, parameters, more, receiveBuffer);
    }

    /// Takes at most this many bytes that were not read yet.
    public PeerCall withReceiveBuffer(int bytes) {
        return new PeerCall(url, accountSid, callSid, streamSid, parameters, faults, bytes);
    }

    private static String sid(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
