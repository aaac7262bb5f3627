package dev.parley.call.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A text that many calls have in common, kept once under the SHA-256 of its UTF-8 bytes: the
/// settings of their conversations, the definition of their agent. Nothing of a caller.
///
/// @param kind what it is, for people who look at the table
/// @param hash 64 hexadecimal digits; empty for an empty text
public record Content(Kind kind, String hash, String text) {
    /// What a content is.
    public enum Kind {
        /// [ConversationContent] as JSON.
        CONVERSATION,
        /// What an agent's dialogues are made of, as the agent writes it: a flow in YAML.
        DEFINITION
    }

    public Content {
        if (!hash.equals(hashOf(text))) {
            throw new IllegalArgumentException("expected a text that fits its hash " + hash);
        }
    }

    public static Content of(Kind kind, String text) {
        return new Content(kind, hashOf(text), text);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    private static String hashOf(String text) {
        if (text.isEmpty()) {
            return "";
        }
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
