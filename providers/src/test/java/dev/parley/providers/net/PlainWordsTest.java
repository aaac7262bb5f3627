package dev.parley.providers.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "I need a table.|i need a table",
                "O\u2019Brien, at five o'clock!|o'brien at five o'clock",
                "'tis  so|tis so",
                "Ja, Grüße aus Köln?|ja grüße aus köln",
                "It is 3.5 litres.|it is 3.5 litres",
                "me@example.com|me@example.com",
                "漢字。|漢字",
                "...|\"\""
            })
    void transcript_becomes_plain_words(String transcript, String words) {
        assertThat(PlainWords.of(transcript)).isEqualTo(words);
    }
}
