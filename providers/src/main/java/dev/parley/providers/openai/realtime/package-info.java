/// OpenAI's Realtime protocol, speech to speech over one WebSocket for each call. Source: OpenAI's
/// description of its API 2.3.0 of 2026-08-21 and the guide "Realtime conversations". May use
/// `providers.net` alone.
@NullMarked
package dev.parley.providers.openai.realtime;

import org.jspecify.annotations.NullMarked;
