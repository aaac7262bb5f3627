/// Twilio Media Streams: the server side of the media WebSocket, as a leg of a call. May use
/// `call`, `meter`, `compliance`; Vert.x stays inside.
@NullMarked
package dev.parley.transports.twilio;

import org.jspecify.annotations.NullMarked;
