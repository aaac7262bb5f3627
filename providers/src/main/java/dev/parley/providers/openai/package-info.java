/// What speaks OpenAI's protocols: chat completions of OpenAI, Groq, vLLM, Ollama, llama.cpp,
/// OpenRouter and Azure OpenAI, told apart by a [dev.parley.providers.openai.ChatProfile].
@NullMarked
package dev.parley.providers.openai;

import org.jspecify.annotations.NullMarked;
