package dev.parley.transports.browser;

/// A sentence of the agent on its way to the caller's ear.
final class Segment {
    final long reply;
    final int sentence;
    final int id;
    final String text;
    private int heardChars;

    Segment(long reply, int sentence, int id, String text) {
        this.reply = reply;
        this.sentence = sentence;
        this.id = id;
        this.text = text;
    }

    boolean is(long itsReply, int itsSentence) {
        return reply == itsReply && sentence == itsSentence;
    }

    /// Takes note that this much was heard, and returns what is new of it, without blanks around;
    /// empty if nothing is.
    String heard(int chars) {
        int end = Math.min(chars, text.length());
        while (end > heardChars && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end <= heardChars) {
            return "";
        }
        var added = text.substring(heardChars, end).strip();
        heardChars = end;
        return added;
    }

    String heardText() {
        return text.substring(0, heardChars);
    }

    String restText() {
        return text.substring(heardChars);
    }
}
