package dev.parley.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110 §14.1.2, on a file of 1,000 bytes.
final class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-499, 0, 499",
        "bytes=500-, 500, 999",
        "bytes=-200, 800, 999",
        "bytes=-5000, 0, 999",
        "bytes=900-5000, 900, 999",
        "bytes=999-999, 999, 999",
        "bytes=500-400, 0, 999",
        "'bytes=0-1,5-6', 0, 999",
        "lines=1-2, 0, 999",
        "bytes=-, 0, 999",
        "'', 0, 999",
    })
    void the_part_asked_for_is_found(String header, long from, long to) {
        assertThat(ByteRange.of(header, 1_000)).isEqualTo(new ByteRange(from, to));
    }

    @ParameterizedTest
    @CsvSource({"bytes=1000-", "bytes=5000-6000", "bytes=-0"})
    void what_lies_outside_is_no_part(String header) {
        assertThat(ByteRange.of(header, 1_000)).isEqualTo(ByteRange.NONE);
    }
}
