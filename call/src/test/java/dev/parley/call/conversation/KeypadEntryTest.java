package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When an entry ends.
class KeypadEntryTest {
    private final Partner partner =
            new Partner().answers(new Act.Expect(new Expectation("pin", List.of(), 4)));

    @Test
    void full_length_ends_the_entry_at_once() {
        var scene = new Scene(partner).at(100).key('1').key('2').key('3').key('4');
        assertThat(partner.told).containsExactly("begin", "keys 1234");
        assertThat(scene.with("caller")).containsExactly("100 caller 1 typed [1234]");
    }

    @Test
    void terminator_ends_a_shorter_entry_and_is_not_part_of_it() {
        new Scene(partner).at(100).key('1').key('*').key('#');
        assertThat(partner.told).containsExactly("begin", "keys 1*");
    }

    @Test
    void pause_of_three_seconds_ends_the_entry() {
        var scene = new Scene(partner).at(100).key('1').at(2000).key('2').at(20_000);
        assertThat(scene.with("caller")).containsExactly("5000 caller 1 typed [12]");
    }

    @Test
    void terminator_alone_is_no_entry() {
        new Scene(partner).at(100).key('#').at(5000);
        assertThat(partner.told).containsExactly("begin");
    }
}
