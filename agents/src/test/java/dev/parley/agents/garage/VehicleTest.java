package dev.parley.agents.garage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VehicleTest {
    private static final Vehicle BLUE = new Vehicle(1, 2017, "Ford", "Focus", "blue");

    private static List<String> labels(Vehicle... vehicles) {
        return List.of(vehicles).stream().map(one -> one.label(List.of(vehicles))).toList();
    }

    @Test
    void only_car_is_called_by_make_and_model() {
        assertThat(labels(BLUE, new Vehicle(2, 2017, "Honda", "Civic", "blue")))
                .containsExactly("Ford Focus", "Honda Civic");
    }

    @Test
    void two_of_a_kind_are_told_apart_by_colour() {
        assertThat(labels(BLUE, new Vehicle(2, 2019, "Ford", "Focus", "red")))
                .containsExactly("blue Ford Focus", "red Ford Focus");
    }

    @Test
    void two_of_a_kind_and_colour_are_told_apart_by_year() {
        assertThat(labels(BLUE, new Vehicle(2, 2019, "Ford", "Focus", "Blue")))
                .containsExactly("2017 Ford Focus", "2019 Ford Focus");
    }
}
