/// Plays Twilio's side of a media stream, with wire code and G.711 of its own, and finds fault with
/// whoever answers. Written from Twilio's public pages and RFC 6455, never from our own server.
///
/// Start with [dev.parley.sim.twilio.TwilioPeer].
@NullMarked
package dev.parley.sim.twilio;

import org.jspecify.annotations.NullMarked;
