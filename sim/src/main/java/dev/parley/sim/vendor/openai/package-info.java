/// OpenAI as a server: chat completions, models, speech and transcription, and what servers of the
/// same protocol do otherwise. After OpenAI's OpenAPI document 2.3.0 (2026-08-21).
@NullMarked
package dev.parley.sim.vendor.openai;

import org.jspecify.annotations.NullMarked;
