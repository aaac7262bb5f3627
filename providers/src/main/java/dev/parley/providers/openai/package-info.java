/// What speaks OpenAI's protocols: chat completions of OpenAI, Groq, vLLM, Ollama, llama.cpp,
/// OpenRouter and Azure OpenAI, told apart by a [dev.parley.providers.openai.ChatProfile]; speech
/// of OpenAI, Kokoro-FastAPI and speaches ([dev.parley.providers.openai.VoiceProfile]);
/// transcription of OpenAI, Groq, speaches and whisper.cpp
/// ([dev.parley.providers.openai.TranscriptionProfile]).
@NullMarked
package dev.parley.providers.openai;

import org.jspecify.annotations.NullMarked;
