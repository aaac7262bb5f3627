package dev.parley.agents.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolArgumentsTest {
    private static final Map<String, Object> BOOKING =
            Map.of(
                    "customer_id", "1",
                    "vehicle_id", "2",
                    "service", "oil_change",
                    "date", "2026-11-24",
                    "time", "09:30");

    private final JsonMapper strict =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private BookAppointment.Arguments booking(Map<String, Object> values) {
        return strict.convertValue(values, BookAppointment.Arguments.class);
    }

    @Test
    void booking_is_read_from_a_flows_names() {
        assertThat(booking(BOOKING))
                .isEqualTo(
                        new BookAppointment.Arguments(
                                "1", "2", "oil_change", "2026-11-24", "09:30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer_id", "vehicle_id", "service", "date", "time"})
    void booking_without_one_of_its_arguments_is_refused(String missing) {
        Map<String, Object> values = new HashMap<>(BOOKING);
        values.remove(missing);
        assertThatThrownBy(() -> booking(values)).hasMessageContaining(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "date, tuesday, 'expected a date like 2026-11-24, got \"tuesday\"'",
        "date, 2026-02-30, 'expected a date like 2026-11-24, got \"2026-02-30\"'",
        "date, 24.11.2026, 'expected a date like 2026-11-24, got \"24.11.2026\"'",
        "time, 9:30, 'expected a time like 09:30, got \"9:30\"'",
        "time, 24:00, 'expected a time from 00:00 to 23:59, got \"24:00\"'",
        "time, 09:30:00, 'expected a time like 09:30, got \"09:30:00\"'",
    })
    void booking_at_no_date_or_time_is_refused(String name, String value, String reason) {
        Map<String, Object> values = new HashMap<>(BOOKING);
        values.put(name, value);
        assertThatThrownBy(() -> booking(values)).hasMessageContaining(reason);
    }

    @Test
    void argument_nobody_asked_for_is_refused() {
        Map<String, Object> values = new HashMap<>(BOOKING);
        values.put("discount", "all of it");
        assertThatThrownBy(() -> booking(values)).hasMessageContaining("discount");
    }

    @Test
    void callback_may_leave_out_the_customer() {
        Map<String, Object> values = Map.of("phone", "+12125550147", "reason", "price");
        assertThat(strict.convertValue(values, RequestCallback.Arguments.class))
                .isEqualTo(new RequestCallback.Arguments("", "+12125550147", "price"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.0", "one", "0x1", "9999999999999999999", " 1"})
    void text_that_is_no_id_is_simply_not_found(String text) {
        assertThat(Written.id(text)).isEmpty();
    }

    @Test
    void id_is_read() {
        assertThat(Written.id("42")).isEqualTo(OptionalLong.of(42));
        assertThatCode(() -> Written.id("999999999999999999")).doesNotThrowAnyException();
    }
}
