package dev.parley.providers.openai;

/// Where servers of these protocols usually are.
final class Addresses {
    static final String OPENAI = "https://api.openai.com/v1";
    static final String GROQ = "https://api.groq.com/openai/v1";
    static final String KOKORO = "http://127.0.0.1:8880/v1";
    static final String SPEACHES = "http://127.0.0.1:8000/v1";
    static final String WHISPERCPP = "http://127.0.0.1:8080";

    private Addresses() {}
}
