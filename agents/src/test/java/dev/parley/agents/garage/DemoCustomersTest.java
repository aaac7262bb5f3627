package dev.parley.agents.garage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DemoCustomersTest {
    @Test
    void numbers_are_reserved_for_fiction_distinct_and_free_of_six() {
        assertThat(DemoCustomers.all()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(DemoCustomers.all())
                .extracting(DemoCustomer::phone)
                .doesNotHaveDuplicates()
                .allMatch(phone -> phone.matches("\\+121255501[0-9]{2}"))
                .noneMatch(phone -> phone.contains("6"));
    }

    @Test
    void everybody_has_a_name_of_their_own_and_one_or_two_different_cars() {
        assertThat(DemoCustomers.all())
                .extracting(one -> one.firstName() + " " + one.lastName())
                .doesNotHaveDuplicates();
        for (DemoCustomer customer : DemoCustomers.all()) {
            assertThat(customer.vehicles()).hasSizeBetween(1, 2);
            assertThat(customer.vehicles())
                    .extracting(DemoCustomer.DemoVehicle::label)
                    .doesNotHaveDuplicates();
        }
    }
}
