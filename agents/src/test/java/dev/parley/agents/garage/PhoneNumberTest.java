package dev.parley.agents.garage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource({
        "+12125550147, +12125550147",
        "12125550147, +12125550147",
        "2125550147, +12125550147",
        "(212) 555-0147, +12125550147",
        "212.555.0147, +12125550147",
        "' +44 20 7946 0958 ', +442079460958",
    })
    void number_is_found_whatever_way_it_is_written(String written, String e164) {
        assertThat(PhoneNumber.parse(written).orElseThrow().reveal()).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anonymous",
                "+",
                "1234",
                "101",
                "0123456789",
                "+1212555014x",
                "sip:sarah@example.org",
                "1234567890123456",
                "++12125550147"
            })
    void what_nobody_could_call_is_no_number(String written) {
        assertThat(PhoneNumber.parse(written)).isEmpty();
    }

    @Test
    void number_does_not_print_itself() {
        assertThat(PhoneNumber.parse("+12125550147").orElseThrow().toString())
                .isEqualTo("[hidden]");
    }
}
